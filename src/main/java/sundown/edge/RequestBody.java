package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sundown.operator.Operator;

/** The JSON object in a request's body. Problems with it are described for the app's developer. */
public final class RequestBody {
    /** The maximum length in characters. The largest valid body has a fraction of it. */
    public static final int LIMIT = 16_384;

    private static final int LONGEST_TEXT = 4_096;
    private static final Pattern PERSON = Pattern.compile("[\\p{L}\\p{M}\\p{N} .'’@_-]{1,64}");

    private final JsonNode root;
    private final String path;
    private final Optional<OperatorForm> form;
    private final Optional<Operator> by;

    private RequestBody(JsonNode root, String path, Optional<OperatorForm> form, Optional<Operator> by) {
        this.root = root;
        this.path = path;
        this.form = form;
        this.by = by;
    }

    private RequestBody(JsonNode root, String path) {
        this(root, path, Optional.empty(), Optional.empty());
    }

    /**
     * Reads the body; an absent one is an empty object.
     *
     * @throws Problem when it is too large or not a JSON object
     */
    public static RequestBody of(ApiRequest request) {
        return new RequestBody(document(request), "");
    }

    /** The body itself, an object. */
    static JsonNode document(ApiRequest request) {
        String text = request.text().orElse("{}");
        if (text.length() > LIMIT) {
            throw Problem.requestTooLarge(LIMIT);
        }
        return parsed(text);
    }

    /**
     * What an operator asks for.
     *
     * @param root an object
     * @throws Problem when it has a field that the form does not have
     */
    static RequestBody of(OperatorForm form, JsonNode root, Operator by) {
        form.fields().fault(root).ifPresent(fault -> {
            throw Problem.invalidRequest("In the call, " + fault + (fault.endsWith("?") ? "" : "."));
        });
        requireWhole("call", root);
        return new RequestBody(root, "", Optional.of(form), Optional.of(by));
    }

    /**
     * What somebody asks for who calls with IAM: they say themselves who they are, at least to change something.
     *
     * @throws Problem when the call is not a JSON object, or has a field twice, or one that the form does not have
     */
    static RequestBody of(OperatorForm form, OperatorCall call) {
        if (call.root().isMissingNode()) {
            throw Problem.invalidRequest(
                    "The call cannot be read: it is nested too deeply, or a number or a name is too long.");
        }
        if (!call.root().isObject()) {
            throw Problem.invalidRequest("The call is not a JSON object.");
        }
        if (!call.repeated().isEmpty()) {
            throw Problem.invalidRequest(
                    "The call has " + PlainText.of(call.repeated().getFirst()) + " twice.");
        }
        OperatorForm withBy = form.withoutToken();
        RequestBody unnamed = of(withBy, call.root(), Operator.unproven("-"));
        return form.accessFor(call.root()).reads() && !unnamed.has(OperatorForm.BY)
                ? unnamed
                : of(withBy, call.root(), Operator.unproven(unnamed.person(OperatorForm.BY)));
    }

    private static JsonNode parsed(String text) {
        JsonNode root;
        try {
            root = Json.read(text);
        } catch (IllegalArgumentException notJson) {
            throw Problem.invalidRequest("The body is " + notJson.getMessage() + ".");
        }
        if (!root.isObject()) {
            throw Problem.invalidRequest("The body is not a JSON object.");
        }
        requireWhole("body", root);
        return root;
    }

    /** Half of a character, an escape of one surrogate alone, cannot be sent on, stored, or answered. */
    private static void requireWhole(String what, JsonNode root) {
        if (root.toString().codePoints().anyMatch(RequestBody::surrogate)) {
            throw Problem.invalidRequest("The " + what + " has half of a character, a surrogate without its pair.");
        }
    }

    private static boolean surrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private JsonNode node(String field) {
        if (form.filter(known -> !known.fields().names().contains(field)).isPresent()) {
            throw new IllegalStateException("the form does not have the field " + field);
        }
        return root.path(field);
    }

