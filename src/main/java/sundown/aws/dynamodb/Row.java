package sundown.aws.dynamodb;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.failure.PermanentFailure;
import sundown.gallery.Tally;
import sundown.operator.Operator;

/**
 * A DynamoDB row, or a map within a row, read by type. An instant is a decimal number of seconds since 1970 with up to
 * nine decimal places: the form of DynamoDB's time to live, and a third of the size of ISO 8601.
 */
public record Row(Map<String, AttributeValue> attributes) {
    /** Ends the name of the attribute with an operator's subject, which version 1.1 did not write. */
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
        return required(name, optionalOperator(name));
    }

    /** Who did something, if that is known. */
    public Optional<Operator> optionalOperator(String name) {
        return optionalText(name).map(readable -> new Operator(optionalText(name + SUBJECT), readable));
    }

    /** A required whole number. */
    public long number(String name) {
        return decimal(name, attribute(name)).longValueExact();
    }

    /** An optional whole number. */
    public Optional<Long> optionalNumber(String name) {
        return attribute(name).map(_ -> number(name));
    }

    /** A required whole number of 32 bits. */
    public int smallNumber(String name) {
        return decimal(name, attribute(name)).intValueExact();
    }

    /** An optional whole number of 32 bits. */
    public Optional<Integer> optionalSmallNumber(String name) {
        return attribute(name).map(_ -> smallNumber(name));
    }

    /** A required flag. */
    public boolean flag(String name) {
        return required(name, attribute(name).map(AttributeValue::bool));
    }

    /** An optional flag. */
    public Optional<Boolean> optionalFlag(String name) {
        return attribute(name).map(_ -> flag(name));
    }

    /** A required instant. */
    public Instant instant(String name) {
        return required(name, optionalInstant(name));
    }

    /** An optional instant. */
    public Optional<Instant> optionalInstant(String name) {
        return attribute(name).map(value -> instant(decimal(name, Optional.of(value))));
    }

    /** A required pair of whole numbers. */
    public <T> T pair(String name, PairReader<T> reader) {
        List<AttributeValue> values = required(name, attribute(name)).l();
        if (values.size() != 2) {
            throw new IllegalArgumentException(name + " is not a pair");
        }
        return reader.read(whole(name, values.getFirst()), whole(name, values.getLast()));
    }

    /** An optional pair of whole numbers. */
    public <T> Optional<T> optionalPair(String name, PairReader<T> reader) {
        return attribute(name).map(_ -> pair(name, reader));
    }

    /** A required tally: a pair of items and bytes. */
    public Tally tally(String name) {
        return pair(name, Tally::new);
    }

    /** A required list of whole numbers of 32 bits. */
    public List<Integer> smallNumbers(String name) {
        return numbers(name).stream().map(Math::toIntExact).toList();
    }

    /** A required list of whole numbers. */
    public List<Long> numbers(String name) {
        return required(name, attribute(name)).l().stream()
                .map(value -> whole(name, value))
                .toList();
    }

    /** A required list of texts. */
    public List<String> textList(String name) {
        return required(name, attribute(name)).l().stream()
                .map(text -> required(name, Optional.ofNullable(text.s())))
                .toList();
    }

    /** A set of whole numbers of 32 bits; a row without it has an empty one, because DynamoDB stores none. */
    public Set<Integer> smallNumberSet(String name) {
        return attribute(name).stream()
                .flatMap(numbers -> numbers.ns().stream())
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** An optional map. */
    public Optional<Row> optionalRow(String name) {
        return attribute(name).map(map -> new Row(map.m()));
    }

    /** A required list of maps. */
    public List<Row> rows(String name) {
        return required(name, attribute(name)).l().stream()
                .map(value -> new Row(value.m()))
                .toList();
    }

    /** A list of maps; a row without it has an empty one. */
    public List<Row> optionalRows(String name) {
        return attribute(name).map(_ -> rows(name)).orElse(List.of());
    }

    /** A required map of texts. */
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

    static Instant instant(BigDecimal seconds) {
        BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValueExact(), parts[1].movePointRight(9).longValueExact());
    }

    static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new IllegalArgumentException(name + " is missing or of another type"));
    }

    /** Makes a value of a pair of numbers. */
    interface PairReader<T> {
        /** Makes the value. */
        T read(long first, long second);
    }
}
