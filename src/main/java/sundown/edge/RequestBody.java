package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.function.Function;

/** The JSON object in a request's body. Problems with it are described for the app's developer. */
public final class RequestBody {
    /** The maximum length in characters. The largest valid body has a fraction of it. */
    public static final int LIMIT = 16_384;

    private static final int LONGEST_TEXT = 4_096;

    private final JsonNode root;
    private final String path;

    private RequestBody(JsonNode root, String path) {
        this.root = root;
        this.path = path;
    }

    /**
     * Reads the body; an absent one is an empty object.
     *
     * @throws Problem when it is too large or not a JSON object
     */
    public static RequestBody of(ApiRequest request) {
        String text = request.text().orElse("{}");
        if (text.length() > LIMIT) {
            throw Problem.requestTooLarge(LIMIT);
        }
        return new RequestBody(parsed(text), "");
    }

    /**
     * Reads an operator's call.
     *
     * @throws Problem when it is not a JSON object
     */
    public static RequestBody of(JsonNode call) {
        if (!call.isObject()) {
            throw Problem.invalidRequest("The call is not a JSON object.");
        }
        return new RequestBody(call, "");
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
        return root;
    }

    /** A nested object; an absent one is empty. */
    public RequestBody object(String field) {
        JsonNode node = root.path(field);
        if (!node.isObject() && !absent(node)) {
            throw invalid(field, "is not an object");
        }
        return new RequestBody(node.isObject() ? node : MissingNode.getInstance(), path + field + ".");
    }

    /** A field of any form; a missing node when it is absent. */
    public JsonNode tree(String field) {
        return root.path(field);
    }

    public boolean has(String field) {
        return !absent(root.path(field));
    }

    /** A required text that is not blank. */
    public String text(String field) {
        return optionalText(field).filter(text -> !text.isBlank()).orElseThrow(() -> invalid(field, "is missing"));
    }

    /** An optional text. */
    public Optional<String> optionalText(String field) {
        JsonNode node = root.path(field);
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

    /** A required text in the form of an id. */
    public <T> T id(String field, Function<String, T> form) {
        return formed(field, text(field), form);
    }

    /** An optional text in the form of an id. */
    public <T> Optional<T> optionalId(String field, Function<String, T> form) {
        return optionalText(field).map(text -> formed(field, text, form));
    }

    private <T> T formed(String field, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException invalid) {
            throw invalid(field, "cannot be used: " + invalid.getMessage());
        }
    }

    /** A required whole number. */
    public int number(String field, int least, int most) {
        JsonNode node = root.path(field);
        if (absent(node)) {
            throw invalid(field, "is missing");
        }
        if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
            throw invalid(field, "is not a whole number from " + least + " to " + most);
        }
        return node.intValue();
    }

    /** True or false; false when absent. */
    public boolean flag(String field) {
        JsonNode node = root.path(field);
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
