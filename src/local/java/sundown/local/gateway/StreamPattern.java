package sundown.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import sundown.local.http.Json;

/**
 * A filter of an event source: for each of its fields, a list of which one must match. It knows texts, {@code prefix}
 * and {@code exists}, and refuses the rest.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html">Control which events
 *     Lambda sends to your function</a>
 */
public final class StreamPattern {
    private final JsonNode pattern;

    private StreamPattern(JsonNode pattern) {
        this.pattern = pattern;
    }

    /** Reads a pattern, a JSON object. */
    public static StreamPattern of(String pattern) {
        try {
            return new StreamPattern(Json.MAPPER.readTree(pattern));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A filter is not JSON", e);
        }
    }

    public boolean matches(JsonNode change) {
        return matches(pattern, change);
    }

    private static boolean matches(JsonNode wanted, JsonNode found) {
        return wanted.properties().stream().allMatch(field -> {
            JsonNode value = found.path(field.getKey());
            return field.getValue().isObject() ? matches(field.getValue(), value) : oneOf(field.getValue(), value);
        });
    }

    private static boolean oneOf(JsonNode wanted, JsonNode value) {
        boolean any = false;
        for (JsonNode one : wanted) {
            any |= one.isObject() ? compares(one, value) : equalTexts(one, value);
        }
        return any;
    }

    private static boolean equalTexts(JsonNode wanted, JsonNode value) {
        if (!wanted.isTextual()) {
            throw new IllegalArgumentException("A filter has " + wanted + ", which is not supported");
        }
        return wanted.equals(value);
    }

    private static boolean compares(JsonNode comparison, JsonNode value) {
        if (comparison.has("prefix")) {
            return value.isTextual()
                    && value.textValue().startsWith(comparison.path("prefix").asText());
        }
        if (comparison.has("exists")) {
            return comparison.path("exists").asBoolean() == value.isValueNode();
        }
        throw new IllegalArgumentException("A filter has " + comparison + ", which is not supported");
    }
}
