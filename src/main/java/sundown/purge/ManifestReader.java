package sundown.purge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.MerkleTree;
import sundown.gallery.GalleryLayout;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.ManifestRoot.ManifestHash;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * Reads manifests from the audit bucket, a chunk at a time, and answers only with parts that match the hash above them.
 *
 * @param layout the layout of the gallery now
 */
@Singleton
public record ManifestReader(AuditFiles files, GalleryLayout layout) {
    /**
     * Reads the root. Empty if its hash is not the planned one, or if the gallery's layout has changed since: the
     * objects would then look deleted.
     */
    public Optional<ManifestRoot> readRoot(GroupId group, Plan plan) {
        return readRoot(group, plan.id())
                .filter(found -> found.hash().equals(plan.manifest()))
                .filter(found -> found.layout().equals(layout));
    }

    private Optional<ManifestRoot> readRoot(GroupId group, PlanId plan) {
        return files.read(AuditKeys.root(group, plan)).map(ManifestRoot::read);
    }

    /** Reads the lines of a chunk. Empty if they do not match the hash in the root. */
    public Optional<List<String>> readLines(GroupId group, PlanId plan, ManifestRoot.ChunkLine chunk) {
        return readHashed(group, plan, chunk).map(Hashed::lines);
    }

    private Optional<Hashed> readHashed(GroupId group, PlanId plan, ManifestRoot.ChunkLine chunk) {
        return files.read(AuditKeys.chunk(group, plan, chunk.number()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .map(lines -> new Hashed(lines, MerkleTree.over(lines.stream())))
                .filter(hashed -> hashed.tree().root().equals(chunk.hash()));
    }

    private record Hashed(List<String> lines, MerkleTree tree) {}

    /** Reads a chunk. Empty if the chunk or the root is not the planned one, or if the root has other chunks. */
    public Optional<ManifestChunk> readChunk(GroupId group, Plan plan, int number) {
        return readRoot(group, plan)
                .filter(root -> root.lines().size() - 1 == plan.chunks() && number < plan.chunks())
                .flatMap(root -> readChunk(group, plan.id(), root, number));
    }

    /**
     * Finds the proof that a manifest lists a user, whether or not anybody approved the manifest. The first chunk that
     * lists the user counts.
     */
    public Optional<Inclusion> findInclusion(GroupId group, PlanId plan, UserId user) {
        return readRoot(group, plan)
                .flatMap(root -> IntStream.range(0, root.lines().size() - 1)
                        .mapToObj(number -> readChunk(group, plan, root, number))
                        .flatMap(Optional::stream)
                        .filter(chunk ->
                                chunk.has(user) && chunk.line(user).standing().listed())
                        .map(chunk -> chunk.inclusion(user))
                        .findFirst());
    }

    /** The chunks of a root are in the order of their numbers, after its header. */
    private Optional<ManifestChunk> readChunk(GroupId group, PlanId plan, ManifestRoot root, int number) {
        return readHashed(group, plan, ManifestRoot.ChunkLine.read(root.lines().get(number + 1)))
                .map(hashed -> ManifestChunk.of(hashed.lines(), hashed.tree(), root, number));
    }

    /** Reads the entries of an account. Empty if the file does not match the hash in the manifest. */
    public Optional<Set<BucketEntry>> readEntries(ListedAccount account) {
        return kept(account.group(), account.plan(), account.user())
                .flatMap(kept -> AccountEntries.readVerified(kept, account.sha256()).stream())
                .findFirst();
    }

    /**
     * Reads the entries of a user in a plan's manifest, if it has some.
     *
     * @return the hash over the entries
     */
    public Optional<ManifestHash> readEntries(GroupId group, PlanId plan, UserId user, Consumer<BucketEntry> reader) {
        return kept(group, plan, user)
                .findFirst()
                .map(kept -> AccountEntries.read(kept, reader).hash());
    }

    /** The entries are in one of two places, unless somebody has tampered with them. */
    private Stream<byte[]> kept(GroupId group, PlanId plan, UserId user) {
        return Stream.of(AuditKeys.account(group, plan, user), AuditKeys.folder(group, plan, user))
                .flatMap(key -> files.read(key).stream());
    }
}
