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
import sundown.timeline.GroupId;

/** Reads what was approved, a chunk at a time, and only as long as it is what was approved. */
@Singleton
public final class ManifestReader {
    private final AuditFiles files;
    private final GalleryLayout layout;

    /**
     * Reads these files.
     *
     * @param layout of the gallery now
     */
    public ManifestReader(AuditFiles files, GalleryLayout layout) {
        this.files = files;
        this.layout = layout;
    }

    /**
     * The root; nothing when what lies there is not what was planned. Nor is it where the layout has changed: what the
     * manifest names would be found nowhere, and seem to be gone.
     */
    public Optional<ManifestRoot> root(GroupId group, Plan plan) {
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

    /** The lines of a chunk; nothing when they are not what its root says. */
    public Optional<List<String>> lines(GroupId group, PlanId plan, ManifestRoot.ChunkLine chunk) {
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

    /** A chunk; nothing when it or the root is not what was planned, or the root has not as many chunks. */
    public Optional<ManifestChunk> chunk(GroupId group, Plan plan, int number) {
        return planned(group, plan)
                .filter(root -> root.chunks() == plan.chunks() && number < root.chunks())
                .flatMap(root -> chunk(group, plan.id(), root, number));
    }

    /** What proves that a manifest lists a user, no matter who approved it; the first chunk that lists them counts. */
    public Optional<Inclusion> find(GroupId group, PlanId plan, UserId user) {
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

    /** The entries; nothing when what is kept is not what the hash is over, and so not what was approved. */
    public Optional<Set<BucketEntry>> readEntries(ListedAccount account) {
        return kept(account.group(), account.plan(), account.user())
                .map(kept -> AccountEntries.verified(kept, account.sha256()))
                .filter(Optional::isPresent)
                .map(Optional::get)
                .findFirst();
    }

    /**
     * Reads what a plan names of a user, if it names something.
     *
     * @return the hash over it
     */
    public Optional<ManifestHash> readEntries(GroupId group, PlanId plan, UserId user, Consumer<BucketEntry> reader) {
        return kept(group, plan, user).findFirst().map(kept -> AccountEntries.read(kept, reader));
    }

    /** It is in one of two places, unless somebody has tampered with them. */
    private Stream<byte[]> kept(GroupId group, PlanId plan, UserId user) {
        return Stream.of(AuditKeys.account(group, plan, user), AuditKeys.folder(group, plan, user))
                .flatMap(key -> files.read(key).stream());
    }
}
