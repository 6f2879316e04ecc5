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
 * @param layout of the gallery now
 */
@Singleton
public record ManifestReader(AuditFiles files, GalleryLayout layout) {
    /**
     * The root. Empty if its hash is not the planned one, or if the gallery's layout has changed since: the objects
     * would then look deleted.
     */
    public Optional<ManifestRoot> readRoot(GroupId group, Plan plan) {
        return planned(group, plan).map(Root::root);
    }

    private Optional<Root> planned(GroupId group, Plan plan) {
        return read(group, plan.id())
                .filter(found -> found.hash().equals(plan.manifest()))
                .filter(found -> found.root().layout().equals(layout));
    }

    private Optional<Root> read(GroupId group, PlanId plan) {
        return files.read(AuditKeys.root(group, plan)).map(ManifestRoot::read).map(root -> new Root(root, root.tree()));
    }

    /** A root, and the tree over its lines, which is hashed once. */
    private record Root(ManifestRoot root, MerkleTree tree) {
        ManifestHash hash() {
            return new ManifestHash(tree.root().hex());
        }

        int chunks() {
            return root.lines().size() - 1;
        }
    }

    /** The lines of a chunk. Empty if they do not match the hash in the root. */
    public Optional<List<String>> readLines(GroupId group, PlanId plan, ManifestRoot.ChunkLine chunk) {
        return hashed(group, plan, chunk).map(Hashed::lines);
    }

    private Optional<Hashed> hashed(GroupId group, PlanId plan, ManifestRoot.ChunkLine chunk) {
        return files.read(AuditKeys.chunk(group, plan, chunk.number()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .map(lines -> new Hashed(lines, MerkleTree.over(lines.stream())))
                .filter(hashed -> hashed.tree().root().equals(chunk.hash()));
    }

    /** Lines, and the tree over them. */
    private record Hashed(List<String> lines, MerkleTree tree) {}

    /** A chunk. Empty if it or the root is not the planned one, or if the root has not as many chunks. */
    public Optional<ManifestChunk> readChunk(GroupId group, Plan plan, int number) {
        return planned(group, plan)
                .filter(root -> root.chunks() == plan.chunks() && number < root.chunks())
                .flatMap(root -> chunk(group, plan.id(), root, number));
    }

    /**
     * The proof that a manifest lists a user, whether or not anybody approved it. The first chunk that lists them
     * counts.
     */
    public Optional<Inclusion> findInclusion(GroupId group, PlanId plan, UserId user) {
        return read(group, plan)
                .flatMap(root -> IntStream.range(0, root.chunks())
                        .mapToObj(number -> chunk(group, plan, root, number))
                        .flatMap(Optional::stream)
                        .filter(chunk ->
                                chunk.has(user) && chunk.line(user).standing().listed())
                        .map(chunk -> chunk.inclusion(user))
                        .findFirst());
    }

    /** The chunks of a root are in the order of their numbers, after its header. */
    private Optional<ManifestChunk> chunk(GroupId group, PlanId plan, Root root, int number) {
        return hashed(
                        group,
                        plan,
                        ManifestRoot.ChunkLine.read(root.root().lines().get(number + 1)))
                .map(hashed -> ManifestChunk.of(
                        hashed.lines(),
                        hashed.tree(),
                        root.root(),
                        number,
                        root.tree().proof(number + 1)));
    }

    /** The entries of an account. Empty if the file does not match the hash in the manifest. */
    public Optional<Set<BucketEntry>> readEntries(ListedAccount account) {
        return kept(account.group(), account.plan(), account.user())
                .map(kept -> AccountEntries.verified(kept, account.sha256()))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .findFirst();
    }

    /**
     * Reads the entries of a user in a plan's manifest, if it has some.
     *
     * @return the hash over the entries
     */
    public Optional<ManifestHash> readEntries(GroupId group, PlanId plan, UserId user, Consumer<BucketEntry> reader) {
        return kept(group, plan, user).findFirst().map(kept -> AccountEntries.read(kept, reader));
    }

    /** The entries are in one of two places, unless somebody has tampered with them. */
    private Stream<byte[]> kept(GroupId group, PlanId plan, UserId user) {
        return Stream.of(AuditKeys.account(group, plan, user), AuditKeys.folder(group, plan, user))
                .flatMap(key -> files.read(key).stream());
    }
}
