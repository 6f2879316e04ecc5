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
