package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Writes lines of a delta, or of a whole table, to a table of DynamoDB: a row only where the table holds what it held
 * before, many at once. A row that is new is put if there is none; of one that changed, only the attributes that did
 * are written, so that {@code cancelledAt} stays, which Sundown writes; one that was removed is deleted, unless its
 * membership was cancelled meanwhile. To write the same again changes nothing.
 */
record TableWrites(DynamoDbClient client, String stack, Table table) {
    private static final int AT_ONCE = 32;
    private static final String CANCELLED = "cancelledAt";

    static final String ITEM = "Item";

    /** In a line of a delta: the row of the import before. */
    static final String WAS = "Was";

    private enum Written {
        YES,
        NO
    }

    /** Writes all rows and returns how many the table contradicts. */
    long write(Stream<JsonNode> changes, Runnable each) {
        return changes.gather(Gatherers.mapConcurrent(AT_ONCE, this::write))
                .peek(_ -> each.run())
                .filter(Written.NO::equals)
                .count();
    }

    private Written write(JsonNode change) {
        Map<String, AttributeValue> was = attributes(change.path(WAS));
        Map<String, AttributeValue> is = attributes(change.path(ITEM));
        try {
            if (was.isEmpty()) {
                client.putItem(request -> request.tableName(stack + "-" + table)
                        .item(is)
                        .conditionExpression("attribute_not_exists(" + table.partition() + ")")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            } else if (is.isEmpty()) {
                delete(was);
            } else {
                update(was, is);
            }
            return Written.YES;
        } catch (ConditionalCheckFailedException other) {
            return isThere(other.item(), was, is) ? Written.YES : Written.NO;
        }
    }

    /** The attributes of a row, texts and numbers alone; none where a line of a delta has no such row. */
    static Map<String, AttributeValue> attributes(JsonNode row) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        row.properties().forEach(attribute -> {
            JsonNode text = attribute.getValue().path("S");
            attributes.put(
                    attribute.getKey(),
                    text.isMissingNode()
                            ? AttributeValue.fromN(
                                    attribute.getValue().path("N").asText())
                            : AttributeValue.fromS(text.asText()));
        });
        return attributes;
    }

    /** Whether an earlier run has written it. */
    private static boolean isThere(
            Map<String, AttributeValue> found, Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
        if (is.isEmpty() || found.isEmpty()) {
            return is.isEmpty() && found.isEmpty();
        }
        return changed(was, is).stream().allMatch(name -> Objects.equals(found.get(name), is.get(name)));
    }

    private void delete(Map<String, AttributeValue> was) {
        Expression condition = new Expression();
        Set<String> compared = new TreeSet<>(was.keySet());
        if (table == Table.ACCOUNTS) {
            compared.add(CANCELLED);
        }
        compared.forEach(name -> condition.holds(name, was.get(name)));
        client.deleteItem(request -> request.tableName(stack + "-" + table)
                .key(key(was))
                .conditionExpression(condition.text())
                .expressionAttributeNames(condition.names)
                .expressionAttributeValues(condition.values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private void update(Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
        Expression condition = new Expression();
        List<String> set = new ArrayList<>();
        List<String> remove = new ArrayList<>();
        condition.holds(table.partition(), was.get(table.partition()));
        for (String name : changed(was, is)) {
            condition.holds(name, was.get(name));
            if (is.containsKey(name)) {
                set.add(condition.name(name) + " = " + condition.value(is.get(name)));
            } else {
                remove.add(condition.name(name));
            }
        }
        String update = (set.isEmpty() ? "" : "SET " + String.join(", ", set))
                + (remove.isEmpty() ? "" : " REMOVE " + String.join(", ", remove));
        client.updateItem(request -> request.tableName(stack + "-" + table)
                .key(key(was))
                .updateExpression(update)
                .conditionExpression(condition.text())
                .expressionAttributeNames(condition.names)
                .expressionAttributeValues(condition.values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    private static Set<String> changed(Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
        Set<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        names.removeIf(name -> Objects.equals(was.get(name), is.get(name)));
        return names;
    }

    private Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        Map<String, AttributeValue> key = new HashMap<>(row);
        key.keySet().retainAll(table.key());
        return key;
    }

    /** A condition and its placeholders: attributes may have the names of words that DynamoDB keeps for itself. */
    private static final class Expression {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, AttributeValue> values = new HashMap<>();

        /** The attribute has this value, or is absent where the value is null. */
        void holds(String name, AttributeValue value) {
            conditions.add(
                    value == null ? "attribute_not_exists(" + name(name) + ")" : name(name) + " = " + value(value));
        }

        String name(String name) {
            names.put("#" + name, name);
            return "#" + name;
        }

        String value(AttributeValue value) {
            String placeholder = ":v" + values.size();
            values.put(placeholder, value);
            return placeholder;
        }

        String text() {
            return String.join(" AND ", conditions);
        }
    }
}
