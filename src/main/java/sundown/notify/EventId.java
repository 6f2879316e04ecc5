package sundown.notify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import sundown.digest.Sha256;

/**
 * Names an event. It follows from the change that the event tells of, so that whoever gets the same one twice can drop
 * the second; nothing can be read out of it.
 *
 * @param value 32 hexadecimal digits
 */
public record EventId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
    private static final int BYTES = 16;

    public EventId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an event id");
        }
    }

    /** The id of what these parts tell from everything else; none of them holds a line feed. */
    static EventId of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        byte[] digest = Sha256.begin().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return new EventId(HexFormat.of().formatHex(digest, 0, BYTES));
    }

    @Override
    public String toString() {
        return value;
    }
}
