package sundown.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorRequests;
import sundown.edge.QueueMessage;
import sundown.operator.Access.Role;
import sundown.operator.SampleOperators;
import sundown.queue.DeadLetters.Redrive;
import sundown.queue.WorkQueues.QueueName;
import sundown.queue.WorkQueues.QueueState;
import sundown.queue.WorkQueues.QueueState.Contents;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.runtime.ManualClock;

/** Operators see what waits, and have what failed tried again. */
class QueueFunctionsTest {
    private static final Instant NOW = Instant.parse("2023-06-02T00:00:00Z");
    private static final QueueName REFUNDS = new QueueName("refunds");

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryQueue<QueueMessage> refunds =
            new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(1), 1);
    private final InMemoryWorkQueues queues = new InMemoryWorkQueues(Map.of(REFUNDS, refunds), new QueueName("events"));

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

    @Test
    void showsWhatFailedAndWhyItCannotBeRead() {
        refunds.send(new RefundMessage(new UserId("u-1"), Trigger.REFUNDS_BEGIN, new Correlation("call-1")));
        fail(refunds);
        refunds.send(new Raw("{\"userId\": \"u-2\"}"));
        fail(refunds);

        assertThat(answer(Map.of("queue", "refunds", "show", true))).isEqualTo(Json.read("""
                        {"queue": "refunds", "messages": [
                          {"messageId": "message-1", "sentAt": "2023-06-02T00:00:00Z", "received": 1,
                            "body": "{\\"userId\\":\\"u-1\\",\\"trigger\\":\\"REFUNDS_BEGIN\\",\\"correlationId\\":\\"call-1\\"}"},
                          {"messageId": "message-2", "sentAt": "2023-06-02T00:00:00Z", "received": 1,
                            "body": "{\\"userId\\": \\"u-2\\"}", "unreadable": "trigger is missing"}]}"""));
    }

    @Test
    void removesOneMessageAndRecordsWhy() {
        refunds.send(new Raw("one"));
        refunds.send(new Raw("other"));
        fail(refunds);
        try (LogRecords log = LogRecords.of(OperatorEdge.class)) {
            assertThat(answer(Map.of("queue", "refunds", "remove", "message-1", "reason", "sent by a test")))
                    .isEqualTo(Json.tree(Map.of("queue", "refunds", "removed", "message-1")));
            assertThat(log.lines())
                    .containsExactly("INFO audit: redrive-queue, by Ada (op-Ada), group -, queue refunds,"
                            + " remove message-1, reason sent by a test: done");
        }
        assertThat(refunds.deadLetters()).containsExactly("other");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "refunds, message-7, gone, unknown-message",
                "postcards, message-1, gone, unknown-queue",
                "refunds, message-1, -, invalid-request",
                "refunds, message 1, gone, invalid-request"
            })
    void removesNothingElse(String queue, String message, String reason, String problem) {
        refunds.send(new Raw("one"));
        fail(refunds);
        Map<String, Object> call = new HashMap<>(Map.of("queue", queue, "remove", message));
        Optional.ofNullable(reason).ifPresent(why -> call.put("reason", why));

        assertThat(answer(call).path("type").asText()).endsWith(":" + problem);

        assertThat(refunds.deadLetters()).containsExactly("one");
    }

    @Test
    void doesNotShowAndRemoveAtOnce() {
        assertThat(answer(Map.of("queue", "refunds", "show", true, "remove", "message-1", "reason", "gone"))
                        .path("detail")
                        .asText())
                .isEqualTo("In the body, remove cannot go with show.");
        assertThat(answer(Map.of("queue", "postcards", "show", true))
                        .path("type")
                        .asText())
                .endsWith(":unknown-queue");
    }

    private JsonNode answer(Map<String, Object> call) {
        return OperatorRequests.answer(new RedriveQueueFunction(OperatorRequests.edge(clock), queues)
                .handle(OperatorRequests.by(SampleOperators.named("Ada"), Set.of(Role.SUPPORT), NOW, call)));
    }

    private static void fail(InMemoryQueue<?> queue) {
        queue.receive().ifPresent(delivery -> {
            queue.release(delivery);
            fail(queue);
        });
    }

    /** A message of somebody else. */
    private record Raw(String write) implements QueueMessage {
        @Override
        public Correlation correlation() {
            return new Correlation("call-1");
        }
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

    /** Public methods of an anonymous class stand in front of the port's. */
    @SuppressWarnings({"UnusedMethod", "EffectivelyPrivate"})
    private JsonNode redrive(Redrive outcome, Set<Role> roles, Map<String, Object> call) {
        DeadLetters moving = Forwarding.to(DeadLetters.class, queues, real -> new Object() {
            public Redrive redrive(QueueName queue) {
                return queue.equals(REFUNDS) ? outcome : real.redrive(queue);
            }
        });
        return OperatorRequests.answer(new RedriveQueueFunction(OperatorRequests.edge(clock), moving)
                .handle(OperatorRequests.by(SampleOperators.named("Ada"), roles, NOW, call)));
    }
}
