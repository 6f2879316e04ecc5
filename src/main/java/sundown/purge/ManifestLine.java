package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sundown.account.UserId;
import sundown.edge.Json;

/**
 * What a manifest says of one user.
 *
 * @param sha256 over the lines of his entries, in hexadecimal; of somebody whose entries are listed
 */
public record ManifestLine(UserId user, Standing standing, Optional<ManifestHash> sha256, Totals totals) {
    public ManifestLine {
        if (standing.listed() != sha256.isPresent()) {
            throw new IllegalArgumentException("a digest is of somebody whose entries are listed");
        }
    }

    /** Of somebody whose entries are left out. */
    static ManifestLine leftOut(UserId user, Standing standing) {
        return new ManifestLine(user, standing, Optional.empty(), Totals.NONE);
    }

    /**
     * Of two lines of the same user, the one that deletes less. Two workers may make both when the user's standing
     * changes between them.
     */
    ManifestLine moreCareful(ManifestLine other) {
        return standing.listed() && !other.standing.listed() ? other : this;
    }

    /** As members of a JSON object, in an order that is always the same. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("userId", user.value());
        members.put("standing", standing.name());
        members.put("held", standing == Standing.HELD);
        sha256.ifPresent(digest -> members.put("sha256", digest.hex()));
        members.put("entries", totals.entries());
        totals.putInto(members);
        return members;
    }

    /** The line, without its end. */
    public String write() {
        return Json.write(members());
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException when it is not one
     */
    public static ManifestLine read(String line) {
        return read(Json.read(line));
    }

    static ManifestLine read(JsonNode line) {
        return new ManifestLine(
                new UserId(Json.text(line, "userId")),
                Standing.valueOf(Json.text(line, "standing")),
                line.has("sha256") ? Optional.of(new ManifestHash(Json.text(line, "sha256"))) : Optional.empty(),
                Totals.in(line));
    }
}
