package sundown.purge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        return files.read(ManifestKeys.chunk(group, plan, chunk.number()))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
                .filter(lines -> MerkleTree.over(lines.stream()).root().equals(chunk.hash()));
    }

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
        return root(purge.group(), purge.plan()).flatMap(root -> {
            List<Inclusion> found = new ArrayList<>();
            long before = 0;
            for (ManifestChunk chunk : root.chunks()) {
                long after = before + chunk.users();
                if (before < skip + limit && after > skip) {
                    Optional<OpenChunk> open = open(purge.group(), purge.plan().id(), root, chunk);
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
        return root(purge.group(), purge.plan()).flatMap(root -> {
            List<Optional<OpenChunk>> chunks = root.chunks().stream()
                    .filter(chunk -> wave.first().chunk() <= chunk.number()
                            && chunk.number() <= wave.last().chunk())
                    .map(chunk -> open(purge.group(), purge.plan().id(), root, chunk))
                    .toList();
            return chunks.stream().allMatch(Optional::isPresent)
                    ? Optional.of(chunks.stream()
                            .flatMap(Optional::stream)
                            .flatMap(chunk -> chunk.within(wave))
                            .toList())
                    : Optional.empty();
        });
    }

    /** What proves that a manifest lists a user, whoever approved it; the first chunk that lists them counts. */
    public Optional<Inclusion> find(GroupId group, PlanId plan, UserId user) {
        return files.read(ManifestKeys.root(group, plan))
                .map(ManifestRoot::read)
                .flatMap(root -> root.chunks().stream()
                        .flatMap(chunk -> open(group, plan, root, chunk).stream())
                        .flatMap(chunk -> chunk.all())
                        .filter(listed -> listed.place().user().equals(user))
                        .findFirst());
    }

    private Optional<OpenChunk> open(GroupId group, PlanId plan, ManifestRoot root, ManifestChunk chunk) {
        int index = root.chunks().indexOf(chunk) + 1;
        return lines(group, plan, chunk)
                .map(lines -> new OpenChunk(
                        chunk.number(),
                        lines,
                        MerkleTree.over(lines.stream()),
                        root.lines().get(index),
                        root.tree().proof(index)));
    }

    /** A chunk that is what was approved. */
    private record OpenChunk(int number, List<String> lines, MerkleTree tree, String inRoot, MerkleProof proof) {
        List<Inclusion> listed(long from, long to) {
            return listed().skip(from)
                    .limit(to - from)
                    .mapToObj(this::inclusion)
                    .toList();
        }

        Stream<Inclusion> all() {
            return listed().mapToObj(this::inclusion);
        }

        Stream<Inclusion> within(Wave wave) {
            return listed().filter(index -> wave.has(place(index))).mapToObj(this::inclusion);
        }

        private IntStream listed() {
            return IntStream.range(0, lines.size())
                    .filter(index ->
                            ManifestLine.read(lines.get(index)).standing().listed());
        }

        private Place place(int index) {
            return new Place(number, ManifestLine.read(lines.get(index)).user());
        }

        private Inclusion inclusion(int index) {
            return new Inclusion(lines.get(index), tree.proof(index), inRoot, proof);
        }
    }
}
