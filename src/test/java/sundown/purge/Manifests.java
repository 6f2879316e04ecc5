package sundown.purge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import sundown.account.UserId;
import sundown.digest.MerkleTree;
import sundown.gallery.GalleryLayout;
import sundown.operator.SampleOperators;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.GroupId;

/** Manifests of given lines, as a plan leaves them in the audit bucket. */
public final class Manifests {
    private Manifests() {}

    /**
     * Puts one.
     *
     * @param chunks the lines of each chunk, in the order of their users
     */
    public static ManifestRoot put(AuditFiles files, GroupId group, PlanId plan, List<List<ManifestLine>> chunks) {
        return put(files, GalleryLayout.GROUP_FIRST, group, plan, chunks);
    }

    /** The same where the gallery has this layout. */
    public static ManifestRoot put(
            AuditFiles files, GalleryLayout layout, GroupId group, PlanId plan, List<List<ManifestLine>> chunks) {
        return put(files, layout, group, plan, Instant.EPOCH, chunks);
    }

    private static ManifestRoot put(
            AuditFiles files,
            GalleryLayout layout,
            GroupId group,
            PlanId plan,
            Instant begunAt,
            List<List<ManifestLine>> chunks) {
        List<ManifestRoot.ChunkLine> summaries = new ArrayList<>();
        for (List<ManifestLine> lines : chunks) {
            int number = summaries.size();
            files.putIfAbsent(AuditKeys.chunk(group, plan, number), bytes(lines));
            summaries.add(summary(number, lines));
        }
        Plan.Begun planned = new Plan.Begun(
                group, plan, SampleOperators.named("Zoë"), begunAt, 1, 1, 0, Optional.empty(), Optional.empty());
        ManifestRoot root = ManifestRoot.of(planned, layout, summaries);
        files.putIfAbsent(AuditKeys.root(group, plan), root.write());
        return root;
    }

    /**
     * Puts one with the entries that it names.
     *
     * @param entries of the users that it lists
     * @param held is left out
     */
    public static ManifestRoot put(
            AuditFiles files,
            GalleryLayout layout,
            GroupId group,
            PlanId plan,
            Instant begunAt,
            Map<UserId, List<BucketEntry>> entries,
            UserId held) {
        List<ManifestLine> lines = new ArrayList<>();
        entries.forEach((user, named) -> {
            byte[] kept = AccountEntries.write(named.stream());
            files.putIfAbsent(AuditKeys.account(group, plan, user), kept);
            lines.add(ManifestLine.listed(user, Standing.ACCOUNT, AccountEntries.read(kept, _ -> {}), new Random(1)));
        });
        return put(
                files,
                layout,
                group,
                plan,
                begunAt,
                List.of(lines, List.of(ManifestLine.leftOut(held, Standing.HELD, new Random(2)))));
    }

    /** What proves that an approved manifest lists a user. */
    public static Inclusion listed(AuditFiles files, Purge purge, UserId user) {
        return new ManifestReader(files, GalleryLayout.GROUP_FIRST)
                .findInclusion(purge.group(), purge.plan().id(), user)
                .orElseThrow();
    }

    private static byte[] bytes(List<ManifestLine> lines) {
        return lines.stream()
                .map(line -> line.write() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ManifestRoot.ChunkLine summary(int number, List<ManifestLine> lines) {
        return new ManifestRoot.ChunkLine(
                number,
                MerkleTree.over(lines.stream().map(ManifestLine::write)).root(),
                lines.stream().filter(line -> line.standing().listed()).count(),
                lines.stream().map(ManifestLine::totals).reduce(Totals.NONE, Totals::plus));
    }
}
