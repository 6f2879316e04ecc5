package sundown.local.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.Status.Code;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code fields} parameter of Google's APIs, as in {@code user/emailAddress,storageQuota(limit,usage)}: which part
 * of an answer the caller wants.
 *
 * @see <a href="https://developers.google.com/drive/api/guides/fields-parameter">Return specific fields</a>
 */
final class FieldMask {
    private final Map<String, FieldMask> fields = new LinkedHashMap<>();

    private FieldMask() {}

    static FieldMask parse(String text) {
        FieldMask mask = new FieldMask();
        Reader reader = new Reader(text.replace(" ", ""));
        reader.readInto(mask);
        if (!reader.atEnd()) {
            throw invalid(text);
        }
        return mask;
    }

    /**
     * The selected part.
     *
     * @throws GoogleProblem INVALID_ARGUMENT if a field is selected that the answer cannot have
     */
    ObjectNode apply(ObjectNode whole, ObjectNode possible) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        fields.forEach((name, inner) -> {
            if (name.equals("*")) {
                part.setAll(whole);
            } else if (!possible.has(name)) {
                throw invalid(name);
            } else if (whole.has(name)) {
                part.set(name, inner.applyTo(whole.get(name), possible.get(name)));
            }
        });
        return part;
    }

    private JsonNode applyTo(JsonNode node, JsonNode possible) {
        if (fields.isEmpty()) {
            return node;
        }
        if (node instanceof ObjectNode object && possible instanceof ObjectNode possibleObject) {
            return apply(object, possibleObject);
        }
        throw invalid(fields.keySet().iterator().next());
    }

    private static GoogleProblem invalid(String field) {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid field selection " + field);
    }

    private static final class Reader {
        private final String text;
        private int position;

        Reader(String text) {
            this.text = text;
        }

        boolean atEnd() {
            return position == text.length();
        }

        void readInto(FieldMask mask) {
            readField(mask);
            while (take(',')) {
                readField(mask);
            }
        }

        private void readField(FieldMask mask) {
            FieldMask inner = mask.fields.computeIfAbsent(name(), field -> new FieldMask());
            if (take('/')) {
                readField(inner);
            } else if (take('(')) {
                readInto(inner);
                if (!take(')')) {
                    throw invalid(text);
                }
            }
        }

        private String name() {
            int start = position;
            while (!atEnd() && "/(),".indexOf(text.charAt(position)) < 0) {
                position++;
            }
            if (start == position) {
                throw invalid(text);
            }
            return text.substring(start, position);
        }

        private boolean take(char expected) {
            if (!atEnd() && text.charAt(position) == expected) {
                position++;
                return true;
            }
            return false;
        }
    }
}
