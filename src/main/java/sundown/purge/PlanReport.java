package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.ReachStore.Reach;
import sundown.edge.PlainText;
import sundown.gallery.GalleryLayout;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.ManifestWriter.Page.Chance;
import sundown.receipt.Safety;
import sundown.receipt.Safety.Sums;

/**
 * The report of a plan for its approvers, or the part of the report about a chunk.
 *
 * @param held users under hold, who are kept
 * @param withoutAccount listed users without an account
 * @param foreign users of another group or none, who are left out
 * @param strange folders and keys of no user, which are left out
 * @param largest the users with the most bytes, the largest first
 * @param reach the listed users by how far they were reached
 * @param safety how safe the photos of users with an account and listed entries were
 */
@RegisterForReflection
record PlanReport(
        Names held,
        Names withoutAccount,
        Names foreign,
        Names strange,
        List<Large> largest,
        Map<Reach, Long> reach,
        Sums safety) {
    static final PlanReport EMPTY =
            new PlanReport(Names.NONE, Names.NONE, Names.NONE, Names.NONE, List.of(), Map.of(), Sums.NONE);

    static final int LARGEST_USERS_MAX = 20;

    private static final String AMONG_GROUPS = """

            the gallery does not keep groups apart
              S3 itself refuses deletions there only until the first close of all groups. From then on, nothing but
              Sundown's own checks keeps the photos of groups that close later. Approve knowing this.
              This plan names what the accounts of the group have. What no account names is not in it, and stays.
            """;

    PlanReport {
        largest = largest.stream()
                .sorted(Comparator.comparingLong(Large::bytes).reversed().thenComparing(Large::user))
                .limit(LARGEST_USERS_MAX)
                .toList();
    }

    /**
     * The number of names of a kind, and the first of them in order.
     *
     * @param first at most {@link #NAMES_MAX}
     */
    @RegisterForReflection
    record Names(long count, List<String> first) {
        static final int NAMES_MAX = 50;

        static final Names NONE = new Names(0, List.of());

        Names {
            first = first.stream().sorted().limit(NAMES_MAX).toList();
        }

        static Names of(Collection<String> names) {
            return new Names(names.size(), List.copyOf(names));
        }

        private static Names of(Collection<ManifestLine> lines, Standing standing) {
            return of(lines.stream()
                    .filter(line -> line.standing() == standing)
                    .map(line -> line.user().value())
                    .toList());
        }

        Names plus(Names more) {
            return new Names(count + more.count, join(first, more.first));
        }

        private String write(String kind) {
            long more = count - first.size();
            return first.stream()
                    .map(name -> "  " + PlainText.of(name) + "\n")
                    .collect(Collectors.joining(
                            "",
                            "\n%,d %s%n".formatted(count, kind),
                            more > 0 ? "  and %,d more%n".formatted(more) : ""));
        }
    }

    @RegisterForReflection
    record Large(String user, long objects, long bytes) {}

    /**
     * The part about a chunk.
     *
     * @param lines a line for each user, also for users who are left out
     * @param chances the chance of each user, by their ids
     */
    static PlanReport of(Collection<ManifestLine> lines, Collection<String> strange, Map<String, Chance> chances) {
        return new PlanReport(
                Names.of(lines, Standing.HELD),
                Names.of(lines, Standing.NO_ACCOUNT),
                Names.of(lines, Standing.FOREIGN),
                Names.of(strange),
                lines.stream()
                        .filter(line -> line.standing().listed())
                        .map(line -> new Large(
                                line.user().value(),
                                line.totals().versions(),
                                line.totals().bytes()))
                        .toList(),
                lines.stream()
                        .filter(line -> line.standing().listed())
                        .map(line -> chances.get(line.user().value()))
                        .collect(Collectors.groupingBy(Chance::reach, TreeMap::new, Collectors.counting())),
                lines.stream()
                        .filter(line -> line.entries() > 0)
                        .map(line -> chances.get(line.user().value()).safety())
                        .reduce(Sums.NONE, Sums::plus));
    }

    PlanReport plus(PlanReport other) {
        return new PlanReport(
                held.plus(other.held),
                withoutAccount.plus(other.withoutAccount),
                foreign.plus(other.foreign),
                strange.plus(other.strange),
                join(largest, other.largest),
                Stream.of(reach, other.reach)
                        .flatMap(counts -> counts.entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new)),
                safety.plus(other.safety));
    }

    private static <T> List<T> join(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Returns the plain text. */
    byte[] write(Plan.Begun plan, GalleryLayout layout, Plan.Planned planned) {
        return Stream.of(
                        head(plan, planned),
                        layout.keepsGroupsApart() ? "" : AMONG_GROUPS + buckets(layout),
                        shared(planned.totals().shared()),
                        held.write("under hold, kept"),
                        withoutAccount.write("without an account, listed"),
                        foreign.write("of another group or none, left out"),
                        strange.write("of no user, left out: handle them by hand"),
                        largest.stream()
                                .map(user -> "  %,15d bytes in %,9d objects  %s%n"
                                        .formatted(user.bytes(), user.objects(), user.user()))
                                .collect(Collectors.joining("", "\nlargest\n", "")))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private String head(Plan.Begun plan, Plan.Planned planned) {
        Totals totals = planned.totals();
        return """
                Purge of group %s, plan %s
                asked for by %s at %s; timeline version %d; nothing is deleted yet
                hash of the manifest: %s

                users whose objects go  %,15d
                  of them no account    %,15d
                  of them reached       %,15d
                  sent, unknown         %,15d
                  not reachable         %,15d
                  not written to        %,15d
                under hold              %,15d
                foreign                 %,15d
                versions of objects     %,15d
                delete markers          %,15d
                unfinished uploads      %,15d
                bytes                   %,15d
                photos safe, users      %,15d
                photos partly safe      %,15d
                nothing taken           %,15d
                items lost to all ways  %,15d
                """.formatted(
                        plan.group(),
                        plan.id(),
                        plan.by(),
                        plan.begunAt(),
                        plan.timeline(),
                        planned.hash(),
                        planned.users(),
                        withoutAccount.count(),
                        reach.getOrDefault(Reach.REACHED, 0L),
                        reach.getOrDefault(Reach.SENT, 0L),
                        reach.getOrDefault(Reach.NOT_REACHABLE, 0L),
                        reach.getOrDefault(Reach.NOT_WRITTEN_TO, 0L),
                        planned.held(),
                        planned.foreign(),
                        totals.versions(),
                        totals.markers(),
                        totals.uploads(),
                        totals.bytes(),
                        safety.users(Safety.Standing::safe),
                        safety.users(standing -> standing == Safety.Standing.PARTLY_SAFE),
                        safety.users(standing -> standing == Safety.Standing.NOTHING_TAKEN),
                        safety.lost());
    }

    private static String buckets(GalleryLayout layout) {
        return layout.parts().size() == 1
                ? ""
                : layout.parts().stream()
                        .map(part -> "  %s %s%n"
                                .formatted(part.write(), part.keepsGroupsApart() ? "keeps groups apart" : "does not"))
                        .collect(Collectors.joining("", "  Of its buckets:\n", ""));
    }

    private static String shared(long entries) {
        return entries == 0 ? "" : """

                %,d entries of objects that other users have, too
                  A user who is deleted gives them up. The last user to do so deletes them, whichever plan lists that
                  user. An object stays while one of its users is under hold, in an open group, or in none.
                """.formatted(entries);
    }
}
