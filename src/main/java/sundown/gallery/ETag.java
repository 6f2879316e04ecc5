package sundown.gallery;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * Identifies a version of an object's bytes: the entity tag of RFC 9110, section 8.8.3, with its quotes, as S3 returns
 * it.
 *
 * @param value a strong tag
 */
@RegisterForReflection
public record ETag(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("\"[\\x21\\x23-\\x7E]{1,128}\"");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ETag {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a strong entity tag");
        }
    }
}
