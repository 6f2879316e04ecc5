package sundown.local.emulators;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule that fires once, as the stand-in keeps it.
 *
 * @param request the call that created or updated it
 * @param waiting true while its time lies ahead; a schedule for a time that has passed never fires
 */
record StandInSchedule(ObjectNode request, Instant at, boolean waiting) {
    private static final Pattern AT = Pattern.compile("at\\((\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2})\\)");

    /**
     * Reads a request.
     *
     * @throws AwsRefusal when EventBridge Scheduler would refuse it, or the stand-in cannot do it
     */
    static StandInSchedule read(ObjectNode request, Instant now) {
        require(request, "OFF", "FlexibleTimeWindow", "Mode");
        requireText(request, "Target", "Arn");
        requireText(request, "Target", "RoleArn");
        require(request, "UTC", "ScheduleExpressionTimezone");
        Instant at = at(request.path("ScheduleExpression").asText());
        return new StandInSchedule(request, at, at.isAfter(now));
    }

    private static Instant at(String expression) {
        Matcher at = AT.matcher(expression);
        if (!at.matches()) {
            throw AwsRefusal.invalid("Invalid Schedule Expression " + expression);
        }
        try {
            return LocalDateTime.parse(at.group(1)).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException noDate) {
            throw AwsRefusal.invalid("Invalid Schedule Expression " + expression);
        }
    }

    private static void require(ObjectNode request, String value, String... path) {
        if (!text(request, path).equals(value)) {
            throw AwsRefusal.invalid(String.join(".", path) + " must be " + value);
        }
    }

    private static void requireText(ObjectNode request, String... path) {
        if (text(request, path).isEmpty()) {
            throw AwsRefusal.invalid(String.join(".", path) + " must not be null");
        }
    }

    private static String text(ObjectNode request, String... path) {
        return request.at("/" + String.join("/", path)).asText();
    }

    /** True when it must fire now. */
    boolean due(Instant now) {
        return waiting && !at.isAfter(now);
    }

    /** The same schedule after it has fired. */
    StandInSchedule fired() {
        return new StandInSchedule(request, at, false);
    }

    /** The name of the queue that it sends to. */
    String queue() {
        String arn = text(request, "Target", "Arn");
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** The message that it sends. */
    String input() {
        return text(request, "Target", "Input");
    }
}
