package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.collect.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes an import to the tables of a stack. AWS's own variables say where they are: AWS_REGION, AWS_ENDPOINT_URL, and
 * those of credentials.
 *
 * @param folder of the import
 * @param delta whether only what differs from the import before is written
 */
record StackTables(String stack, Path folder, boolean delta) {
    private static final JsonMapper JSON = new JsonMapper();

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
            requireNoClaims(
                    planned, delta ? result.claims().added() : result.totals().claims());
            requireNoMoves(planned, parts);
            meter.begin("Write", "rows", rows);
            for (Table table : Table.values()) {
                TableWrites writes = new TableWrites(client, stack, table);
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

    /** A plan knows the claims at its time: a purge deletes an object without looking for claims that came later. */
    private void requireNoClaims(List<String> planned, long newClaims) {
        if (newClaims > 0 && !planned.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d new claims cannot be applied: the table %s-groups has %s, and a plan does not know claims that"
                            + " come after it.",
                    newClaims,
                    stack,
                    String.join(" and ", planned)));
        }
    }

    /** A plan knows the accounts at its time: a purge leaves those that have left, and does not see those that came. */
    private void requireNoMoves(List<String> planned, int parts) throws IOException {
        long moved = 0;
        for (int part = 0; part < parts && !planned.isEmpty(); part++) {
            try (Stream<JsonNode> changes = changes(Table.ACCOUNTS, part)) {
                moved += changes.filter(change -> moves(change, planned)).count();
            }
        }
        if (moved > 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d new, moved, or removed accounts cannot be applied: the table %s-groups has %s, and a plan"
                            + " does not know accounts that come or go after it.",
                    moved,
                    stack,
                    String.join(" and ", planned)));
        }
    }

    /** True for an account that is new, removed, or in another group, when one of its groups has a plan. */
    private static boolean moves(JsonNode change, List<String> planned) {
        Optional<String> before = group(change.path(TableWrites.WAS));
        Optional<String> now = group(change.path(TableWrites.ITEM));
        return !before.equals(now)
                && Stream.of(before, now)
                        .flatMap(Optional::stream)
                        .anyMatch(group -> planned.contains("plan-" + group) || planned.contains("purge-" + group));
    }

    /** The group of an account; nothing where its region is exempt, or there is no account. */
    private static Optional<String> group(JsonNode account) {
        return Optional.ofNullable(TableWrites.attributes(account).get("groupShard"))
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
}
