package sundown.cli.adopt;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
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
 * Runs statements in a database of Amazon Athena. AWS's own variables say where it is: AWS_REGION, AWS_ENDPOINT_URL,
 * and those of credentials.
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
    public void run(String statement) throws IOException {
        calling(statement, () -> await(statement));
    }

    @Override
    public List<List<String>> query(String query) throws IOException {
        return calling(query, () -> rows(await(query)));
    }

    private static <T> T calling(String statement, Supplier<T> call) throws IOException {
        try {
            return call.get();
        } catch (SdkException failed) {
            String shown = statement.lines().findFirst().orElse("");
            throw new IOException(
                    "Athena did not run \"%s...\": %s"
                            .formatted(
                                    shown.substring(0, Math.min(shown.length(), STATEMENT_SHOWN)), S3Place.why(failed)),
                    failed);
        }
    }

    /** Waits until a statement has ended, and with longer and longer delays between the questions. */
    private QueryExecution await(String statement) {
        String id = client.startQueryExecution(request -> request.queryString(statement)
                        .queryExecutionContext(context -> context.database(database))
                        .workGroup(workGroup.orElse(null))
                        .resultConfiguration(result -> output.ifPresent(folder -> result.outputLocation(folder + "/"))))
                .queryExecutionId();
        QueryExecution ended = Waiter.builder(GetQueryExecutionResponse.class)
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
        if (ended.status().state() != QueryExecutionState.SUCCEEDED) {
            throw SdkClientException.create(ended.status().stateChangeReason() + " (" + id + ")");
        }
        return ended;
    }

    private static boolean hasEnded(GetQueryExecutionResponse answer) {
        return switch (answer.queryExecution().status().state()) {
            case QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELLED, UNKNOWN_TO_SDK_VERSION -> true;
        };
    }

    /** The first row of what SELECT finds is the names of its columns. */
    private List<List<String>> rows(QueryExecution ended) {
        return client.getQueryResultsPaginator(request -> request.queryExecutionId(ended.queryExecutionId())).stream()
                .flatMap(page -> page.resultSet().rows().stream())
                .skip(ended.statementType() == StatementType.DML ? 1 : 0)
                .map(row -> row.data().stream().map(Datum::varCharValue).toList())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}
