package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.lambda.Invocation;

class BatchOutcomeTest {
    private static final Set<String> BATCH = Set.of("a", "b", "c");

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"})
    void isSuccessWhenNoFailureIsNamed(String payload) {
        assertThat(reported(payload)).isEmpty();
    }

    static List<Invocation> failures() {
        return List.of(
                new Invocation.Failed("type", "message", "{}"),
                new Invocation.TimedOut(Duration.ofSeconds(1)),
                new Invocation.Crashed(137),
                new Invocation.Throttled());
    }

    @Test
    void isTheFailuresThatAreNamed() {
        assertThat(reported("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"},{\"itemIdentifier\":\"c\"}]}"))
                .containsExactlyInAnyOrder("b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"batchItemFailures\":\"b\"}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"unknown\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
                "{\"batchItemFailures\":[{\"identifier\":\"b\"}]}"
            })
    void isTheWholeBatchWhenTheReportIsWrong(String payload) {
        assertThat(reported(payload)).isEqualTo(BATCH);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isTheWholeBatchWhenTheFunctionFailed(Invocation failure) {
        assertThat(new BatchOutcome(true).failed(BATCH, failure)).isEqualTo(BATCH);
        assertThat(new BatchOutcome(false).failed(BATCH, failure)).isEqualTo(BATCH);
    }

    @Test
    void ignoresAReportThatTheMappingDoesNotAskFor() {
        Invocation report = new Invocation.Succeeded("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}");

        assertThat(new BatchOutcome(false).failed(BATCH, report)).isEmpty();
    }

    private static Set<String> reported(String payload) {
        return new BatchOutcome(true).failed(BATCH, new Invocation.Succeeded(payload));
    }
}
