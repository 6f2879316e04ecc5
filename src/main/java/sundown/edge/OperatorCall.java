package sundown.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sundown.operator.Operator;

/**
 * An operator's call as Lambda hands it over: a request of the operators' API, or what somebody sent who invoked the
 * function with IAM.
 *
 * @param root any JSON; of a field that is there twice, the last; missing where Jackson cannot read it
 * @param repeated the fields that are there twice in an object, at any depth
 */
@RegisterForReflection
@JsonDeserialize(using = OperatorCall.Reader.class)
public record OperatorCall(JsonNode root, List<String> repeated) {
    /** A part of the path, or a field of a call with IAM, that names a query, where a function answers several. */
    static final String OPERATION = "operation";

    /** The field in which a call with IAM names the operator. */
    static final String BY = "by";

    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{M}\\p{N} .'’@_-]{1,64}");
    private static final Set<String> SCHEDULES = Set.of("aws.scheduler", "aws.events");
    private static final ObjectReader REQUESTS = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(ApiRequest.class);

    public OperatorCall {
        repeated = List.copyOf(repeated);
    }

    /** A call in which no field is repeated. */
    public OperatorCall(JsonNode root) {
        this(root, List.of());
    }

    /** The request, if the call came through the API. Somebody who may invoke the function can forge one. */
    Optional<ApiRequest> request() {
        if (!root.path("requestContext").path("http").isObject()) {
            return Optional.empty();
        }
        try {
            return Optional.of(REQUESTS.readValue(root));
        } catch (IOException noRequest) {
            return Optional.empty();
        }
    }

    /** The name of its query: the end of its path, or what a call with IAM names; empty where there is none. */
    String operation() {
        return request()
                .map(request -> request.path(OPERATION).orElse(""))
                .orElseGet(() -> root.path(OPERATION).asText(""));
    }

    /** This call without the name of its query, which is no field of the query's form. */
    OperatorCall withoutOperation() {
        return root instanceof ObjectNode fields
                ? new OperatorCall(fields.deepCopy().without(OPERATION), repeated)
                : this;
    }

    /**
     * The fields of a call with IAM, without the name of the operator.
     *
     * @throws Problem when the call is not a JSON object, or has a field twice
     */
    ObjectNode fields() {
        if (root.isMissingNode()) {
            throw Problem.invalidRequest(
                    "The call cannot be read: it is nested too deeply, or a number or a name is too long.");
        }
        if (!(root instanceof ObjectNode fields)) {
            throw Problem.invalidRequest("The call is not a JSON object.");
        }
        if (!repeated.isEmpty()) {
            throw Problem.invalidRequest("The call has " + PlainText.of(repeated.getFirst()) + " twice.");
        }
        ApiRequest.requireWhole("call", root);
        return fields.deepCopy().without(BY);
    }

    /** The operator of a call with IAM, who says themselves who they are; empty if they do not. */
    Optional<Operator> by() {
        return Optional.of(root.path(BY))
                .filter(by -> !by.isMissingNode() && !by.isNull())
                .map(by -> {
                    if (by.asText().isBlank()) {
                        throw Problem.wrongPart(BY, "is missing");
                    }
                    if (!by.isTextual() || !PERSON.matcher(by.textValue()).matches()) {
                        throw Problem.wrongPart(BY, "is not a name: 1 to 64 letters, digits, blanks, and . ' @ _ -");
                    }
                    return Operator.unproven(by.textValue());
                });
    }

    /**
     * The correlation of a schedule's event, which calls some functions of operators, too; nothing of an operator's.
     */
    public Optional<Correlation> ofSchedule() {
        return Optional.of(root)
                .filter(event -> SCHEDULES.contains(event.path("source").asText("")))
                .map(event ->
                        Correlation.from(Optional.ofNullable(event.path("id").textValue())));
    }

    /** Reads a call and notes what Jackson's tree does not keep. */
    @RegisterForReflection
    static final class Reader extends JsonDeserializer<OperatorCall> {
        @Override
        public OperatorCall deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                TokenBuffer tokens = context.bufferAsCopyOfValue(parser);
                List<String> repeated = repeated(tokens.asParser());
                JsonNode root = context.readTree(tokens.asParserOnFirstToken());
                return new OperatorCall(root, repeated);
            } catch (JsonProcessingException unreadable) {
                return new OperatorCall(MissingNode.getInstance());
            }
        }

        @Override
        public OperatorCall getNullValue(DeserializationContext context) {
            return new OperatorCall(context.getNodeFactory().nullNode());
        }

        private static List<String> repeated(JsonParser tokens) throws IOException {
            List<String> repeated = new ArrayList<>();
            Deque<Set<String>> objects = new ArrayDeque<>();
            for (JsonToken token = tokens.nextToken(); token != null; token = tokens.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    objects.push(new HashSet<>());
                } else if (token == JsonToken.END_OBJECT) {
                    objects.pop();
                } else if (token == JsonToken.FIELD_NAME && !objects.element().add(tokens.currentName())) {
                    repeated.add(tokens.currentName());
                }
            }
            return repeated;
        }
    }
}
