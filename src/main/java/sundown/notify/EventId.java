package sundown.notify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

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
        byte[] digest = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return new EventId(HexFormat.of().formatHex(digest, 0, BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
