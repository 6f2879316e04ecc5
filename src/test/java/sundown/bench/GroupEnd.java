package sundown.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.Message;
import sundown.aws.dynamodb.DynamoClosingStore;
import sundown.aws.dynamodb.DynamoTimelineStore;
import sundown.bench.GroupFigures.Stage;
import sundown.bench.GroupFigures.StageFigures;
import sundown.bench.GroupUpload.SampleGroup;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.local.clock.MovableClock;
import sundown.local.emulators.Usage;
import sundown.operator.SampleOperators;
import sundown.purge.PurgeRules;
import sundown.purge.close.SampleClosings;
import sundown.sweep.Sweeps;
import sundown.timeline.GroupId;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.TimelineStore.Publication;

/**
 * Ends a group, from the plan to the certificate, by one worker who does one thing after the other, and measures it.
 */
final class GroupEnd {
    static final GroupId GROUP = new GroupId("1");

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MESSAGES = 10;

    private final BenchStack stack;
    private final MovableClock clock;
    private final BenchFunctions functions;
    private final Map<Stage, StageFigures> stages = new EnumMap<>(Stage.class);

    GroupEnd(BenchStack stack, MovableClock clock) {
        this.stack = stack;
        this.clock = clock;
        this.functions = BenchFunctions.over(stack, clock);
    }

    /**
     * Ends the group that has been put.
     *
     * @throws IllegalStateException when no certificate comes of it
     */
    GroupFigures end(SampleGroup sample) throws MovableClock.Unreachable {
        announced();
        drained();
        JsonNode planned = measured(Stage.PLAN, this::plan).path("planned");
        approve(planned.path("hash").asText());
        measured(Stage.PURGE, this::purge);
        measured(Stage.CERTIFICATE, this::certify);
        return new GroupFigures(
                sample.galleries().stream()
                        .mapToInt(SampleGroup.Gallery::photos)
                        .sum(),
                planned.path("users").asLong(),
                planned.path("versions").asLong() + planned.path("markers").asLong(),
                stages);
    }

    private void announced() {
        new DynamoTimelineStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), clock)
                .publish(
                        Publication.NONE,
                        new Publication(
                                PublishedTimeline.read(),
                                SampleOperators.named("Ada"),
                                "a bench begins",
                                Optional.of(clock.instant())));
    }

    /** When nothing ran any more is no part of what is measured: an hour after the close, years ago. */
    private void drained() {
        Instant close =
                PublishedTimeline.read().group(GROUP).orElseThrow().dates().close();
        new DynamoClosingStore(stack.dynamoDb(), stack.name("GROUPS_TABLE"), new SplittableRandom())
                .save(SampleClosings.drained(GROUP, close, close.plus(Duration.ofHours(1))));
    }

    private JsonNode plan() {
        functions.plan().plan().handle(call("Zoe"));
        work("PURGE_PLAN_QUEUE_URL", functions.plan().list()::handle);
        return require(OperatorRequests.answer(functions.plan().plan().handle(call("Zoe"))), "PLANNED");
    }

    private JsonNode certify() {
        require(OperatorRequests.answer(functions.certify().handle(call("Ada"))), "VERIFYING");
        work("PURGE_PLAN_QUEUE_URL", functions.plan().list()::handle);
        return require(OperatorRequests.answer(functions.certify().handle(call("Ada"))), "CERTIFIED");
    }

    private void approve(String hash) throws MovableClock.Unreachable {
        for (String by : List.of("Grace", "Linus")) {
            functions
                    .operators()
                    .approve()
                    .handle(OperatorRequests.signed(
                            Map.of("group", GROUP.value(), "manifestHash", hash, "by", by), clock.instant()));
        }
        Instant until = Instant.parse(status().path("pausesUntil").asText());
        clock.set(until.plus(PurgeRules.CLOCK_SKEW).plus(MINUTE));
    }

    /** A sweep a minute, and between two of them the workers; no minute is waited for. */
    private JsonNode purge() throws MovableClock.Unreachable {
        JsonNode status = status();
        while (List.of("PAUSING", "CANARY", "WAVES")
                .contains(status.path("state").asText())) {
            clock.forward(MINUTE);
            while (functions.deletion().round().run(Sweeps.run(clock)) > 0) {
                work("PURGE_QUEUE_URL", functions.deletion().account()::handle);
            }
            status = status();
        }
        return require(status, "PURGED");
    }

    private JsonNode status() {
        return OperatorRequests.ask(
                        functions.operators().get(), new OperatorCall(Json.tree(Map.of("group", GROUP.value()))), clock)
                .path("purge");
    }

    /** Works on a queue until it is empty. */
    private void work(String queue, Function<QueueEvent, QueueEvent.Answer> worker) {
        for (List<Message> some = receive(queue); !some.isEmpty(); some = receive(queue)) {
            some.forEach(message -> work(queue, message, worker));
        }
    }

    private List<Message> receive(String queue) {
        return stack.sqs()
                .receiveMessage(request -> request.queueUrl(stack.name(queue)).maxNumberOfMessages(MESSAGES))
                .messages();
    }

    private void work(String queue, Message message, Function<QueueEvent, QueueEvent.Answer> worker) {
        QueueEvent event = QueueEvents.of(message.body());
        if (!worker.apply(event).batchItemFailures().isEmpty()) {
            throw new IllegalStateException("a message could not be worked on; the log says why");
        }
        stack.sqs()
                .deleteMessage(request -> request.queueUrl(stack.name(queue)).receiptHandle(message.receiptHandle()));
    }

    private JsonNode measured(Stage stage, Work work) throws MovableClock.Unreachable {
        Usage before = stack.emulators().usage();
        Instant start = clock.real().instant();
        JsonNode answer = work.run();
        Duration time = Duration.between(start, clock.real().instant());
        stages.put(stage, new StageFigures(time, stack.emulators().usage().since(before)));
        return answer;
    }

    /** What a stage does. */
    @FunctionalInterface
    private interface Work {
        JsonNode run() throws MovableClock.Unreachable;
    }

    private static JsonNode require(JsonNode answer, String state) {
        if (!answer.path("state").asText().equals(state)) {
            throw new IllegalStateException("The group is not " + state + ": " + answer);
        }
        return answer;
    }

    private OperatorCall call(String by) {
        return OperatorRequests.signed(Map.of("group", GROUP.value(), "by", by), clock.instant());
    }
}
