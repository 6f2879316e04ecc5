package sundown.purge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.MerkleProof;
import sundown.digest.MerkleTree;
import sundown.timeline.GroupId;

/** Reads what was approved, a chunk at a time, and only as long as it is what was approved. */
@Singleton
public final class ManifestTree {
    private final AuditFiles files;

    /** Reads these files. */
    public ManifestTree(AuditFiles files) {
        this.files = files;
    }

    /** The root; nothing when what lies there is not what was planned. */
    public Optional<ManifestRoot> root(GroupId group, Plan plan) {
        return files.read(ManifestKeys.root(group, plan.id()))
                .map(ManifestRoot::read)
                .filter(root -> root.hash().equals(plan.manifest()));
    }

    /** The lines of a chunk; nothing when they are not what its root says. */
    public Optional<List<String>> lines(GroupId group, PlanId plan, ManifestChunk chunk) {
        return hashed(group, plan, chunk).map(Hashed::lines);
    }

    private Optional<Hashed> hashed(GroupId group, PlanId plan, ManifestChunk chunk) {
        return files.read(ManifestKeys.chunk(group, plan, chunk.number()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .map(lines -> new Hashed(lines, MerkleTree.over(lines.stream())))
                .filter(hashed -> hashed.tree().root().equals(chunk.hash()));
    }

    /** Lines, and the tree over them. */
    private record Hashed(List<String> lines, MerkleTree tree) {}

    /** True while the root that lies there is what was planned. */
    boolean intact(GroupId group, Plan plan) {
        return root(group, plan).isPresent();
    }

    /**
     * Those whose entries are listed, in the order of the manifest.
     *
     * @param skip so many come before
     * @return nothing when the manifest is not what was approved
     */
    Optional<List<Inclusion>> listed(Purge purge, long skip, long limit) {
        return open(purge).flatMap(root -> {
            List<Inclusion> found = new ArrayList<>();
            long before = 0;
            for (ManifestChunk chunk : root.chunks()) {
                long after = before + chunk.users();
                if (before < skip + limit && after > skip) {
                    Optional<OpenChunk> open = root.open(chunk);
                    if (open.isEmpty()) {
                        return Optional.empty();
                    }
                    found.addAll(open.get().listed(Math.max(0, skip - before), skip + limit - before));
                }
                before = after;
            }
            return Optional.of(found);
        });
    }

    /** Those whose entries are listed from one place to another; nothing when they are not what was approved. */
    Optional<List<Inclusion>> within(Purge purge, Wave wave) {
        return open(purge).flatMap(root -> {
            List<Optional<OpenChunk>> chunks = root.chunks().stream()
                    .filter(chunk -> wave.first().chunk() <= chunk.number()
                            && chunk.number() <= wave.last().chunk())
                    .map(root::open)
                    .toList();
            return chunks.stream().allMatch(Optional::isPresent)
                    ? Optional.of(chunks.stream()
                            .flatMap(Optional::stream)
                            .flatMap(chunk -> chunk.where(wave::has))
                            .toList())
                    : Optional.empty();
        });
    }

    /** What proves that a manifest lists a user, whoever approved it; the first chunk that lists them counts. */
    public Optional<Inclusion> find(GroupId group, PlanId plan, UserId user) {
        return files.read(ManifestKeys.root(group, plan))
                .map(ManifestRoot::read)
                .map(root -> new OpenRoot(group, plan, root))
                .flatMap(root -> root.chunks().stream()
                        .flatMap(chunk -> root.open(chunk).stream())
                        .flatMap(chunk -> chunk.where(place -> place.user().equals(user)))
                        .findFirst());
    }

    private Optional<OpenRoot> open(Purge purge) {
        return root(purge.group(), purge.plan())
                .map(root -> new OpenRoot(purge.group(), purge.plan().id(), root));
    }

    /** A root, which is read and hashed once for all of its chunks. */
    private final class OpenRoot {
        private final GroupId group;
        private final PlanId plan;
        private final ManifestRoot root;
        private final List<ManifestChunk> chunks;
        private final MerkleTree tree;

        private OpenRoot(GroupId group, PlanId plan, ManifestRoot root) {
            this.group = group;
            this.plan = plan;
            this.root = root;
            this.chunks = root.chunks();
            this.tree = root.tree();
        }

        private List<ManifestChunk> chunks() {
            return chunks;
        }

        private Optional<OpenChunk> open(ManifestChunk chunk) {
            int index = chunks.indexOf(chunk) + 1; // the header comes first
            return hashed(group, plan, chunk)
                    .map(hashed ->
                            new OpenChunk(chunk.number(), hashed, root.lines().get(index), tree.proof(index)));
        }
    }

    /** A chunk that is what was approved. */
    private record OpenChunk(int number, Hashed hashed, String inRoot, MerkleProof proof) {
        List<Inclusion> listed(long from, long to) {
            return listed().skip(from)
                    .limit(to - from)
                    .mapToObj(this::inclusion)
                    .toList();
        }

        Stream<Inclusion> where(Predicate<Place> wanted) {
            return listed().filter(index -> wanted.test(place(index))).mapToObj(this::inclusion);
        }

        private IntStream listed() {
            return IntStream.range(0, hashed.lines().size())
                    .filter(index -> line(index).standing().listed());
        }

        private Place place(int index) {
            return new Place(number, line(index).user());
        }

        private ManifestLine line(int index) {
            return ManifestLine.read(hashed.lines().get(index));
        }

        private Inclusion inclusion(int index) {
            return new Inclusion(hashed.lines().get(index), hashed.tree().proof(index), inRoot, proof);
        }
    }
}
