package sundown.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** JSON of bodies and messages. Absent values are left out. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new WrittenText<>(Instant.class, Json::instant))
                    .addDeserializer(LocalDate.class, new WrittenText<>(LocalDate.class, Json::day)))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private static final int QUOTE_MAX = 40;

    private Json() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("a view cannot be written", unwritable);
        }
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException when it is not JSON, or an object has a name twice; the message contains nothing
     *     of the text
     */
    public static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON" + place(notJson));
        }
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException when it is not one; the message names the wrong part, and nothing of its content
     */
    public static <T> T read(String text, Class<T> type) {
        JsonNode root = read(text);
        if (!root.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        return read(MAPPER.reader(), root, type);
    }

    /**
     * Reads the record of a call, in which a flag that is left out is false.
     *
     * @throws WrongPart if the record refuses the object
     */
    static <T> T readCall(JsonNode root, Class<T> type) {
        return read(MAPPER.reader().without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES), root, type);
    }

    private static <T> T read(ObjectReader reader, JsonNode root, Class<T> type) {
        try {
            return reader.treeToValue(root, type);
        } catch (JsonMappingException invalid) {
            throw wrongPart(invalid, root);
        } catch (JsonProcessingException invalid) {
            throw new WrongPart("a part", "is missing or not valid");
        }
    }

    /** Jackson's own messages quote the text; the messages of our records do not. */
    private static WrongPart wrongPart(JsonMappingException invalid, JsonNode root) {
        List<JsonMappingException.Reference> steps = invalid.getPath();
        String path = path(steps);
        if (invalid instanceof UnrecognizedPropertyException unknown) {
            return unknown(unknown).within(path(steps.subList(0, steps.size() - 1)));
        }
        if (invalid.getCause() instanceof WrongPart own) {
            return own.within(path);
        }
        if (invalid.getCause() instanceof IllegalArgumentException own) {
            return new WrongPart(path, path.isEmpty() ? own.getMessage() : "cannot be used: " + own.getMessage());
        }
        return path.isEmpty()
                ? new WrongPart("a part", "is missing or not valid")
                : wrongValue(path, invalid, at(root, steps));
    }

    private static WrongPart unknown(UnrecognizedPropertyException unknown) {
        String name = unknown.getPropertyName();
        String shown = name.length() <= QUOTE_MAX ? name : name.substring(0, QUOTE_MAX) + "…";
        List<String> declared = Stream.of(unknown.getReferringClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        String known = unknown.getKnownPropertyIds().stream()
                .map(Object::toString)
                .sorted(Comparator.comparingInt(declared::indexOf))
                .collect(Collectors.joining(", "));
        return new WrongPart(
                '"' + PlainText.of(shown) + '"',
                "is not known: " + (known.isEmpty() ? "there are no fields" : "the fields are " + known));
    }

    private static WrongPart wrongValue(String path, JsonMappingException invalid, JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return WrongPart.missing(path);
        }
        Class<?> wanted = wanted(invalid);
        return wanted.isEnum() && value.isTextual()
                ? WrongPart.unknownName(
                        path,
                        Stream.of(wanted.getEnumConstants())
                                .map(Object::toString)
                                .collect(Collectors.joining(", ", "is none of ", "")),
                        invalid)
                : new WrongPart(path, "is " + unlike(wanted));
    }

    private static Class<?> wanted(JsonMappingException invalid) {
        if (invalid.getCause() instanceof InputCoercionException tooLarge) {
            return tooLarge.getTargetType();
        }
        return invalid instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null
                ? mismatched.getTargetType()
                : Object.class;
    }

    private static String unlike(Class<?> wanted) {
        if (wanted == boolean.class) {
            return "neither true nor false";
        }
        if (wanted == BigDecimal.class) {
            return "not a number";
        }
        if (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)) {
            return "not a whole number";
        }
        if (Collection.class.isAssignableFrom(wanted)) {
            return "not a list";
        }
        return wanted == String.class ? "not a text" : "not valid";
    }

    private static String path(List<JsonMappingException.Reference> steps) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : steps) {
            path.append(
                    step.getFieldName() == null
                            ? "[" + step.getIndex() + "]"
                            : (path.isEmpty() ? "" : ".") + PlainText.line(step.getFieldName()));
        }
        return path.toString();
    }

    private static JsonNode at(JsonNode root, List<JsonMappingException.Reference> steps) {
        JsonNode node = root;
        for (JsonMappingException.Reference step : steps) {
            node = step.getFieldName() == null ? node.path(step.getIndex()) : node.path(step.getFieldName());
        }
        return node;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("not an instant of ISO 8601", invalid);
        }
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException("a day is written as 2023-01-15", invalid);
        }
    }

    /** Reads a value from its text alone; Jackson's own readers take numbers for instants, too. */
    private static final class WrittenText<T> extends StdScalarDeserializer<T> {
        private static final long serialVersionUID = 1L;
        private final transient Function<String, T> reading;

        WrittenText(Class<T> type, Function<String, T> reading) {
            super(type);
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return parser.hasToken(JsonToken.VALUE_STRING)
                    ? reading.apply(parser.getText())
                    : context.reportInputMismatch(this, "not a text");
        }
    }

    /**
     * A required text of an object.
     *
     * @throws IllegalArgumentException when it is missing or not a text
     */
    public static String text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value.textValue();
    }

    /**
     * A required instant (ISO 8601) of an object.
     *
     * @throws IllegalArgumentException when it is missing or not an instant
     */
    public static Instant instant(JsonNode object, String field) {
        try {
            return Instant.parse(text(object, field));
        } catch (DateTimeException invalid) {
            throw new IllegalArgumentException(field + " is not an instant", invalid);
        }
    }

    /** Jackson gives no place when a text exceeds one of its own limits, the depth of nesting for example. */
    private static String place(JsonProcessingException notJson) {
        return Optional.ofNullable(notJson.getLocation())
                .map(location -> " at line " + location.getLineNr())
                .orElse("");
    }
}
