package sundown.archive;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.regex.Pattern;

/**
 * Names an archive. It is part of the names of its objects and cannot be guessed.
 *
 * @param value 24 hexadecimal digits in lower case
 */
@RegisterForReflection
public record ArchiveId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ArchiveId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an archive id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
