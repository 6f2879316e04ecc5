package sundown.purge;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import sundown.account.Account;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.purge.BucketEntry.Totals;
import sundown.timeline.GroupId;
import sundown.timeline.Timeline;

/**
 * The line of one user in a manifest.
 *
 * @param sha256 over the lines of their entries, if these are listed
 * @param salt {@value #SALT_BYTES} random bytes, in hexadecimal. Users are given proofs with the hashes of others'
 *     lines. Without a salt they could guess a line, for example of a user under hold, and see by its hash that it is
 *     right
 */
@RegisterForReflection
@JsonPropertyOrder({"userId", "standing", "held", "sha256", "entries", "totals", "salt"})
public record ManifestLine(
        @JsonProperty("userId") UserId user,
        Standing standing,
        Optional<Sha256> sha256,
        @JsonUnwrapped Totals totals,
        String salt) {
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

        /**
         * Returns the standing of a user in a group. A user with an account in another group keeps their entries,
         * whatever lists the user here.
         *
         * @param held whether the user is under hold now
         */
        public static Standing of(Optional<Account> account, boolean held, GroupId group, Timeline timeline) {
            if (account.filter(found -> !timeline.has(group, found.region())).isPresent()) {
                return FOREIGN;
            }
            if (held) {
                return HELD;
            }
            return account.isPresent() ? ACCOUNT : NO_ACCOUNT;
        }

        /**
         * True for a listed user whom the group may not delete any more: their account is of another group, or is gone.
         * Only a plan that lists them without an account may then delete their objects.
         *
         * @param listed the standing in the manifest; this is the standing now
         */
        public boolean hasLeft(Standing listed) {
            return switch (this) {
                case FOREIGN -> true;
                case NO_ACCOUNT -> listed != NO_ACCOUNT;
                case ACCOUNT, HELD -> false;
            };
        }

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
    /** The salt of a line that is in no manifest. */
    static final String NO_SALT = "00".repeat(SALT_BYTES);

    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");

    public ManifestLine {
        if (!SALT.matcher(salt).matches()) {
            throw new IllegalArgumentException("a salt is 32 hexadecimal digits");
        }
        if (standing.listed() != sha256.isPresent()) {
            throw new IllegalArgumentException("a line has a digest exactly where it lists entries");
        }
    }

    /** The line of a user with entries that are listed. */
    static ManifestLine listed(UserId user, Standing standing, AccountEntries.Summary entries, RandomGenerator random) {
        return new ManifestLine(user, standing, Optional.of(entries.hash()), entries.totals(), salt(random));
    }

    /** The line of a user with entries that are left out. */
    static ManifestLine leftOut(UserId user, Standing standing, RandomGenerator random) {
        return new ManifestLine(user, standing, Optional.empty(), Totals.NONE, salt(random));
    }

    /** The line of a user whom the manifest does not name: none of their entries is deleted, as during a hold. */
    static ManifestLine unplanned(UserId user) {
        return new ManifestLine(user, Standing.HELD, Optional.empty(), Totals.NONE, NO_SALT);
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

    /** True for a user under hold; a member for people who read a manifest. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    boolean held() {
        return standing == Standing.HELD;
    }

    /** The number of all listed entries; a member for people who read a manifest. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    long entries() {
        return totals.entries();
    }

    /** The line, without the line end. */
    public String write() {
        return Json.write(this);
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if the text is no line of a manifest
     */
    public static ManifestLine read(String line) {
        ManifestLine read = Json.read(line, ManifestLine.class);
        if (!read.write().equals(line)) {
            throw new IllegalArgumentException("the line has other members than the line of a manifest");
        }
        return read;
    }
}
