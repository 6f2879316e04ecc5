package sundown.local.google.library;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.grpc.Status.Code;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.local.google.wire.GoogleProblem;

/**
 * The JSON of protocol buffers, as far as the Library API needs it: it leaves out what is zero or empty, and writes
 * 64-bit numbers as strings.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON format</a>
 */
final class ProtoJson {
    private ProtoJson() {}

    /** Adds the fields that the JSON has; ignores what the message does not know. */
    static void merge(JsonNode json, Message.Builder message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            JsonNode value = json.path(field.getJsonName());
            if (field.isRepeated()) {
                value.forEach(element -> message.addRepeatedField(field, read(element, field, message)));
            } else if (!value.isMissingNode() && !value.isNull()) {
                message.setField(field, read(value, field, message));
            }
        }
    }

    /** Adds the fields that a path or a query has as text; a repeated one has blanks between its values. */
    static void merge(Map<String, String> parameters, Message.Builder message) {
        for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
            String value = parameters.get(field.getJsonName());
            if (value != null && field.isRepeated()) {
                Arrays.stream(value.split(" ")).forEach(element -> message.addRepeatedField(field, element));
            } else if (value != null) {
                message.setField(
                        field, field.getJavaType() == FieldDescriptor.JavaType.INT ? Integer.valueOf(value) : value);
            }
        }
    }

    private static Object read(JsonNode json, FieldDescriptor field, Message.Builder owner) {
        return switch (field.getJavaType()) {
            case INT -> Integer.valueOf(json.asText());
            case LONG -> Long.valueOf(json.asText());
            case BOOLEAN -> json.asBoolean();
            case ENUM ->
                Optional.ofNullable(field.getEnumType().findValueByName(json.asText()))
                        .orElseThrow(() -> GoogleProblem.of(
                                Code.INVALID_ARGUMENT,
                                "Invalid value at '" + field.getJsonName() + "': " + json.asText()));
            case MESSAGE -> {
                Message.Builder nested = owner.newBuilderForField(field);
                merge(json, nested);
                yield nested.build();
            }
            default -> json.asText();
        };
    }

    static Map<String, Object> write(Message message) {
        Map<String, Object> json = new LinkedHashMap<>();
        message.getAllFields().forEach((field, value) -> json.put(field.getJsonName(), write(value)));
        return json;
    }

    private static Object write(Object value) {
        return switch (value) {
            case List<?> list -> list.stream().map(ProtoJson::write).toList();
            case Timestamp time -> Instant.ofEpochSecond(time.getSeconds()).toString();
            case Message message -> write(message);
            case EnumValueDescriptor constant -> constant.getName();
            case Long number -> number.toString();
            default -> value;
        };
    }
}
