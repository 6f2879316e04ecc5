package sundown.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values that a schema of {@code docs/openapi.yaml} allows. */
public record SampleValues(OpenApi api, Chance chance) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int USUAL_MOST = 1_000_000;

    /** A value that a schema allows. */
    public JsonNode of(JsonNode reference) {
        JsonNode schema = api.resolved(reference);
        if (schema.has("allOf")) {
            ObjectNode all = NODES.objectNode();
            schema.path("allOf").forEach(part -> all.setAll((ObjectNode) of(part)));
            return all;
        }
        for (String choice : List.of("anyOf", "oneOf", "enum")) {
            if (schema.has(choice)) {
                JsonNode chosen =
                        schema.path(choice).get(chance.below(schema.path(choice).size()));
                return choice.endsWith("Of") ? of(chosen) : chosen;
            }
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "boolean" -> NODES.booleanNode(chance.oneIn(2));
            case "integer", "number" -> number(schema);
            default -> NODES.textNode(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        ObjectNode object = NODES.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey()) || chance.oneIn(2)) {
                object.set(property.getKey(), of(property.getValue()));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = NODES.arrayNode();
        for (int left = chance.below(3); left > 0; left--) {
            array.add(of(schema.path("items")));
        }
        return array;
    }

    private JsonNode number(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        int most = schema.path("maximum").asInt(USUAL_MOST);
        return NODES.numberNode(chance.pick(least, most, least + chance.below(most - least + 1)));
    }

    private String text(JsonNode schema) {
        return switch (schema.path("format").asText()) {
            case "uri" -> chance.pick("http://127.0.0.1/consent", "urn:example:a", "https://example.org/?a=b#c");
            case "email" -> chance.pick("u1@mail.example", "ada@example.org", "no address");
            case "date-time" -> chance.pick("2030-01-01T00:00:00Z", "2001-01-01T00:00:00Z");
            default -> schema.has("pattern") ? chance.pick("IN", "BR", "DE", "CN", "FR", "XX") : word();
        };
    }

    private String word() {
        return chance.pick("a", "item-00001", "Sample One", "4/0A-code", "x".repeat(1 + chance.below(60)));
    }
}
