package sundown.local.demo.app;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A failed item as the API lists it.
 *
 * @param message a sentence for the user
 */
public record ListedFailure(@JsonProperty("item") String itemId, String message) {}
