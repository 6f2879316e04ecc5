package sundown.aws.dynamodb;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.failure.PermanentFailure;
import sundown.operator.Operator;

/**
 * A DynamoDB row, or a map within a row, read by type. An instant is a decimal number of seconds since 1970 with up to
 * nine decimal places: the form of DynamoDB's time to live, and a third of the size of ISO 8601.
 */
public record Row(Map<String, AttributeValue> attributes) {
    /** The end of the name of the attribute with an operator's subject. */
    static final String SUBJECT = "Subject";

    /**
     * Converts a row.
     *
     * @param name names the row in the failure
     * @throws PermanentFailure when the reader finds a missing or invalid attribute
     */
    public static <T> T read(String name, Map<String, AttributeValue> attributes, Function<Row, T> reader) {
        try {
            return reader.apply(new Row(attributes));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
            throw new PermanentFailure("a row cannot be read: " + name, invalid);
        }
    }

    /** A required text. */
    public String text(String name) {
        return required(name, optionalText(name));
    }

    /** An optional text. */
    public Optional<String> optionalText(String name) {
        return attribute(name).map(AttributeValue::s);
    }

    /** Who did something. */
    public Operator operator(String name) {
        return new Operator(optionalText(name + SUBJECT), text(name));
    }

    /** A required whole number. */
    public long number(String name) {
        return decimal(name, attribute(name)).longValueExact();
    }

    /** An optional whole number. */
    public Optional<Long> optionalNumber(String name) {
        return attribute(name).map(_ -> number(name));
    }

    /** A required instant. */
    public Instant instant(String name) {
        return required(name, optionalInstant(name));
    }

    /** An optional instant. */
    public Optional<Instant> optionalInstant(String name) {
        return attribute(name).map(value -> instant(decimal(name, Optional.of(value))));
    }

    /** A flag; absent is false. */
    public boolean flag(String name) {
        return attribute(name)
                .map(value -> required(name, Optional.ofNullable(value.bool())))
                .orElse(false);
    }

    private Optional<AttributeValue> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    private static BigDecimal decimal(String name, Optional<AttributeValue> value) {
        return new BigDecimal(required(name, value.map(AttributeValue::n)));
    }

    static Instant instant(BigDecimal seconds) {
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValueExact(), parts[1].movePointRight(9).longValueExact());
    }

    static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(name + " is missing or of another type"));
    }
}
