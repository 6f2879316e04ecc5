package sundown.notify;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.digest.Sha256;

/**
 * Identifies an event. It follows from the change, so that a receiver can drop duplicates. It reveals nothing about the
 * user.
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

    /** The id for these parts, which together are unique; no part contains a line feed. */
    static EventId of(Object... parts) {
        String text = Stream.of(parts).map(part -> part + "\n").collect(Collectors.joining());
        byte[] digest = Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8));
        return new EventId(HexFormat.of().formatHex(digest, 0, BYTES));
    }

    @Override
    public String toString() {
        return value;
    }
}
