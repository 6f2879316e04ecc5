package sundown.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.TestStack;

/** Every kind of row in every state that a store knows: written as ever, and read back from the golden file. */
@ExtendWith(EmulatorsExtension.class)
class RowsTest {
    private final DynamoDbClient client;
    private final Map<String, String> environment;

    RowsTest(Emulators emulators) {
        client = emulators.clients().dynamoDb();
        environment = TestStack.names(emulators);
    }

    @TestFactory
    Stream<DynamicTest> rowsAreWrittenAndReadAsEver() {
        return new SampleRows(client, environment)
                .kinds().stream().map(kind -> DynamicTest.dynamicTest(kind.name(), () -> check(kind)));
    }

    private void check(SampleRows.Kind kind) {
        Golden golden = Golden.file("rows/" + kind.name() + ".json");
        Map<String, Object> written = new TreeMap<>();
        Map<String, Object> expected = new HashMap<>();
        for (SampleRows.State state : kind.states()) {
            expected.put(state.name(), state.write().get());
            written.put(state.name(), takeAll(kind));
        }
        golden.check(written);
        JsonNode kept = golden.read();
        for (SampleRows.State state : kind.states()) {
            kept.path(state.name())
                    .properties()
                    .forEach(table -> table.getValue().forEach(row -> put(table.getKey(), TypedRow.read(row))));
            assertThat(state.read().get())
                    .as("%s %s", kind.name(), state.name())
                    .isEqualTo(expected.get(state.name()));
            takeAll(kind);
        }
    }

    private void put(String table, Map<String, AttributeValue> row) {
        client.putItem(request -> request.tableName(environment.get(table)).item(row));
    }

    /** All rows by the variable that names their table; no table has any afterwards. */
    private Map<String, List<Map<String, Object>>> takeAll(SampleRows.Kind kind) {
        Map<String, List<Map<String, Object>>> all = new TreeMap<>();
        for (String variable : kind.tables()) {
            List<Map<String, AttributeValue>> rows = take(environment.get(variable));
            if (!rows.isEmpty()) {
                all.put(
                        variable,
                        rows.stream()
                                .map(TypedRow::write)
                                .sorted(Comparator.comparing(Object::toString))
                                .toList());
            }
        }
        return all;
    }

    private List<Map<String, AttributeValue>> take(String table) {
        List<Map<String, AttributeValue>> rows =
                new ArrayList<>(client.scan(request -> request.tableName(table)).items());
        if (!rows.isEmpty()) {
            List<String> keys = client.describeTable(request -> request.tableName(table)).table().keySchema().stream()
                    .map(KeySchemaElement::attributeName)
                    .toList();
            rows.forEach(
                    row -> client.deleteItem(request -> request.tableName(table).key(key(row, keys))));
        }
        return rows;
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> row, List<String> keys) {
        Map<String, AttributeValue> key = new HashMap<>(row);
        key.keySet().retainAll(keys);
        return key;
    }

    /** A row in the JSON form of DynamoDB, which names the type of each attribute. */
    public static final class TypedRow {
        /** Texts that are JSON; the order of their members means nothing. */
        private static final Pattern FIGURES = Pattern.compile("known-|counted-");

        private TypedRow() {}

        static Map<String, Object> write(Map<String, AttributeValue> row) {
            return row.entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            attribute -> FIGURES.matcher(attribute.getKey()).lookingAt()
                                    ? Map.of(
                                            "S",
                                            Golden.sorted(attribute.getValue().s()))
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
                case B ->
                    Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
                case BS, NUL, UNKNOWN_TO_SDK_VERSION ->
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
                case "B" ->
                    AttributeValue.fromB(
                            SdkBytes.fromByteArray(Base64.getDecoder().decode(value.textValue())));
                case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
                case "M" -> AttributeValue.fromM(read(value));
                case "L" ->
                    AttributeValue.fromL(elements(value).stream()
                            .map(element ->
                                    value(element.properties().iterator().next()))
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
}
