package sundown.gallery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import sundown.digest.Sha1;
import sundown.gallery.GalleryObjects.ETag;

/** Digests of test objects, as S3 and galleries record them. */
public final class Digests {
    private Digests() {}

    /** The entity tag of an object or part that S3 encrypts with its own keys: the MD5 digest. */
    public static ETag etag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(bytes);
            return new ETag('"' + HexFormat.of().formatHex(digest) + '"');
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has MD5", missing);
        }
    }

    /** The SHA-1 digest. */
    public static Sha1 sha1(byte[] bytes) {
        return Sha1.of(Sha1.begin().digest(bytes));
    }
}
