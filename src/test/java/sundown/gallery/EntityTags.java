package sundown.gallery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags as S3 gives them to objects and parts that it encrypts with its own keys: their MD5 digest. */
public final class EntityTags {
    private EntityTags() {}

    /** The tag of these bytes. */
    public static ETag of(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
            return new ETag('"' + HexFormat.of().formatHex(digest) + '"');
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has MD5", missing);
        }
    }
}
