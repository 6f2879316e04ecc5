package sundown.cli.adopt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
     * @throws IllegalArgumentException when new claims come after a plan
     */
    long write(int parts, Import.Result result, long rows, Meter meter) throws IOException {
        long contradicted = 0;
        try (DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            requireNoPlans(
                    client, delta ? result.claims().added() : result.totals().claims());
            AtomicLong done = new AtomicLong();
            for (Table table : Table.values()) {
                TableWrites writes = new TableWrites(client, stack, table);
                for (int part = 0; part < parts; part++) {
                    Path file = folder.resolve(ImportFolder.file((delta ? "delta/" : "") + table, part));
                    try (Stream<String> lines = RowFile.lines(new LocalPlace(file))) {
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
    private void requireNoPlans(DynamoDbClient client, long newClaims) {
        List<String> planned = newClaims == 0 ? List.of() : planned(client);
        if (!planned.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d new claims cannot be applied: the table %s-groups has %s, and a plan does not know claims that"
                            + " come after it.",
                    newClaims,
                    stack,
                    String.join(" and ", planned)));
        }
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
