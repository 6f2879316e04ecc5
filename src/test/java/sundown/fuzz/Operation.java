package sundown.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sundown.edge.Problem;

/** An operation of the API: how it is asked, and what it may answer. */
public final class Operation {
    private static final String PROBLEM = "application/problem+json";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final JsonSchemaFactory SCHEMAS = schemas();
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final OpenApi api;
    private final String method;
    private final String path;
    private final JsonNode description;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    Operation(OpenApi api, String method, String path, JsonNode description) {
        this.api = api;
        this.method = method.toUpperCase(Locale.ROOT);
        this.path = path;
        this.description = description;
    }

    /** A keyword that neither JSON Schema nor OpenAPI knows is a mistake, in a flow mapping most often a comma. */
    private static JsonSchemaFactory schemas() {
        JsonMetaSchema known = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .keyword(new NonValidationKeyword("components"))
                .keyword(new NonValidationKeyword("example"))
                .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
                .build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012, factory -> factory.metaSchema(known));
    }

    /** A parameter of the path or of the query. */
    public record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /** The name of the function that serves it. */
    public String function() {
        return description.has("x-function")
                ? description.path("x-function").asText()
                : kebab(description.path("operationId").asText());
    }

    /** The name of the file with its event. */
    public String event() {
        return kebab(description.path("operationId").asText());
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Whether only a signed-in user can ask. */
    public boolean signedIn() {
        return !description.has("security");
    }

    /** What the path and the query can say. */
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        description
                .path("parameters")
                .forEach(each -> parameters.add(new Parameter(
                        each.path("name").asText(),
                        each.path("in").asText(),
                        each.path("required").asBoolean(),
                        each.path("schema"))));
        return parameters;
    }

    /** The schema of its body, if it takes one. */
    public Optional<JsonNode> body() {
        return Optional.of(description.at("/requestBody/content/application~1json/schema"))
                .filter(JsonNode::isObject);
    }

    /** All that the document does not say of an answer; nothing when the answer is as it says. */
    public List<String> faults(int status, String contentType, String text) {
        JsonNode response = api.resolved(description.path("responses").path(Integer.toString(status)));
        if (response.isMissingNode()) {
            return List.of("the status " + status + " is not documented");
        }
        String type = contentType.split(";", 2)[0];
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            return text.isEmpty() ? List.of() : List.of("a body is not documented with " + status);
        }
        if (!content.has(type)) {
            return List.of("the content type " + type + " is not documented with " + status);
        }
        return type.endsWith("json") ? faultsOfJson(status, type, text, response) : List.of();
    }

    private List<String> faultsOfJson(int status, String type, String text, JsonNode response) {
        return parsed(text)
                .map(body -> faultsOfJson(status, type, body, response))
                .orElseGet(() -> List.of("the body is not JSON"));
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private List<String> faultsOfJson(int status, String type, JsonNode body, JsonNode response) {
        JsonSchema schema = schemas.computeIfAbsent(
                status + type, any -> schema(response.path("content").path(type).path("schema")));
        List<String> faults = new ArrayList<>(schema.validate(body).stream()
                .map(ValidationMessage::getMessage)
                .toList());
        if (type.equals(PROBLEM)) {
            faults.addAll(
                    faultsOfProblem(status, body, response.path("description").asText()));
        }
        return faults;
    }

    /** A response names its problems in its description. */
    private static List<String> faultsOfProblem(int status, JsonNode problem, String documented) {
        List<String> faults = new ArrayList<>();
        String name = problem.path("type").asText();
        if (!name.startsWith(Problem.TYPE_PREFIX)
                || !documented.contains("`" + name.substring(Problem.TYPE_PREFIX.length()) + "`")) {
            faults.add("the problem " + name + " is not documented with " + status);
        }
        if (problem.path("status").intValue() != status) {
            faults.add("the problem claims the status " + problem.path("status"));
        }
        return faults;
    }

    /** In an answer, a member that no schema names is one that nobody has documented. */
    private JsonSchema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", api.components().deepCopy());
        close(whole);
        return SCHEMAS.getSchema(whole, STRICT);
    }

    private static void close(JsonNode schema) {
        schema.forEach(Operation::close);
        if (schema instanceof ObjectNode object && object.path("properties").isObject()) {
            object.put("additionalProperties", false);
        }
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
