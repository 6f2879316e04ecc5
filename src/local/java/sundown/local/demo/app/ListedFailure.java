package sundown.local.demo.app;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A failed item as the API lists it.
 *
 * @param reason its stable name
 * @param message a sentence for the user
 */
public record ListedFailure(String itemId, String name, long bytes, String reason, String message) {
    public static ListedFailure of(JsonNode failure) {
        return new ListedFailure(
                failure.required("item").asText(),
                failure.required("name").asText(),
                failure.required("bytes").asLong(),
                failure.required("reason").asText(),
                failure.required("message").asText());
    }
}
