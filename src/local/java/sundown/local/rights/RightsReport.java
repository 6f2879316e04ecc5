package sundown.local.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What a run of the functions showed about their rights.
 *
 * @param calls the calls of each function
 * @param uses the actions that were needed, by the grant that allows them
 * @param unused the grants for the functions' code that no call needed
 * @param denied the calls that AWS would have denied
 * @param complaints what is wrong, in sentences: kinds of calls that are denied, unknown, or of no function
 */
public record RightsReport(
        SortedMap<String, Long> calls,
        SortedMap<Grant.Of, Long> uses,
        SortedSet<Grant.Of> unused,
        long denied,
        List<String> complaints) {

    public String summary() {
        UnusedRights known = UnusedRights.read();
        return String.format(
                Locale.ROOT,
                "%,d calls of %d functions, held against the policies of template.yaml: %,d denied, %,d rights used by nothing",
                calls.values().stream().mapToLong(Long::longValue).sum(),
                calls.size(),
                denied,
                unused.stream().filter(of -> known.reason(of).isPresent()).count());
    }

    public void write(Path file) throws IOException {
        Files.writeString(file, text());
    }

    private String text() {
        UnusedRights known = UnusedRights.read();
        List<String> lines = new ArrayList<>(List.of(summary() + ".", ""));
        lines.addAll(complaints);
        lines.addAll(complaints.isEmpty() ? List.of() : List.of(""));
        lines.add(row("function", "action", "on", "calls"));
        uses.forEach((of, count) -> lines.add(row(of, String.format(Locale.ROOT, "%,d", count))));
        lines.addAll(List.of("", "Allowed, and used neither in this run nor by a test of the function:", ""));
        unused.forEach(of -> known.reason(of).ifPresent(reason -> lines.add(row(of, "") + "  " + reason)));
        lines.addAll(List.of("", "Allowed, and used by a test of the function alone:", ""));
        unused.stream().filter(of -> known.reason(of).isEmpty()).forEach(of -> lines.add(row(of, "")));
        return String.join("\n", lines) + "\n";
    }

    private static String row(Grant.Of of, String count) {
        return row(of.function(), of.grant().action(), of.grant().name(), count);
    }

    private static String row(String function, String action, String resource, String count) {
        return "%-22s %-34s %-62s %9s"
                .formatted(function, action, resource, count)
                .stripTrailing();
    }

    /** An action and a resource of a statement that allows, as the policy writes them. */
    public record Grant(String action, String resource) {
        /** The last part of the resource's ARN; the action says the service. */
        String name() {
            String[] parts = resource.split(":", 6);
            return parts[parts.length - 1];
        }

        /** A grant of a function's role. */
        public record Of(String function, Grant grant) implements Comparable<Of> {
            private static final Comparator<Of> ORDER = Comparator.comparing(Of::function)
                    .thenComparing(of -> of.grant().action())
                    .thenComparing(of -> of.grant().resource());

            @Override
            public int compareTo(Of other) {
                return ORDER.compare(this, other);
            }
        }
    }
}