    /** The operator who calls; only an operator's call has one. */
    public Operator by() {
        return by.orElseThrow();
    }

    /** A nested object; an absent one is empty. */
    public RequestBody object(String field) {
        JsonNode node = node(field);
        if (!node.isObject() && !absent(node)) {
            throw invalid(field, "is not an object");
        }
        return new RequestBody(node.isObject() ? node : MissingNode.getInstance(), path + field + ".");
    }

    /**
     * A required list of objects.
     *
     * @param most how many it may have
     */
    public List<RequestBody> objects(String field, int most) {
        JsonNode node = node(field);
        if (!node.isArray() || node.size() > most || !node.valueStream().allMatch(JsonNode::isObject)) {
            throw invalid(field, "is not a list of up to " + most + " objects");
        }
        return IntStream.range(0, node.size())
                .mapToObj(index -> new RequestBody(node.path(index), path + field + "[" + index + "]."))
                .toList();
    }

    /** A field of any form; a missing node when it is absent. */
    public JsonNode tree(String field) {
        return node(field);
    }

    public boolean has(String field) {
        return !absent(node(field));
    }

    /** A required text that is not blank. */
    public String text(String field) {
        return optionalText(field).filter(text -> !text.isBlank()).orElseThrow(() -> invalid(field, "is missing"));
    }

    /** A required text of a person, which others read in a line of a list or of a log. */
    public String line(String field) {
        return PlainText.line(text(field));
    }

    /** An optional text. */
    public Optional<String> optionalText(String field) {
        JsonNode node = node(field);
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw invalid(field, "is not a text");
        }
        if (node.textValue().length() > LONGEST_TEXT) {
            throw invalid(field, "is longer than " + LONGEST_TEXT + " characters");
        }
        return Optional.of(node.textValue());
    }

    /** A required name of a person. */
    private String person(String field) {
        String name = text(field);
        if (!PERSON.matcher(name).matches()) {
            throw invalid(field, "is not a name: 1 to 64 letters, digits, blanks, and . ' @ _ -");
        }
        return name;
    }

    /** A required text in the form of an id. */
    public <T> T id(String field, Function<String, T> form) {
        return formed(field, text(field), form);
    }

    /** An optional text in the form of an id. */
    public <T> Optional<T> optionalId(String field, Function<String, T> form) {
        return optionalText(field).map(text -> formed(field, text, form));
    }

    /** An optional instant (ISO 8601). */
    public Optional<Instant> optionalInstant(String field) {
        return optionalId(field, RequestBody::instant);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("not an instant of ISO 8601", invalid);
        }
    }

    private <T> T formed(String field, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException invalid) {
            throw invalid(field, "cannot be used: " + invalid.getMessage());
        }
    }

    /** The required name of a state. */
    public <E extends Enum<E>> E state(String field, Class<E> states) {
        String name = text(field);
        return Stream.of(states.getEnumConstants())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                        "unknown-state",
                        400,
                        "There is no such state.",
                        Stream.of(states.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ", "The state " + name + " is none of ", "."))));
    }

    /** An optional whole number. */
    public Optional<Integer> optionalNumber(String field, int least, int most) {
        return optionalLargeNumber(field, least, most).map(Math::toIntExact);
    }

    /** The same, where it may be larger. */
    public Optional<Long> optionalLargeNumber(String field, long least, long most) {
        JsonNode node = node(field);
        if (absent(node)) {
            return Optional.empty();
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            throw invalid(field, "is not a whole number from " + least + " to " + most);
        }
        return Optional.of(node.longValue());
    }

    /** True or false; false when absent. */
    public boolean flag(String field) {
        JsonNode node = node(field);
        if (!node.isBoolean() && !absent(node)) {
            throw invalid(field, "is neither true nor false");
        }
        return node.booleanValue();
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    /** The problem to throw when a field cannot be used. */
    public Problem invalid(String field, String why) {
        return Problem.invalidRequest("In the body, " + path + field + " " + why + ".");
    }
}
