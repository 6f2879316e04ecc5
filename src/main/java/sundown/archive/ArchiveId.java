package sundown.archive;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Identifies an archive. It is part of the keys of its objects and cannot be guessed.
 *
 * @param value 24 hexadecimal digits in lower case
 */
@RegisterForReflection
public record ArchiveId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{24}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ArchiveId {
        require(value);
    }

    static void require(String value) {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not 24 hexadecimal digits in lower case");
        }
    }

    /** A new id: 96 random bits, so that no two are equal. */
    static ArchiveId random(RandomGenerator random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return new ArchiveId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
