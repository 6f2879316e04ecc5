package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import sundown.digest.Sha256;
import sundown.edge.Json;

/**
 * What the root of a manifest says of one of its chunks.
 *
 * @param number from 0: first the chunks of the accounts, then those of the folders that belong to none of them
 * @param hash the root of the Merkle tree over the lines of the chunk
 * @param users how many users have entries that are listed
 * @param totals of their entries
 */
public record ManifestChunk(int number, Sha256 hash, long users, Totals totals) {
    /** The line in the root, without its end; its members are always in the same order. */
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
     * @throws IllegalArgumentException when it is not one
     */
    public static ManifestChunk read(String line) {
        JsonNode root = Json.read(line);
        return new ManifestChunk(
                root.path("chunk").intValue(),
                new Sha256(Json.text(root, "sha256")),
                root.path("users").longValue(),
                Totals.in(root));
    }
}
