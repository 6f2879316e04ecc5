package sundown.purge;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import sundown.edge.PlainText;

/** What is planned, for those who approve it: plain text. */
final class PlanReport {
    /** So many names of a kind are told; the manifest has all. */
    private static final int MOST = 50;

    private static final int LARGEST = 20;

    private PlanReport() {}

    static byte[] write(PurgePlan plan, Manifest manifest, PurgePlan.Planned planned) {
        return Stream.of(
                        head(plan, manifest, planned),
                        named("under hold, kept", of(manifest, Standing.HELD)),
                        named("without an account, listed", of(manifest, Standing.NO_ACCOUNT)),
                        named("of another group or none, left out", of(manifest, Standing.FOREIGN)),
                        named("of no user, left out: see to them by hand", List.copyOf(manifest.strange())),
                        largest(manifest))
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String head(PurgePlan plan, Manifest manifest, PurgePlan.Planned planned) {
        Totals totals = planned.totals();
        return """
                Purge of group %s, plan %s
                asked for by %s at %s; timeline version %d; nothing is deleted yet
                SHA-256 of the manifest: %s

                users whose objects go  %,15d
                  of them no account    %,15d
                under hold              %,15d
                foreign                 %,15d
                versions of objects     %,15d
                delete markers          %,15d
                unfinished uploads      %,15d
                bytes                   %,15d
                """.formatted(
                        plan.group(),
                        plan.id(),
                        plan.by(),
                        plan.begunAt(),
                        plan.timeline(),
                        planned.hash(),
                        planned.users(),
                        manifest.count(Standing.NO_ACCOUNT),
                        planned.held(),
                        planned.foreign(),
                        totals.versions(),
                        totals.markers(),
                        totals.uploads(),
                        totals.bytes());
    }

    private static List<String> of(Manifest manifest, Standing standing) {
        return manifest.lines().stream()
                .filter(line -> line.standing() == standing)
                .map(line -> line.user().value())
                .toList();
    }

    private static String named(String kind, List<String> names) {
        StringBuilder text = new StringBuilder("\n%,d %s%n".formatted(names.size(), kind));
        names.stream()
                .limit(MOST)
                .forEach(name -> text.append("  ").append(PlainText.of(name)).append('\n'));
        return names.size() > MOST
                ? text.append("  and %,d more%n".formatted(names.size() - MOST)).toString()
                : text.toString();
    }

    private static String largest(Manifest manifest) {
        StringBuilder text = new StringBuilder("\nlargest\n");
        manifest.lines().stream()
                .filter(line -> line.standing().listed())
                .sorted(Comparator.comparingLong(
                        (ManifestLine line) -> -line.totals().bytes()))
                .limit(LARGEST)
                .forEach(line -> text.append("  %,15d bytes in %,9d objects  %s%n"
                        .formatted(line.totals().bytes(), line.totals().versions(), line.user())));
        return text.toString();
    }
}
