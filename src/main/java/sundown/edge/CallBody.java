package sundown.edge;

import com.fasterxml.jackson.databind.JsonNode;

/** The JSON object of a call, read as the call's record. A problem tells the app's developer which part is wrong. */
final class CallBody {
    /** The largest valid body has a fraction of it. */
    static final int CHARACTERS_MAX = 16_384;

    private CallBody() {}

    /**
     * Returns the object in the body of a request; an empty one if the request has no body.
     *
     * @throws Problem if it is too large, or not a JSON object
     */
    static JsonNode of(ApiRequest request) {
        String text = request.text().orElse("{}");
        if (text.length() > CHARACTERS_MAX) {
            throw Problem.requestTooLarge(CHARACTERS_MAX);
        }
        try {
            JsonNode root = Json.read(text);
            if (!root.isObject()) {
                throw Problem.invalidRequest("The body is not a JSON object.");
            }
            requireWhole("body", root);
            return root;
        } catch (IllegalArgumentException notJson) {
            throw Problem.invalidRequest("The body is " + notJson.getMessage() + ".");
        }
    }

    /**
     * Returns what a call asks for.
     *
     * @throws Problem if the record refuses the object
     */
    static <C> C read(JsonNode root, Class<C> call) {
        try {
            return Json.readCall(root, call);
        } catch (WrongPart wrong) {
            throw Problem.wrongPart(wrong);
        }
    }

    /** Half of a character, an escape of one surrogate alone, cannot be sent on, stored, or answered. */
    static void requireWhole(String name, JsonNode root) {
        if (root.toString().codePoints().anyMatch(CallBody::surrogate)) {
            throw Problem.invalidRequest("The " + name + " has half of a character, a surrogate without its pair.");
        }
    }

    private static boolean surrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }
}
