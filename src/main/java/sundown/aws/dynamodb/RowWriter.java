package sundown.aws.dynamodb;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import sundown.operator.Operator;

/** Writes a DynamoDB row, or a map within one, in the form that {@link Row} reads. Absent values are left out. */
public final class RowWriter {
    private final Map<String, AttributeValue> attributes = new HashMap<>();

    public RowWriter text(String name, String value) {
        return put(name, AttributeValue.fromS(value));
    }

    public RowWriter text(String name, Optional<String> value) {
        value.ifPresent(present -> text(name, present));
        return this;
    }

    /** Writes who did something: the name, and beside it the subject. */
    public RowWriter operator(String name, Operator value) {
        return text(name, value.name()).text(name + Row.SUBJECT, value.subject());
    }

    public RowWriter number(String name, long value) {
        return put(name, AttributeValue.fromN(Long.toString(value)));
    }

    public RowWriter flag(String name, boolean value) {
        return put(name, AttributeValue.fromBool(value));
    }

    public RowWriter instant(String name, Instant value) {
        return put(name, AttributeValue.fromN(seconds(value)));
    }

    public RowWriter instant(String name, Optional<Instant> value) {
        value.ifPresent(present -> instant(name, present));
        return this;
    }

    /** A set of one number. */
    public RowWriter numberSet(String name, long value) {
        return put(name, AttributeValue.fromNs(List.of(Long.toString(value))));
    }

    public RowWriter row(String name, RowWriter row) {
        return put(name, AttributeValue.fromM(row.attributes()));
    }

    /** The attributes written so far. */
    public Map<String, AttributeValue> attributes() {
        return Map.copyOf(attributes);
    }

    static String seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .add(BigDecimal.valueOf(instant.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    RowWriter put(String name, AttributeValue value) {
        attributes.put(name, value);
        return this;
    }
}
