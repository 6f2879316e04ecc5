package sundown.purge;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.MerkleTree;
import sundown.digest.Sha256;
import sundown.gallery.GalleryLayout;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * Reads manifests from the audit bucket, a chunk at a time. Roots and chunks match the hash above them; for entries, a
 * method says who compares.
 *
 * @param layout the layout of the gallery now
 */
@Singleton
public record ManifestReader(AuditFiles files, GalleryLayout layout) {
    /** Reads the root. Empty if its hash is not the planned one. */
    public Optional<ManifestRoot> readRoot(GroupId group, Plan plan) {
        return readRoot(group, plan.id()).filter(found -> found.hash().equals(plan.manifest()));
    }

    /** False if the gallery's layout has changed since the plan: the objects would look deleted. */
    boolean fits(ManifestRoot root) {
        return root.layout().equals(layout);
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

    /**
     * Reads a chunk. Empty if the chunk or the root is not the planned one, or if the root has other chunks or another
     * layout.
     */
    public Optional<ManifestChunk> readChunk(GroupId group, Plan plan, int number) {
        return readRoot(group, plan)
                .filter(root -> root.lines().size() - 1 == plan.chunks() && number < plan.chunks() && fits(root))
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
     * @return the hash over the entries, which the caller compares with the line
     */
    public Optional<Sha256> readEntries(GroupId group, PlanId plan, UserId user, Consumer<BucketEntry> reader) {
        return kept(group, plan, user)
                .findFirst()
                .map(kept -> AccountEntries.read(kept, reader).hash());
    }

    /** The entries are in one of two places, unless somebody has tampered with them. */
    private Stream<byte[]> kept(GroupId group, PlanId plan, UserId user) {
        return Stream.of(AuditKeys.account(group, plan, user), AuditKeys.folder(group, plan, user))
                .flatMap(key -> files.read(key).stream());
    }

    /**
     * A chunk of a manifest in memory, some hundred bytes a user.
     *
     * @param lines the lines by user id
     * @param tree the tree over all lines
     * @param root the root of the manifest
     * @param number the number of the chunk; its line in the root follows the header
     */
    public record ManifestChunk(NavigableMap<String, Line> lines, MerkleTree tree, ManifestRoot root, int number) {
        /** A line, and its place in the chunk. */
        record Line(int index, String text, ManifestLine read) {}

        static ManifestChunk of(List<String> lines, MerkleTree tree, ManifestRoot root, int number) {
            return new ManifestChunk(
                    IntStream.range(0, lines.size())
                            .mapToObj(index -> new Line(index, lines.get(index), ManifestLine.read(lines.get(index))))
                            .collect(byUser()),
                    tree,
                    root,
                    number);
        }

        /** Returns the chunk with only the first lines that list entries. */
        public ManifestChunk firstListed(long limit) {
            return new ManifestChunk(
                    lines.values().stream()
                            .filter(line -> line.read().standing().listed())
                            .limit(limit)
                            .collect(byUser()),
                    tree,
                    root,
                    number);
        }

        private static Collector<Line, ?, TreeMap<String, Line>> byUser() {
            return Collectors.toMap(
                    line -> line.read().user().value(), line -> line, (first, second) -> second, TreeMap::new);
        }

        /**
         * Lists the users of the chunk, in the order of the manifest. A stream of a tail map would count all remaining
         * users for each page.
         */
        public List<UserId> users(Optional<UserId> after, int limit) {
            Map.Entry<String, Line> first =
                    after.isPresent() ? lines.higherEntry(after.get().value()) : lines.firstEntry();
            return Stream.iterate(first, Objects::nonNull, line -> lines.higherEntry(line.getKey()))
                    .limit(limit)
                    .map(line -> line.getValue().read().user())
                    .toList();
        }

        public ManifestLine line(UserId user) {
            return lines.get(user.value()).read();
        }

        public boolean has(UserId user) {
            return lines.containsKey(user.value());
        }

        /** Returns the proof that the chunk has the line of one of its users. */
        public Inclusion inclusion(UserId user) {
            Line line = lines.get(user.value());
            int inRoot = number + 1;
            return new Inclusion(
                    line.text(),
                    tree.proof(line.index()),
                    root.lines().get(inRoot),
                    root.tree().proof(inRoot));
        }
    }
}
