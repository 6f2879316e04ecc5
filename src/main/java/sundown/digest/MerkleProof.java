package sundown.digest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

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
    private static final int HIGHEST = 64;

    public MerkleProof {
        if (index < 0 || index >= size || path.size() > HIGHEST) {
            throw new IllegalArgumentException("a tree has no such line");
        }
        path = List.copyOf(path);
    }

    /**
     * The root of the tree that has this line at this place. It proves nothing by itself: a reader who knows the root
     * of the tree compares the two.
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
