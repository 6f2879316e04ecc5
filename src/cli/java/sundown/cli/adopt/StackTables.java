package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
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
            AtomicLong done = new AtomicLong();
            for (Table table : Table.values()) {
                TableWrites writes = new TableWrites(client, stack, table);
                for (int part = 0; part < parts; part++) {
                    try (Stream<String> lines = RowFile.lines(new LocalPlace(file(table, part)))) {
                        contradicted += writes.write(lines, () -> meter.written(1, done.incrementAndGet(), rows));
                    }
                }
            }
            meter.end();
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
            try (Stream<String> lines = RowFile.lines(new LocalPlace(file(Table.ACCOUNTS, part)))) {
                moved +=
                        lines.filter(line -> moves(RowJson.tree(line), planned)).count();
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
        Optional<String> before = group(change.path(RowJson.WAS));
        Optional<String> now = group(change.path(RowJson.ITEM));
        return !before.equals(now)
                && Stream.of(before, now)
                        .flatMap(Optional::stream)
                        .anyMatch(group -> planned.contains("plan-" + group) || planned.contains("purge-" + group));
    }

    /** The group of an account; nothing where its region is exempt, or there is no account. */
    private static Optional<String> group(JsonNode account) {
        return Optional.ofNullable(RowJson.attributes(account).get("groupShard"))
                .map(shard -> shard.s().substring(0, shard.s().indexOf('#')));
    }

    private Path file(Table table, int part) {
        return folder.resolve(ImportFolder.file((delta ? "delta/" : "") + table, part));
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
