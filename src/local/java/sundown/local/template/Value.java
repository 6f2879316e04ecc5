package sundown.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An unresolved value of the template: text, a list, a mapping, or an intrinsic function. */
public sealed interface Value {
    /** A scalar; numbers and booleans keep their spelling, as in CloudFormation. */
    record Text(String text) implements Value {}

    record Sequence(List<Value> values) implements Value {}

    record Mapping(Map<String, Value> fields) implements Value {}

    /** {@code !Ref}: a parameter, a pseudo parameter or a resource. */
    record Ref(String target) implements Value {
        /** The value of what is not set. */
        static final Ref NONE = new Ref("AWS::NoValue");
    }

    /** {@code !GetAtt}: an attribute of a resource. */
    record GetAtt(String logicalId, String attribute) implements Value {}

    /** {@code !Sub}: text with placeholders {@code ${name}} and {@code ${logicalId.attribute}}. */
    record Sub(String text) implements Value {}

    /** {@code !If}: one of two values, by a condition of the template. */
    record If(String condition, Value then, Value otherwise) implements Value {}

    /** {@code !Join}: texts with a separator between them. */
    record Join(String separator, List<Value> values) implements Value {}

    /** {@code !Select} of {@code !Split}: one of the texts between separators, counted from 0. */
    record Part(int number, String separator, Value text) implements Value {}

    /**
     * {@code !Equals}: a condition that holds when two values are the same text.
     *
     * @param negated by {@code !Not}: it holds when they are not
     */
    record Equals(Value left, Value right, boolean negated) implements Value {}

    /** The value at a path of keys. */
    default Optional<Value> find(String... path) {
        Optional<Value> found = Optional.of(this);
        for (String key : path) {
            found = found.map(Value::fields).map(fields -> fields.get(key));
        }
        return found;
    }

    /** The keys and values of a mapping; empty for anything else. */
    default Map<String, Value> fields() {
        return Map.of();
    }

    /** The elements of a sequence; any other value counts as a sequence of one, as in IAM policies. */
    default List<Value> elements() {
        return this instanceof Sequence sequence ? sequence.values() : List.of(this);
    }
}
