package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sundown.account.UserId;
import sundown.edge.Json;

/**
 * The line of one user in a manifest.
 *
 * @param sha256 over the lines of their entries, if these are listed
 * @param salt {@value #SALT_BYTES} random bytes, in hexadecimal. Users are given proofs with the hashes of others'
 *     lines. Without a salt they could guess a line, for example of a user under hold, and see by its hash that it is
 *     right
 */
public record ManifestLine(
        UserId user, Standing standing, Optional<ManifestHash> sha256, Totals totals, Optional<String> salt) {
    /** The reason why a user's entries are in a manifest, or are not. */
    public enum Standing {
        /** An account of the group: its entries are listed. */
        ACCOUNT,
        /** A user without an account: their entries are listed. */
        NO_ACCOUNT,
        /** A user under hold: their entries are not listed. */
        HELD,
        /** An account of another group, or of a region where nothing ends: its entries are not listed. */
        FOREIGN;

        /** True if the entries are in the manifest. */
        public boolean listed() {
            return this == ACCOUNT || this == NO_ACCOUNT;
        }

        /** True if the group may delete the entries some day, though not during a hold. */
        public boolean ofGroup() {
            return this != FOREIGN;
        }
    }

    private static final int SALT_BYTES = 16;
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");

    public ManifestLine {
        if (!salt.stream().allMatch(SALT.asMatchPredicate())) {
            throw new IllegalArgumentException("a salt is 32 hexadecimal digits");
        }
        if (standing.listed() != sha256.isPresent()) {
            throw new IllegalArgumentException("a line has a digest exactly where it lists entries");
        }
    }

    /** The line of a user with entries that are listed. */
    static ManifestLine listed(UserId user, Standing standing, AccountEntries.Summary entries, RandomGenerator random) {
        return new ManifestLine(
                user, standing, Optional.of(entries.hash()), entries.totals(), Optional.of(salt(random)));
    }

    /** The line of a user with entries that are left out. */
    static ManifestLine leftOut(UserId user, Standing standing, RandomGenerator random) {
        return new ManifestLine(user, standing, Optional.empty(), Totals.NONE, Optional.of(salt(random)));
    }

    /** The line of a user whom the manifest does not name: none of their entries is deleted. */
    public static ManifestLine unplanned(UserId user) {
        return new ManifestLine(user, Standing.HELD, Optional.empty(), Totals.NONE, Optional.empty());
    }

    private static String salt(RandomGenerator random) {
        byte[] bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Of two lines of one user, the line that deletes less. Two workers may make both when the user's standing changes
     * between them.
     */
    ManifestLine moreCareful(ManifestLine other) {
        return standing.listed() && !other.standing.listed() ? other : this;
    }

    /** The members of a JSON object, always in the same order. */
    Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("userId", user.value());
        members.put("standing", standing.name());
        members.put("held", standing == Standing.HELD);
        sha256.ifPresent(digest -> members.put("sha256", digest.hex()));
        members.put("entries", totals.entries());
        totals.putInto(members);
        salt.ifPresent(text -> members.put("salt", text));
        return members;
    }

    /** The line, without the line end. */
    public String write() {
        return Json.write(members());
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if the text is no line of a manifest
     */
    public static ManifestLine read(String line) {
        return read(Json.read(line));
    }

    static ManifestLine read(JsonNode line) {
        return new ManifestLine(
                new UserId(Json.text(line, "userId")),
                Standing.valueOf(Json.text(line, "standing")),
                line.has("sha256") ? Optional.of(new ManifestHash(Json.text(line, "sha256"))) : Optional.empty(),
                Totals.in(line),
                Optional.ofNullable(line.path("salt").textValue()));
    }
}
