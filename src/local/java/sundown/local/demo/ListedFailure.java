package sundown.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A failed item as the API lists it.
 *
 * @param code the stable name of the reason
 * @param reason a sentence for the user
 */
record ListedFailure(String itemId, String name, long bytes, String code, String reason) {
    static ListedFailure of(JsonNode failure) {
        return new ListedFailure(
                failure.required("itemId").asText(),
                failure.required("name").asText(),
                failure.required("bytes").asLong(),
                failure.required("code").asText(),
                failure.required("reason").asText());
    }
}
