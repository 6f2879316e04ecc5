package sundown.purge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import sundown.account.UserId;
import sundown.digest.MerkleTree;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/**
 * The files of a manifest's chunks: pages as they are made, and when all of them are, one file with a line a user, in
 * the order of their ids. It replaces no file, so that a later worker makes the same manifest.
 */
@Singleton
final class ChunkFiles {
    private final AuditFiles files;

    ChunkFiles(AuditFiles files) {
        this.files = files;
    }

    /** Keeps a page of a chunk. */
    void keep(GroupId group, PlanId plan, int chunk, ManifestPage page) {
        byte[] bytes = page.write();
        files.putIfAbsent(ManifestKeys.page(group, plan, chunk, bytes), bytes);
    }

    /** Makes the file of a chunk of its pages, and sums it up. */
    ChunkSummary put(GroupId group, PlanId plan, int chunk) {
        Map<String, ManifestLine> lines = new TreeMap<>();
        Collection<String> strange = new TreeSet<>(BucketListing.ORDER);
        files.list(ManifestKeys.pages(group, plan, chunk))
                .map(key -> ManifestPage.read(required(key)))
                .forEach(page -> {
                    page.lines().forEach(line -> lines.merge(line.user().value(), line, ManifestLine::moreCareful));
                    strange.addAll(page.strange());
                });
        ObjectKey key = ManifestKeys.chunk(group, plan, chunk);
        files.putIfAbsent(key, write(lines.values()));
        return ChunkSummary.of(summary(chunk, lines(key)), lines.values(), strange);
    }

    /** The users with a line in a chunk, in the order of their ids. */
    List<UserId> users(GroupId group, PlanId plan, int chunk) {
        return lines(ManifestKeys.chunk(group, plan, chunk)).stream()
                .map(line -> ManifestLine.read(line).user())
                .toList();
    }

    private List<String> lines(ObjectKey key) {
        return new String(required(key), StandardCharsets.UTF_8).lines().toList();
    }

    private byte[] required(ObjectKey key) {
        return files.read(key).orElseThrow(() -> new RetryableFailure("an object that is there cannot be read"));
    }

    /** The file names no users of other groups. */
    private static byte[] write(Collection<ManifestLine> lines) {
        return lines.stream()
                .filter(line -> line.standing().ofGroup())
                .map(line -> line.write() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ManifestChunk summary(int chunk, List<String> lines) {
        List<ManifestLine> read = lines.stream().map(ManifestLine::read).toList();
        return new ManifestChunk(
                chunk,
                MerkleTree.over(lines.stream()).root(),
                read.stream().filter(line -> line.standing().listed()).count(),
                read.stream().map(ManifestLine::totals).reduce(Totals.NONE, Totals::plus));
    }
}
