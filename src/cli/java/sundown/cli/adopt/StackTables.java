package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import sundown.aws.dynamodb.AttributeJson;

/**
 * Writes an import to the tables of a stack. AWS's own variables say where they are: AWS_REGION, AWS_ENDPOINT_URL, and
 * those of credentials.
 *
 * @param folder of the import
 * @param delta whether only what differs from the import before is written
 */
record StackTables(String stack, Path folder, boolean delta) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int AT_ONCE = 32;
    private static final String CANCELLED = "cancelledAt";
    private static final String ITEM = "Item";

    /** In a line of a delta: the row of the import before. */
    private static final String WAS = "Was";

    /**
     * Writes all rows and returns how many the tables contradict.
     *
     * @throws IllegalArgumentException when new claims, or accounts that come to a group or leave it, come after a plan
     */
    long write(int parts, Import.Result result, long rows, Meter meter) throws IOException {
        long contradicted = 0;
        try (DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            List<String> planned = planned(client);
            requireNothingNewFor(
                    planned, delta ? result.claims().added() : result.totals().claims(), parts);
            meter.begin("Write", "rows", rows);
            for (Table table : Table.values()) {
                Writes writes = new Writes(client, stack + "-" + table, table);
                for (int part = 0; part < parts; part++) {
                    try (Stream<JsonNode> changes = changes(table, part)) {
                        contradicted += writes.write(changes, () -> meter.doneAndCount(1));
                    }
                }
            }
        } catch (SdkException failed) {
            throw new IOException("The tables of " + stack + " cannot be written: " + failed.getMessage(), failed);
        }
        return contradicted;
    }

    /**
     * A plan knows the claims and the accounts at its time: a purge deletes an object without looking for claims that
     * came later, leaves accounts that have left, and does not see those that came.
     */
    private void requireNothingNewFor(List<String> planned, long newClaims, int parts) throws IOException {
        long moved = 0;
        for (int part = 0; part < parts && !planned.isEmpty(); part++) {
            try (Stream<JsonNode> changes = changes(Table.ACCOUNTS, part)) {
                moved += changes.filter(change -> moves(change, planned)).count();
            }
        }
        require(planned, newClaims, "new claims", "claims that come");
        require(planned, moved, "new, moved, or removed accounts", "accounts that come or go");
    }

    private void require(List<String> planned, long count, String what, String unknown) {
        if (count > 0 && !planned.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d %s cannot be applied: the table %s-groups has %s, and a plan does not know %s after it.",
                    count,
                    what,
                    stack,
                    String.join(" and ", planned),
                    unknown));
        }
    }

    /** True for an account that is new, removed, or in another group, when one of its groups has a plan. */
    private static boolean moves(JsonNode change, List<String> planned) {
        Optional<String> before = group(change.path(WAS));
        Optional<String> now = group(change.path(ITEM));
        return !before.equals(now)
                && Stream.of(before, now)
                        .flatMap(Optional::stream)
                        .anyMatch(group -> planned.contains("plan-" + group) || planned.contains("purge-" + group));
    }

    /** The group of an account; nothing where its region is exempt, or there is no account. */
    private static Optional<String> group(JsonNode account) {
        return Optional.ofNullable(AttributeJson.read(account).get("groupShard"))
                .map(shard -> shard.s().substring(0, shard.s().indexOf('#')));
    }

    /** The lines of a file; none where there is no file. */
    @SuppressWarnings("resource") // closed with the stream
    private Stream<JsonNode> changes(Table table, int part) throws IOException {
        Path file = folder.resolve(ImportFolder.file((delta ? "delta/" : "") + table, part));
        if (!Files.exists(file)) {
            return Stream.empty();
        }
        MappingIterator<JsonNode> lines =
                JSON.readerFor(JsonNode.class).readValues(new GZIPInputStream(Files.newInputStream(file)));
        return Streams.stream(lines).onClose(() -> {
            try {
                lines.close();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** The rows of plans and purges that groups of the stack have. */
    private List<String> planned(DynamoDbClient client) {
        return client
                .scanPaginator(request -> request.tableName(stack + "-groups")
                        .consistentRead(true)
                        .filterExpression("begins_with(#group, :plan) OR begins_with(#group, :purge)")
                        .expressionAttributeNames(Map.of("#group", "group"))
                        .expressionAttributeValues(Map.of(
                                ":plan", AttributeValue.fromS("plan-"), ":purge", AttributeValue.fromS("purge-"))))
                .items()
                .stream()
                .map(row -> row.get("group").s())
                .sorted()
                .toList();
    }

    /**
     * Writes lines of a delta, or of a whole table, to one table: a row only where the table holds what it held before,
     * many at once. A row that is new is put if there is none; of one that changed, only the attributes that did are
     * written, so that {@code cancelledAt} stays, which Sundown writes; one that was removed is deleted, unless its
     * membership was cancelled meanwhile. To write the same again changes nothing.
     */
    private record Writes(DynamoDbClient client, String tableName, Table table) {
        /** Writes all rows and returns how many the table contradicts. */
        long write(Stream<JsonNode> changes, Runnable each) {
            return changes.gather(Gatherers.mapConcurrent(AT_ONCE, this::isWritten))
                    .peek(_ -> each.run())
                    .filter(written -> !written)
                    .count();
        }

        private boolean isWritten(JsonNode change) {
            Map<String, AttributeValue> was = AttributeJson.read(change.path(WAS));
            Map<String, AttributeValue> is = AttributeJson.read(change.path(ITEM));
            try {
                if (was.isEmpty()) {
                    client.putItem(request -> request.tableName(tableName)
                            .item(is)
                            .conditionExpression("attribute_not_exists(" + table.partition() + ")")
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                } else if (is.isEmpty()) {
                    delete(was);
                } else {
                    update(was, is);
                }
                return true;
            } catch (ConditionalCheckFailedException other) {
                return isThere(other.item(), was, is);
            }
        }

        /** Whether an earlier run has written it. */
        private static boolean isThere(
                Map<String, AttributeValue> found, Map<String, AttributeValue> was, Map<String, AttributeValue> is) {
            if (is.isEmpty() || found.isEmpty()) {
                return is.isEmpty() && found.isEmpty();
            }
            return changed(was, is).stream().allMatch(name -> isSame(found.get(name), is.get(name)));
        }

        /** A set has no order. */
        private static boolean isSame(AttributeValue found, AttributeValue is) {
            boolean sets = found != null && is != null && found.hasSs() && is.hasSs();
            return sets ? Set.copyOf(found.ss()).equals(Set.copyOf(is.ss())) : Objects.equals(found, is);
        }

        private void delete(Map<String, AttributeValue> was) {
            Expression condition = new Expression();
            Set<String> compared = new TreeSet<>(was.keySet());
            if (table == Table.ACCOUNTS) {
                compared.add(CANCELLED);
            }
            compared.forEach(name -> condition.holds(name, was.get(name)));
            client.deleteItem(request -> request.tableName(tableName)
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
            client.updateItem(request -> request.tableName(tableName)
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
}
