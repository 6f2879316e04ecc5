package sundown.local.rights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sundown.local.rights.RightsReport.Grant;

/** The rights of the template that no test of a function uses, as {@code unused-rights.txt} lists them with reasons. */
public final class UnusedRights {
    private static final String FILE = "unused-rights.txt";
    private static final String REASON = "# ";

    private final List<Entry> entries;

    /** One line: function, action, and the resource's part of an ARN, each with the wildcards of IAM. */
    private record Entry(String function, String action, String resource, String reason) {
        boolean matches(Grant.Of right) {
            return Wildcards.match(function, right.function())
                    && Wildcards.match(action, right.grant().action())
                    && Wildcards.match(resource, right.grant().name());
        }

        @Override
        public String toString() {
            return String.join(" ", function, action, resource);
        }
    }

    private UnusedRights(List<Entry> entries) {
        this.entries = entries;
    }

    public static UnusedRights read() {
        try (InputStream file = UnusedRights.class.getResourceAsStream(FILE)) {
            return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Each line with {@code #} is the reason of the entries below it. */
    static UnusedRights of(String text) {
        List<Entry> entries = new ArrayList<>();
        String reason = "";
        for (String line : text.lines().filter(each -> !each.isBlank()).toList()) {
            if (line.startsWith(REASON)) {
                reason = line.substring(REASON.length());
            } else {
                String[] words = line.split(" ", -1);
                entries.add(new Entry(words[0], words[1], words[2], reason));
            }
        }
        return new UnusedRights(entries);
    }

    /** Why no test uses a right; empty for a right that is not listed. */
    public Optional<String> reason(Grant.Of right) {
        return entries.stream()
                .filter(entry -> entry.matches(right))
                .map(Entry::reason)
                .findFirst();
    }

    /** The entries that match none of these rights. */
    public List<String> without(Collection<Grant.Of> rights) {
        return entries.stream()
                .filter(entry -> rights.stream().noneMatch(entry::matches))
                .map(Entry::toString)
                .toList();
    }
}
