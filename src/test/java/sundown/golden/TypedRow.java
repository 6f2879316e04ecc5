package sundown.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row in the JSON form of DynamoDB, which names the type of each attribute. */
public final class TypedRow {
    /** Texts that are JSON; the order of their members means nothing. */
    private static final Pattern FIGURES = Pattern.compile("known-|counted-");

    private TypedRow() {}

    static Map<String, Object> write(Map<String, AttributeValue> row) {
        return row.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> FIGURES.matcher(attribute.getKey()).lookingAt()
                                ? Map.of("S", Golden.sorted(attribute.getValue().s()))
                                : write(attribute.getValue()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static Map<String, Object> write(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case BOOL -> Map.of("BOOL", value.bool());
            case M -> Map.of("M", write(value.m()));
            case L -> Map.of("L", value.l().stream().map(TypedRow::write).toList());
            case NS -> Map.of("NS", value.ns().stream().sorted().toList());
            case SS -> Map.of("SS", value.ss().stream().sorted().toList());
            case B, BS, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("no row has a " + value.type());
        };
    }

    /** Reads one. */
    public static Map<String, AttributeValue> read(JsonNode row) {
        return row.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> value(
                                attribute.getValue().properties().iterator().next())));
    }

    private static AttributeValue value(Map.Entry<String, JsonNode> typed) {
        JsonNode value = typed.getValue();
        return switch (typed.getKey()) {
            case "S" -> AttributeValue.fromS(value.textValue());
            case "N" -> AttributeValue.fromN(value.textValue());
            case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
            case "M" -> AttributeValue.fromM(read(value));
            case "L" ->
                AttributeValue.fromL(elements(value).stream()
                        .map(element -> value(element.properties().iterator().next()))
                        .toList());
            case "NS" -> AttributeValue.fromNs(texts(value));
            case "SS" -> AttributeValue.fromSs(texts(value));
            default -> throw new IllegalArgumentException("no row has a " + typed.getKey());
        };
    }

    private static List<String> texts(JsonNode array) {
        return elements(array).stream().map(JsonNode::textValue).toList();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
