package sundown.operator;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.regex.Pattern;

/**
 * Names an operator's call. As texts, ids have the order in which the calls came.
 *
 * @param value when it came, ISO 8601 in UTC with nine decimal places, {@code #}, and the correlation id of its log
 *     lines
 */
@RegisterForReflection
public record CallId(@JsonValue String value) {
    private static final String SEPARATOR = "#";
    private static final Pattern FORM = Pattern.compile("[0-9T:.-]{29}Z" + SEPARATOR + "[A-Za-z0-9=_-]{1,128}");
    private static final DateTimeFormatter NANOSECONDS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CallId {
        if (!FORM.matcher(value).matches() || !isInstant(value.substring(0, value.indexOf(SEPARATOR)))) {
            throw new IllegalArgumentException("a call is named by its instant and its correlation id");
        }
    }

    /** The id of a call that came then. */
    public static CallId of(Instant at, String correlation) {
        return new CallId(NANOSECONDS.format(at) + SEPARATOR + correlation);
    }

    private static boolean isInstant(String text) {
        try {
            return NANOSECONDS.format(Instant.parse(text)).equals(text);
        } catch (DateTimeException invalid) {
            return false;
        }
    }

    /** When it came. */
    public Instant at() {
        return Instant.parse(value.substring(0, value.indexOf(SEPARATOR)));
    }

    /** The day on which it came, in UTC. */
    public LocalDate day() {
        return LocalDate.parse(value.substring(0, value.indexOf('T')));
    }

    /** Ties its log lines to it. */
    public String correlation() {
        return value.substring(value.indexOf(SEPARATOR) + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
