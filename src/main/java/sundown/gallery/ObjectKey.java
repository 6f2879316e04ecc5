package sundown.gallery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of an object. In a bucket of the stack it is the key that S3 has. In another bucket of the gallery it is
 * {@code s3://<bucket>/<key>}. A {@link GalleryLayout} tells to whom it belongs.
 */
@RegisterForReflection
public record ObjectKey(@JsonValue String value) {
    /** The beginning of a key in another bucket. */
    public static final String ELSEWHERE = "s3://";

    /** The order in which S3 lists keys: by the bytes of UTF-8. */
    public static final Comparator<String> ORDER =
            Comparator.comparing(key -> key.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private static final Pattern PARTS =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.*)", Pattern.DOTALL);

    private static final Pattern NOT_IN_XML = Pattern.compile("[\\p{Cc}\uFFFE\uFFFF]");

    private static final int KEY_CHARACTERS_MAX = 1_024;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ObjectKey {
        String key = value.startsWith(ELSEWHERE) ? key(value) : value;
        if (key.isEmpty() || key.length() > KEY_CHARACTERS_MAX) {
            throw new IllegalArgumentException("an object key has 1 to 1,024 characters");
        }
    }

    /**
     * The name of the bucket in a key, or in the beginning of a key, that is elsewhere.
     *
     * @throws IllegalArgumentException when it names none
     */
    public static String bucket(String elsewhere) {
        return parts(elsewhere).group(1);
    }

    /**
     * The key in S3 of a key, or of the beginning of a key, that is elsewhere. It may be empty.
     *
     * @throws IllegalArgumentException when it names no bucket
     */
    public static String key(String elsewhere) {
        return parts(elsewhere).group(2);
    }

    /** True for an object in another bucket than the stack's own. */
    public boolean isElsewhere() {
        return value.startsWith(ELSEWHERE);
    }

    /** False if a character has no form in XML 1.0, or is changed by some readers. */
    public boolean fitsXml() {
        return !NOT_IN_XML.matcher(value).find();
    }

    /** The key in the bucket, as S3 has it. */
    public String inBucket() {
        return isElsewhere() ? key(value) : value;
    }

    /** The part before the key in the bucket: empty in a bucket of the stack. */
    public String root() {
        return isElsewhere() ? root(bucket(value)) : "";
    }

    /** The beginning of all keys in another bucket. */
    public static String root(String bucket) {
        return ELSEWHERE + bucket + "/";
    }

    private static Matcher parts(String elsewhere) {
        Matcher parts = PARTS.matcher(elsewhere);
        if (!parts.matches()) {
            throw new IllegalArgumentException("what begins with s3:// names a bucket, and a key after a slash");
        }
        return parts;
    }
}
