package sundown.purge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.edge.PlainText;
import sundown.gallery.GalleryLayout;

/** The report of a plan for its approvers: plain text. */
final class PlanReport {
    private static final String AMONG_GROUPS = """

            the gallery does not keep groups apart
              S3 itself refuses deletions there only until the first close of all groups. From then on, nothing but
              Sundown's own checks keeps the photos of groups that close later. Approve knowing this.
              This plan names what the accounts of the group have. What no account names is not in it, and stays.
            """;

    private PlanReport() {}

    static byte[] write(Plan.Begun plan, GalleryLayout layout, List<ChunkSummary> chunks, Plan.Planned planned) {
        ChunkSummary.Names withoutAccount = names(chunks, ChunkSummary::withoutAccount);
        return Stream.of(
                        head(plan, withoutAccount.count(), planned),
                        layout.keepsGroupsApart() ? "" : AMONG_GROUPS + buckets(layout),
                        shared(planned.totals().shared()),
                        named("under hold, kept", names(chunks, ChunkSummary::held)),
                        named("without an account, listed", withoutAccount),
                        named("of another group or none, left out", names(chunks, ChunkSummary::foreign)),
                        named("of no user, left out: handle them by hand", names(chunks, ChunkSummary::strange)),
                        largest(chunks))
                .reduce("", String::concat)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String head(Plan.Begun plan, long withoutAccount, Plan.Planned planned) {
        Totals totals = planned.totals();
        return """
                Purge of group %s, plan %s
                asked for by %s at %s; timeline version %d; nothing is deleted yet
                hash of the manifest: %s

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
                        withoutAccount,
                        planned.held(),
                        planned.foreign(),
                        totals.versions(),
                        totals.markers(),
                        totals.uploads(),
                        totals.bytes());
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

    private static ChunkSummary.Names names(
            List<ChunkSummary> chunks, Function<ChunkSummary, ChunkSummary.Names> kind) {
        return chunks.stream().map(kind).reduce(ChunkSummary.Names.NONE, ChunkSummary.Names::plus);
    }

    /** The report has the first names of a kind. The manifest has the names of all. */
    private static String named(String kind, ChunkSummary.Names names) {
        StringBuilder text = new StringBuilder("\n%,d %s%n".formatted(names.count(), kind));
        names.first()
                .forEach(name -> text.append("  ").append(PlainText.of(name)).append('\n'));
        long more = names.count() - names.first().size();
        return more > 0 ? text.append("  and %,d more%n".formatted(more)).toString() : text.toString();
    }

    private static String largest(List<ChunkSummary> chunks) {
        StringBuilder text = new StringBuilder("\nlargest\n");
        ChunkSummary.largest(chunks.stream().flatMap(chunk -> chunk.largest().stream()))
                .forEach(user -> text.append(
                        "  %,15d bytes in %,9d objects  %s%n".formatted(user.bytes(), user.objects(), user.user())));
        return text.toString();
    }
}
