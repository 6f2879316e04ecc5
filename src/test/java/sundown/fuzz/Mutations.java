package sundown.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What clients do wrong, by mistake or on purpose. */
public record Mutations(Chance chance) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "line\r\nbreak: yes",
            "\u202Egnp.exe",
            "\uFEFFa",
            "e\u0301\u0301\u0301",
            "\uD83D\uDC69\u200D\uD83D\uDC67",
            "\uFFFD\uFFFF",
            "\uD83D",
            "../../etc/passwd",
            "%00%ff%2e%2e/",
            "'; DROP TABLE users; --",
            "${jndi:ldap://127.0.0.1/a}",
            "{{7*7}} <script>alert(1)</script>",
            "#timeline",
            "timeline",
            "1",
            "2",
            "3",
            "9",
            "CN",
            "IN",
            "in",
            "-1",
            "0",
            "1.5",
            "1e3",
            "99999999999999999999",
            "NaN",
            "true",
            "null",
            "[]",
            "2030-01-01",
            "2030-02-30T00:00:00Z",
            "2030-01-01T00:00:00+23:59",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "+10000-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z");
    private static final List<Integer> LENGTHS =
            List.of(16, 17, 64, 65, 128, 129, 1_025, 4_096, 4_097, 20_000, 300_000);
    private static final List<String> NUMBERS =
            List.of("0", "-0", "-1", "1.5", "1e3", "1e400", "1e999999", "2147483648", "9223372036854775808", "1e-400");

    /** The name of a field that nobody knows. */
    public static final String UNKNOWN = "unknown";

    /** A text as nobody should send it. */
    public String text() {
        return chance.oneIn(4)
                ? chance.pick("x", "é", "😀", "\u0000", " ").repeat(chance.pick(LENGTHS))
                : chance.pick(TEXTS);
    }

    /** A document with one part changed. */
    public JsonNode of(JsonNode document) {
        JsonNode changed = document.deepCopy();
        List<Place> places = new ArrayList<>();
        collect(changed, places);
        if (places.isEmpty() || chance.oneIn(20)) {
            return other(changed);
        }
        Place place = chance.pick(places);
        switch (chance.below(8)) {
            case 0 -> place.remove();
            case 1 -> place.set(NODES.nullNode());
            case 2 -> place.addBeside(UNKNOWN, other(place.value()));
            case 3 -> place.rename(chance);
            default -> place.set(other(place.value()));
        }
        return changed;
    }

    private JsonNode other(JsonNode value) {
        return switch (chance.below(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(chance.oneIn(2));
            case 2 ->
                NODES.numberNode(new BigInteger(chance.pick("0", "-1", "7", "2147483648", "18446744073709551616")));
            case 3 -> NODES.numberNode(chance.pick(0.5, -1e300, Double.MIN_VALUE));
            case 4 -> NODES.arrayNode().add(value);
            case 5 -> NODES.arrayNode();
            case 6 -> NODES.objectNode().set("a", value);
            case 7 -> NODES.objectNode();
            default -> NODES.textNode(value.isTextual() && chance.oneIn(4) ? nearly(value.textValue()) : text());
        };
    }

    private String nearly(String text) {
        return switch (chance.below(5)) {
            case 0 -> text + chance.pick(" ", "\n", "\u0000", "'", "\u00AD");
            case 1 -> " " + text;
            case 2 -> text.toUpperCase(Locale.ROOT);
            case 3 -> text.substring(0, text.length() / 2);
            default -> text + text;
        };
    }

    /** A document as text, which need not be JSON any more. */
    public String broken(String json) {
        return switch (chance.below(10)) {
            case 0 -> json.substring(0, chance.below(json.length() + 1));
            case 1 -> json + chance.pick("}", " {}", ",", "\u0000", "//");
            case 2 -> chance.pick("\uFEFF", "/* */", "\u0000", ")]}'\n") + json;
            case 3 -> json.replace('"', '\'');
            case 4 -> json.replace(":", ": NaN, \"a\":");
            case 5 -> chance.pick("", " ", "\n", "\"", "{", "[[[[", "\\", "undefined");
            case 6 -> text();
            case 7 -> json.replaceFirst("\"", "\"\\\\q");
            default -> odd(json);
        };
    }

    /** A document as text, which is JSON that few writers make. */
    public String odd(String json) {
        return switch (chance.below(7)) {
            case 0 -> twice(json);
            case 1 -> nested(json, chance.pick(10, 500, 998, 1_001, 5_000));
            case 2 -> with(json, "\"n\":" + chance.pick(NUMBERS));
            case 3 -> with(json, "\"n\":" + "9".repeat(chance.pick(100, 999, 1_001, 20_000)));
            case 4 -> with(json, "\"" + chance.pick("\\ud800", "\\u0000", "\\ud83d\\ude00") + "\":1");
            case 5 -> "\r\n\t " + json + "\r\n\t ";
            default -> chance.pick("null", "true", "0", "\"\"", "[]", "{}", "[" + json + "]", "\"\\ud800\"");
        };
    }

    private static String twice(String json) {
        int end = json.lastIndexOf('}');
        return json.startsWith("{\"") ? json.substring(0, end) + "," + json.substring(1) : json;
    }

    private String nested(String json, int depth) {
        String open = chance.pick("[", "{\"a\":");
        return with(json, "\"deep\":" + open.repeat(depth) + "1" + (open.equals("[") ? "]" : "}").repeat(depth));
    }

    private static String with(String json, String member) {
        return json.startsWith("{\"") ? "{" + member + "," + json.substring(1) : "{" + member + "}";
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                places.add(new Place(object, field.getKey()));
                collect(field.getValue(), places);
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(element -> collect(element, places));
        }
    }

    /** A field of an object. */
    private record Place(ObjectNode object, String field) {
        JsonNode value() {
            return object.path(field);
        }

        void remove() {
            object.remove(field);
        }

        void set(JsonNode value) {
            object.set(field, value);
        }

        void addBeside(String name, JsonNode value) {
            object.set(name, value);
        }

        void rename(Chance chance) {
            if (field.isEmpty()) {
                return;
            }
            JsonNode value = object.remove(field);
            object.set(
                    chance.pick(field.toUpperCase(Locale.ROOT), field + "s", field.substring(1), " " + field), value);
        }
    }
}
