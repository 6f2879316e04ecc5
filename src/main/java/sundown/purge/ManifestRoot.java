package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.digest.MerkleTree;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;

/**
 * The root of a manifest: a header, and a line for each chunk. Two people approve the hash of the Merkle tree over
 * these lines. So they approve, through the hashes of chunks and users' entries, every entry that is deleted.
 *
 * @param lines the header first
 */
public record ManifestRoot(List<String> lines) {
    public ManifestRoot {
        lines = List.copyOf(lines);
    }

    /**
     * The line of a chunk in the root.
     *
     * @param number from 0: first the chunks of the accounts, then the chunks of folders without an account
     * @param hash the root of the Merkle tree over the lines of the chunk
     * @param users the number of users with listed entries
     * @param totals of their entries
     */
    public record ChunkLine(int number, Sha256 hash, long users, Totals totals) {
        /** The line, without the line end. Its members are always in the same order. */
        public String write() {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("chunk", number);
            members.put("sha256", hash.hex());
            members.put("users", users);
            totals.putInto(members);
            return Json.write(members);
        }

        /**
         * Reads a line of a root.
         *
         * @throws IllegalArgumentException if the text is no such line
         */
        public static ChunkLine read(String line) {
            JsonNode root = Json.read(line);
            return new ChunkLine(
                    root.path("chunk").intValue(),
                    new Sha256(Json.text(root, "sha256")),
                    root.path("users").longValue(),
                    Totals.in(root));
        }
    }

    static ManifestRoot of(Plan.Begun plan, GalleryLayout layout, List<ChunkLine> chunks) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("group", plan.group().value());
        header.put("planId", plan.id().value());
        header.put("madeAt", plan.begunAt().toString());
        header.put("by", plan.by().name());
        plan.by().subject().ifPresent(subject -> header.put("bySubject", subject));
        header.put("timeline", plan.timeline());
        header.put("holdChanges", plan.holdChanges());
        header.put("chunks", chunks.size());
        if (!layout.equals(GalleryLayout.GROUP_FIRST)) {
            header.put("layout", layout.write());
        }
        return new ManifestRoot(
                Stream.concat(Stream.of(Json.write(header)), chunks.stream().map(ChunkLine::write))
                        .toList());
    }

    /** Reads a root. Only its hash checks its lines. */
    public static ManifestRoot read(byte[] bytes) {
        return new ManifestRoot(
                new String(bytes, StandardCharsets.UTF_8).lines().toList());
    }

    /** The hash that two people approve. */
    public ManifestHash hash() {
        return new ManifestHash(tree().root().hex());
    }

    /** The tree over its lines. */
    public MerkleTree tree() {
        return MerkleTree.over(lines.stream());
    }

    /**
     * The number of parts of the records of its deletion: one for each chunk, or 16 where the header has no number.
     *
     * @throws IllegalArgumentException if the header cannot be read
     */
    public int parts() {
        return lines.isEmpty() ? 0 : Json.read(lines.getFirst()).path("chunks").asInt(16);
    }

    /**
     * The layout of the gallery when the manifest was made. The group comes first where the header names no layout.
     *
     * @throws IllegalArgumentException if the header cannot be read
     */
    public GalleryLayout layout() {
        JsonNode header = lines.isEmpty() ? MissingNode.getInstance() : Json.read(lines.getFirst());
        return header.has("layout") ? GalleryLayout.of(Json.text(header, "layout")) : GalleryLayout.GROUP_FIRST;
    }

    /**
     * The lines of the chunks, in the order of their numbers.
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
