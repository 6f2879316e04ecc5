package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A change of a row, in DynamoDB's own JSON.
 *
 * @param keys the row's key
 * @param before the row as it was; JSON's null when it is new
 * @param after the row as it is; JSON's null when it was removed
 */
public record TableChange(String table, JsonNode keys, JsonNode before, JsonNode after) {}
