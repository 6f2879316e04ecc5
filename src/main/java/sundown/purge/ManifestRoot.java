package sundown.purge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.digest.MerkleTree;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Plan.PlanId;
import sundown.timeline.GroupId;

/**
 * The root of a manifest: a header, and a line for each chunk. Two people approve the hash of the Merkle tree over
 * these lines. So they approve, through the hashes of chunks and users' entries, every entry that is deleted.
 *
 * @param lines the header first
 * @param tree the tree over the lines, which is hashed once
 */
public record ManifestRoot(List<String> lines, MerkleTree tree) {
    private ManifestRoot(List<String> lines) {
        this(List.copyOf(lines), MerkleTree.over(lines.stream()));
    }

    /**
     * The line of a chunk in the root.
     *
     * @param number from 0: first the chunks of the accounts, then the chunks of folders without an account
     * @param hash the root of the Merkle tree over the lines of the chunk
     * @param users the number of users with listed entries
     * @param totals the totals of their entries
     */
    @RegisterForReflection
    public record ChunkLine(
            @JsonProperty("chunk") int number,
            @JsonProperty("sha256") Sha256 hash,
            long users,
            @JsonUnwrapped Totals totals) {
        /** Returns the line without its end. Its members are always in the same order. */
        public String write() {
            return Json.write(this);
        }

        /**
         * Reads a line of a root.
         *
         * @throws IllegalArgumentException if the text is no such line
         */
        public static ChunkLine read(String line) {
            ChunkLine read = Json.read(line, ChunkLine.class);
            if (!read.write().equals(line)) {
                throw new IllegalArgumentException("the line has other members than the line of a chunk");
            }
            return read;
        }
    }

    /**
     * The first line of a root.
     *
     * @param chunks the number of lines that follow
     * @param layout the layout of the gallery, unless groups come first
     */
    @RegisterForReflection
    record Header(
            GroupId group,
            PlanId planId,
            Instant madeAt,
            String by,
            Optional<String> bySubject,
            int timeline,
            long holdChanges,
            int chunks,
            Optional<String> layout) {}

    static ManifestRoot of(Plan.Begun plan, GalleryLayout layout, List<ChunkLine> chunks) {
        Header header = new Header(
                plan.group(),
                plan.id(),
                plan.begunAt(),
                plan.by().name(),
                plan.by().subject(),
                plan.timeline(),
                plan.holdChanges(),
                chunks.size(),
                Optional.of(layout)
                        .filter(other -> !other.equals(GalleryLayout.GROUP_FIRST))
                        .map(GalleryLayout::write));
        return new ManifestRoot(
                Stream.concat(Stream.of(Json.write(header)), chunks.stream().map(ChunkLine::write))
                        .toList());
    }

    /** Reads a root. Only its hash checks its lines. */
    public static ManifestRoot read(byte[] bytes) {
        return new ManifestRoot(
                new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    /** Returns the hash that two people approve. */
    public Sha256 hash() {
        return tree.root();
    }

    private Header header() {
        return Json.read(lines.getFirst(), Header.class);
    }

    /**
     * Returns the number of parts of the records of its deletion, one for each chunk.
     *
     * @throws IllegalArgumentException if the header cannot be read
     */
    public int parts() {
        return lines.isEmpty() ? 0 : header().chunks();
    }

    /**
     * Returns the layout of the gallery when the manifest was made: groups first unless the header names another one.
     *
     * @throws IllegalArgumentException if the header cannot be read
     */
    public GalleryLayout layout() {
        return header().layout().map(GalleryLayout::of).orElse(GalleryLayout.GROUP_FIRST);
    }

    /**
     * Returns the lines of the chunks, in the order of their numbers.
     *
     * @throws IllegalArgumentException if a line is not the line of a chunk
     */
    public List<ChunkLine> chunks() {
        return lines.stream().skip(1).map(ChunkLine::read).toList();
    }

    public byte[] write() {
        return lines.stream()
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
