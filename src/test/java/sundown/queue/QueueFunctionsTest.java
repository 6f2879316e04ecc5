package sundown.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorRequests;
import sundown.operator.Role;
import sundown.operator.SampleOperators;
import sundown.queue.DeadLetters.Redrive;
import sundown.queue.QueueState.Contents;
import sundown.runtime.ManualClock;

/** Operators see what waits, and have what failed tried again. */
class QueueFunctionsTest {
    private static final Instant NOW = Instant.parse("2023-06-02T00:00:00Z");
    private static final QueueName REFUNDS = new QueueName("refunds");

    private final ManualClock clock = new ManualClock(NOW);

    @Test
    void tellsOfEachQueue() {
        WorkQueues queues = () -> List.of(
                new QueueState(
                        REFUNDS,
                        Optional.of(new Contents(7, 1, 2, Optional.of(Duration.ofHours(2)))),
                        new Contents(3, 0, 0, Optional.empty())),
                new QueueState(new QueueName("events"), Optional.empty(), new Contents(0, 0, 0, Optional.empty())));

        JsonNode answer = OperatorRequests.answer(OperatorRequests.ask(
                new ListQueues(queues, clock), OperatorRequests.signed(Map.of("by", "Ada"), NOW), clock));

        assertThat(answer).isEqualTo(Json.read("""
                        {"at": "2023-06-02T00:00:00Z", "queues": [
                          {"queue": "refunds", "messages": {"waiting": 7, "delayed": 1, "inFlight": 2,
                            "oldestSeconds": 7200}, "deadLetters": {"waiting": 3, "delayed": 0, "inFlight": 0}},
                          {"queue": "events", "deadLetters": {"waiting": 0, "delayed": 0, "inFlight": 0}}]}"""));
    }

    @Test
    void sendsBackWhatFailedAndRecordsWhoWantedIt() {
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            JsonNode answer = redrive(Redrive.BEGUN, EnumSet.of(Role.SUPPORT), call());
            assertThat(answer).isEqualTo(Json.tree(Map.of("queue", "refunds", "begun", true)));
            assertThat(log.lines())
                    .containsExactly("INFO audit: redrive-queue, by Ada (op-Ada), group -, queue refunds,"
                            + " reason Stripe answers again: done");
        }
    }

    @ParameterizedTest
    @CsvSource({"UNDER_WAY, redrive-under-way", "NO_QUEUE, unknown-queue"})
    void saysWhyNothingGoesBack(Redrive outcome, String problem) {
        assertThat(redrive(outcome, EnumSet.of(Role.SUPPORT), call())
                        .path("type")
                        .asText())
                .endsWith(":" + problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Refunds", "refunds.fifo", "-"})
    void takesNoOtherNames(String queue) {
        Map<String, Object> call = Map.of("queue", queue, "reason", "again");
        assertThat(redrive(Redrive.BEGUN, EnumSet.of(Role.SUPPORT), call)
                        .path("type")
                        .asText())
                .endsWith(":invalid-request");
    }

    @Test
    void asksForAReason() {
        assertThat(redrive(Redrive.BEGUN, EnumSet.of(Role.SUPPORT), Map.of("queue", "refunds"))
                        .path("type")
                        .asText())
                .endsWith(":invalid-request");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUPPORT", "PURGE_PLANNER", "EMERGENCY"})
    void isForThoseWhoMaySteerJobs(Role other) {
        assertThat(redrive(Redrive.BEGUN, EnumSet.of(other), call())
                        .path("type")
                        .asText())
                .endsWith(":role-missing");
    }

    private static Map<String, Object> call() {
        return Map.of("queue", "refunds", "reason", "Stripe answers again");
    }

    private JsonNode redrive(Redrive outcome, Set<Role> roles, Map<String, Object> call) {
        return OperatorRequests.answer(new RedriveQueueFunction(
                        OperatorRequests.edge(clock), queue -> queue.equals(REFUNDS) ? outcome : Redrive.NO_QUEUE)
                .handle(OperatorRequests.by(SampleOperators.named("Ada"), roles, NOW, call)));
    }
}
