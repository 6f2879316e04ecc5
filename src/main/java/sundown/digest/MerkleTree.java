package sundown.digest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * A tree of hashes over lines, as RFC 9162 (Certificate Transparency, section 2.1) defines it for SHA-256: its root
 * changes with any line, and a short path proves that a line is in it without showing the others. All hashes are in
 * memory, some 300 bytes a line.
 */
public final class MerkleTree {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private static final HexFormat HEX = HexFormat.of();

    /** The leaves, then each level above; a node without a neighbour stands for itself on the next one. */
    private final List<List<Sha256>> levels = new ArrayList<>();

    private MerkleTree(List<Sha256> leaves) {
        levels.add(leaves);
        while (levels.getLast().size() > 1) {
            levels.add(above(levels.getLast()));
        }
    }

    /** The tree over lines, in their order. */
    public static MerkleTree over(Stream<String> lines) {
        return new MerkleTree(lines.map(MerkleTree::leaf).toList());
    }

    /** The hash over all of them; of none, it is that of no bytes. */
    public Sha256 root() {
        return levels.getLast().isEmpty() ? Sha256.over("") : levels.getLast().getFirst();
    }

    /**
     * Proves that a line is in the tree.
     *
     * @param index of the line, from 0
     */
    public MerkleProof proof(int index) {
        List<Sha256> path = new ArrayList<>();
        int place = index;
        for (List<Sha256> level : levels) {
            int neighbour = place ^ 1;
            if (neighbour < level.size()) {
                path.add(level.get(neighbour));
            }
            place /= 2;
        }
        return new MerkleProof(index, levels.getFirst().size(), path);
    }

    private static List<Sha256> above(List<Sha256> level) {
        return level.stream()
                .gather(Gatherers.windowFixed(2))
                .map(pair -> pair.size() == 1 ? pair.getFirst() : node(pair.getFirst(), pair.getLast()))
                .toList();
    }

    /** The hash of a line. */
    static Sha256 leaf(String line) {
        MessageDigest digest = Sha256.begin();
        digest.update(LEAF);
        return Sha256.of(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
    }

    /** The hash of two parts of a tree. */
    static Sha256 node(Sha256 left, Sha256 right) {
        MessageDigest digest = Sha256.begin();
        digest.update(NODE);
        digest.update(HEX.parseHex(left.hex()));
        return Sha256.of(digest.digest(HEX.parseHex(right.hex())));
    }

    /** The number of leaves in the left part: the largest power of two that leaves a leaf to the right. */
    static long left(long size) {
        return Long.highestOneBit(size - 1);
    }

    /**
     * Proves that a line is in a {@link MerkleTree}: an audit path of RFC 9162, section 2.1.3.
     *
     * @param index of the line, from 0
     * @param size how many lines the tree has
     * @param path the hashes from the line's neighbour up to the root
     */
    @RegisterForReflection
    public record MerkleProof(long index, long size, List<Sha256> path) {
        /** No tree is higher. */
        private static final int TREE_HEIGHT_MAX = 64;

        public MerkleProof {
            if (index < 0 || index >= size || path.size() > TREE_HEIGHT_MAX) {
                throw new IllegalArgumentException("a tree has no such line");
            }
            path = List.copyOf(path);
        }

        /**
         * The root of the tree that has this line at this place. It proves nothing by itself: a reader who knows the
         * root of the tree compares the two.
         *
         * @throws IllegalArgumentException when the path is not as long as the tree is high there
         */
        public Sha256 rootOver(String line) {
            return rootOver(MerkleTree.leaf(line), index, size, path);
        }

        private static Sha256 rootOver(Sha256 leaf, long index, long size, List<Sha256> path) {
            if (size == 1 && path.isEmpty()) {
                return leaf;
            }
            if (size == 1 || path.isEmpty()) {
                throw new IllegalArgumentException("a path is as long as the tree is high");
            }
            long left = MerkleTree.left(size);
            Sha256 other = path.getLast();
            List<Sha256> below = path.subList(0, path.size() - 1);
            return index < left
                    ? MerkleTree.node(rootOver(leaf, index, left, below), other)
                    : MerkleTree.node(other, rootOver(leaf, index - left, size - left, below));
        }
    }
}
