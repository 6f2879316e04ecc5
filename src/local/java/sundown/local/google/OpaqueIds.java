package sundown.local.google;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes the codes, tokens and identifiers that callers must treat as opaque. */
public final class OpaqueIds {
    private static final int TOKEN_BYTES = 48;
    private static final int MEDIA_BYTES = 54;

    private final RandomGenerator random;

    public OpaqueIds() {
        this(new SecureRandom());
    }

    /** A seeded generator makes the identifiers the same in every run. */
    public OpaqueIds(RandomGenerator random) {
        this.random = random;
    }

    /** A token that begins as Google's of its kind do, 64 characters after the prefix. */
    public String token(String prefix) {
        return prefix + base64(TOKEN_BYTES);
    }

    /** The id of a media item or album: 77 characters, of which clients expect at least 55. */
    public String library() {
        return "ALvc_" + base64(MEDIA_BYTES);
    }

    /** The id of an account: 21 digits. */
    public String subject() {
        return "1" + random.nextLong(1_000_000_000L, 10_000_000_000L)
                + random.nextLong(1_000_000_000L, 10_000_000_000L);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes(16));
    }

    private String base64(int length) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(length));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
