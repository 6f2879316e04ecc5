package sundown.transfer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The id of a transfer.
 *
 * @param value 8 to 64 letters and digits
 */
@RegisterForReflection
public record TransferId(@JsonValue String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{8,64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TransferId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a transfer id");
        }
    }

    /** A new id: 96 random bits, so that no two are equal and nobody can guess one. */
    static TransferId random(RandomGenerator random) {
        byte[] bytes = new byte[12];
        random.nextBytes(bytes);
        return new TransferId(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
