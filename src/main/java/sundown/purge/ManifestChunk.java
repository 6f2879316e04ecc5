package sundown.purge;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.digest.MerkleTree;
import sundown.digest.MerkleTree.MerkleProof;

/**
 * A chunk of a manifest in memory, some hundred bytes a user.
 *
 * @param lines by user id
 * @param inChunk the tree over all lines
 * @param root of the manifest
 * @param number of the chunk; its line in the root follows the header
 * @param inRoot the path from that line to the hash of the root
 */
public record ManifestChunk(
        NavigableMap<String, Line> lines, MerkleTree inChunk, ManifestRoot root, int number, MerkleProof inRoot) {
    /** A line, and its place in the chunk. */
    record Line(int index, String text, ManifestLine read) {}

    static ManifestChunk of(List<String> lines, MerkleTree inChunk, ManifestRoot root, int number, MerkleProof inRoot) {
        return new ManifestChunk(
                IntStream.range(0, lines.size())
                        .mapToObj(index -> new Line(index, lines.get(index), ManifestLine.read(lines.get(index))))
                        .collect(byUser()),
                inChunk,
                root,
                number,
                inRoot);
    }

    /** The chunk with only the first lines that list entries. */
    public ManifestChunk firstListed(long limit) {
        return new ManifestChunk(
                lines.values().stream()
                        .filter(line -> line.read().standing().listed())
                        .limit(limit)
                        .collect(byUser()),
                inChunk,
                root,
                number,
                inRoot);
    }

    private static Collector<Line, ?, TreeMap<String, Line>> byUser() {
        return Collectors.toMap(
                line -> line.read().user().value(), line -> line, (first, second) -> second, TreeMap::new);
    }

    /**
     * The users of the chunk, in the order of the manifest. A stream of a tail map would count all remaining users, for
     * each page.
     */
    public List<UserId> users(Optional<UserId> after, int limit) {
        Map.Entry<String, Line> first =
                after.isPresent() ? lines.higherEntry(after.get().value()) : lines.firstEntry();
        return Stream.iterate(first, Objects::nonNull, line -> lines.higherEntry(line.getKey()))
                .limit(limit)
                .map(line -> line.getValue().read().user())
                .toList();
    }

    /** The line of a user of the chunk. */
    public ManifestLine line(UserId user) {
        return lines.get(user.value()).read();
    }

    /** True if the chunk has a line of the user. */
    public boolean has(UserId user) {
        return lines.containsKey(user.value());
    }

    /** The proof that the chunk has the line of one of its users. */
    public Inclusion inclusion(UserId user) {
        Line line = lines.get(user.value());
        return new Inclusion(
                line.text(), inChunk.proof(line.index()), root.lines().get(number + 1), inRoot);
    }
}
