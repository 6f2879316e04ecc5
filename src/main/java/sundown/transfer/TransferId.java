package sundown.transfer;

import java.util.regex.Pattern;

/**
 * Names a transfer.
 *
 * @param value 8 to 64 letters and digits
 */
public record TransferId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]{8,64}");

    public TransferId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a transfer id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
