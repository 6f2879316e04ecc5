package sundown.aws.dynamodb;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.failure.PermanentFailure;

/**
 * A DynamoDB row, or a map within one, read by type. Instants are seconds since 1970 as a decimal number, the form that
 * DynamoDB's time to live has, with up to nine places: a third of ISO 8601's size.
 */
public record Row(Map<String, AttributeValue> attributes) {

    /**
     * Turns a row into what it stands for.
     *
     * @param name what the row is, for the operator
     * @throws PermanentFailure when the reader finds something missing or invalid
     */
    public static <T> T read(String name, Map<String, AttributeValue> attributes, Function<Row, T> reader) {
        try {
            return reader.apply(new Row(attributes));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException invalid) {
            throw new PermanentFailure("a row cannot be read: " + name, invalid);
        }
    }

    /** A text that must be there. */
    public String text(String name) {
        return required(name, optionalText(name));
    }

    /** A text that may be there. */
    public Optional<String> optionalText(String name) {
        return attribute(name).map(AttributeValue::s);
    }

    /** A whole number that must be there. */
    public long number(String name) {
        return decimal(name, attribute(name)).longValueExact();
    }

    /** A small whole number that must be there. */
    public int smallNumber(String name) {
        return decimal(name, attribute(name)).intValueExact();
    }

    /** Yes or no, which must be there. */
    public boolean flag(String name) {
        return required(name, attribute(name).map(AttributeValue::bool));
    }

    /** An instant that must be there. */
    public Instant instant(String name) {
        return required(name, optionalInstant(name));
    }

    /** An instant that may be there. */
    public Optional<Instant> optionalInstant(String name) {
        return attribute(name).map(value -> instant(decimal(name, Optional.of(value))));
    }

    /** A pair of whole numbers that must be there. */
    public <T> T pair(String name, PairReader<T> reader) {
        List<AttributeValue> values = required(name, attribute(name)).l();
        if (values.size() != 2) {
            throw new IllegalArgumentException(name + " is not a pair");
        }
        return reader.read(whole(name, values.getFirst()), whole(name, values.getLast()));
    }

    /** A list of small whole numbers that must be there. */
    public List<Integer> smallNumbers(String name) {
        return required(name, attribute(name)).l().stream()
                .map(value -> decimal(name, Optional.of(value)).intValueExact())
                .toList();
    }

    /** A list of maps that must be there. */
    public List<Row> rows(String name) {
        return required(name, attribute(name)).l().stream()
                .map(value -> new Row(value.m()))
                .toList();
    }

    /** A map of texts that must be there. */
    public Map<String, String> texts(String name) {
        Row map = new Row(
                required(name, attribute(name).filter(AttributeValue::hasM)).m());
        return map.attributes().keySet().stream().collect(Collectors.toMap(key -> key, map::text));
    }

    private Optional<AttributeValue> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    private static long whole(String name, AttributeValue value) {
        return decimal(name, Optional.of(value)).longValueExact();
    }

    private static BigDecimal decimal(String name, Optional<AttributeValue> value) {
        return new BigDecimal(required(name, value.map(AttributeValue::n)));
    }

    private static Instant instant(BigDecimal seconds) {
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValueExact(), parts[1].movePointRight(9).longValueExact());
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(name + " is missing or of another type"));
    }

    /** Makes something of two numbers. */
    interface PairReader<T> {
        /** Makes it. */
        T read(long first, long second);
    }
}
