package sundown.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** What {@code docs/openapi.yaml} promises of the API. */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final OpenApi READ = new OpenApi(document("openapi.yaml"));
    private static final OpenApi OF_OPERATORS = new OpenApi(document("operators-openapi.yaml"));

    private final ObjectNode document;
    private final List<Operation> operations = new ArrayList<>();

    private OpenApi(ObjectNode document) {
        this.document = document;
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(new Operation(this, operation.getKey(), path.getKey(), operation.getValue()));
                }
            }
        }
    }

    /** The document of the users' API. */
    public static OpenApi read() {
        return READ;
    }

    /** The document of the operators' API. */
    public static OpenApi ofOperators() {
        return OF_OPERATORS;
    }

    private static ObjectNode document(String name) {
        try {
            Object tree = new Yaml().load(Files.readString(Path.of("docs", name)));
            return new JsonMapper().valueToTree(tree);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All operations, in their order. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The operation of an event's name. */
    public Operation operation(String event) {
        return operations.stream()
                .filter(operation -> operation.event().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/openapi.yaml has no operation of " + event));
    }

    /** The operation of a route, {@code GET /me} for example. */
    public Operation at(String route) {
        return operations.stream()
                .filter(operation -> operation.toString().equals(route))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/openapi.yaml has no operation at " + route));
    }

    /** What a node refers to, or the node itself. */
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    JsonNode components() {
        return document.path("components");
    }
}
