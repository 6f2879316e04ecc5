package sundown.archive.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The fields of a line. All methods fail with {@link IllegalArgumentException} where a field is not what it should be.
 */
record PlanFields(JsonNode line) {
    boolean has(String field) {
        return line.has(field);
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> new IllegalArgumentException("a line lacks " + field));
    }

    Optional<String> optionalText(String field) {
        return Optional.ofNullable(line.get(field)).map(PlanFields::text);
    }

    long number(String field) {
        JsonNode number = line.path(field);
        if (!number.canConvertToExactIntegral() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("a line has no whole number " + field);
        }
        return number.longValue();
    }

    int smallNumber(String field) {
        long number = number(field);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a line has a count out of range: " + field);
        }
        return (int) number;
    }

    private static String text(JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException("a line has something else where a text belongs");
        }
        return value.textValue();
    }
}
