package sundown.cli.adopt;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * Runs statements in a database of Amazon Athena. AWS's own variables say where it is: AWS_REGION, AWS_ENDPOINT_URL, and
 * those of credentials.
 *
 * @param workGroup that of the account where it is empty
 * @param output a folder in S3 for results and tables; that of the work group where it is empty
 */
record Athena(AthenaClient client, String database, Optional<String> workGroup, Optional<String> output)
        implements AthenaImport.Engine, AutoCloseable {
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);
    private static final int STATEMENT_SHOWN = 60;

    /** A name that no statement has to quote. */
    private static final String DATABASE = "[a-z][a-z0-9_]{0,254}";

    static Athena connect(String database, Optional<String> workGroup, Optional<String> output) {
        if (!database.matches(DATABASE)) {
            throw new IllegalArgumentException("--database is small letters, digits, and _, and begins with a letter.");
        }
        try {
            AthenaClient client = AthenaClient.builder()
                    .httpClient(UrlConnectionHttpClient.create())
                    .build();
            return new Athena(client, database, workGroup, output);
        } catch (SdkException unusable) {
            throw new IllegalArgumentException("Athena cannot be reached: " + S3Place.why(unusable), unusable);
        }
    }

    @Override
    public List<List<String>> run(String statement) throws IOException {
        try {
            String id = client.startQueryExecution(request -> request.queryString(statement)
                            .queryExecutionContext(context -> context.database(database))
                            .workGroup(workGroup.orElse(null))
                            .resultConfiguration(
                                    result -> output.ifPresent(folder -> result.outputLocation(folder + "/"))))
                    .queryExecutionId();
            QueryExecution ended = await(id);
            if (ended.status().state() != QueryExecutionState.SUCCEEDED) {
                throw failure(statement, ended.status().stateChangeReason(), null);
            }
            return ended.statementType() == StatementType.DDL ? List.of() : rows(id, ended.statementType());
        } catch (SdkException failed) {
            throw failure(statement, S3Place.why(failed), failed);
        }
    }

    private QueryExecution await(String id) {
        return Waiter.builder(GetQueryExecutionResponse.class)
                .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(Athena::hasEnded))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(_ -> true))
                .overrideConfiguration(waiting -> waiting.maxAttempts(Integer.MAX_VALUE)
                        .backoffStrategyV2(BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY)))
                .build()
                .run(() -> client.getQueryExecution(request -> request.queryExecutionId(id)))
                .matched()
                .response()
                .orElseThrow()
                .queryExecution();
    }

    private static boolean hasEnded(GetQueryExecutionResponse answer) {
        return switch (answer.queryExecution().status().state()) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED, UNKNOWN_TO_SDK_VERSION -> true;
        };
    }

    /** The first row of what a query finds is the names of its columns. */
    private List<List<String>> rows(String id, StatementType type) {
        return client.getQueryResultsPaginator(request -> request.queryExecutionId(id)).stream()
                .flatMap(page -> page.resultSet().rows().stream())
                .skip(type == StatementType.DML ? 1 : 0)
                .map(row -> row.data().stream().map(Datum::varCharValue).toList())
                .toList();
    }

    private static IOException failure(String statement, String why, SdkException cause) {
        String shown = statement.lines().findFirst().orElse("");
        return new IOException(
                "Athena did not run \"%s ...\": %s"
                        .formatted(shown.substring(0, Math.min(shown.length(), STATEMENT_SHOWN)), why),
                cause);
    }

    @Override
    public void close() {
        client.close();
    }
}
