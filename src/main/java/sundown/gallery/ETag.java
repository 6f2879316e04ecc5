package sundown.gallery;

import java.util.regex.Pattern;

/**
 * Identifies a version of an object's bytes: the entity tag of RFC 9110, section 8.8.3, with its quotes, as S3 returns
 * it.
 *
 * @param value a strong tag
 */
public record ETag(String value) {
    private static final Pattern FORM = Pattern.compile("\"[\\x21\\x23-\\x7E]{1,128}\"");

    public ETag {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a strong entity tag");
        }
    }
}
