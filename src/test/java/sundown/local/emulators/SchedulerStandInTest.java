package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.scheduler.model.ConflictException;
import software.amazon.awssdk.services.scheduler.model.CreateScheduleRequest;
import software.amazon.awssdk.services.scheduler.model.FlexibleTimeWindowMode;
import software.amazon.awssdk.services.scheduler.model.ResourceNotFoundException;
import software.amazon.awssdk.services.scheduler.model.ScheduleSummary;
import software.amazon.awssdk.services.scheduler.model.ValidationException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import sundown.local.http.LoopbackServer;
import sundown.runtime.ManualClock;

@ExtendWith(EmulatorsExtension.class)
final class SchedulerStandInTest {
    private static final Instant NOW = Instant.parse("2023-01-31T23:59:00Z");
    private static final String DATE = "at(2023-02-01T00:00:00)";
    private static final String PAST = "at(2022-02-01T00:00:00)";
    private static final Duration TO_DATE = Duration.ofMinutes(1);
    private static final int PATIENCE_SECONDS = 20;

    private final ManualClock clock = new ManualClock(NOW);
    private final SchedulerStandIn standIn = new SchedulerStandIn(clock);
    private final LoopbackServer server = LoopbackServer.serving(standIn);
    private final SqsClient sqs;
    private final URI queues;
    private final String queue = "dates-" + UUID.randomUUID();
    private SchedulerClient client;

    SchedulerStandInTest(Emulators emulators) {
        this.sqs = emulators.clients().sqs();
        this.queues = emulators.endpoints().queues();
    }

    @BeforeEach
    void start() {
        sqs.createQueue(request -> request.queueName(queue));
        standIn.sendTo(sqs, queues);
        client = Clients.scheduler(server.address());
        client.createScheduleGroup(request -> request.name("dates"));
    }

    @AfterEach
    void close() {
        client.close();
        standIn.close();
        server.close();
    }

    @Test
    void sendsWhenTheClockPassesItsTimeAndStays() {
        client.createSchedule(schedule("one", DATE).build());

        clock.advance(TO_DATE);

        assertThat(received(1)).containsExactly("word of one");
        assertThat(names()).containsExactly("one");
    }

    @Test
    void firesAllOnceThatAJumpPassesAndNoneOfThoseThatHadPassed() {
        client.createSchedule(schedule("past", PAST).build());
        client.createSchedule(schedule("one", DATE).build());
        client.createSchedule(schedule("two", "at(2023-02-02T00:00:00)").build());

        clock.advance(Duration.ofDays(2));
        assertThat(received(2)).containsExactlyInAnyOrder("word of one", "word of two");

        client.createSchedule(schedule("three", "at(2023-03-01T00:00:00)").build());
        clock.advance(Duration.ofDays(60));
        assertThat(received(1)).containsExactly("word of three");
    }

    @Test
    void firesAgainWhenItIsUpdatedToALaterTime() {
        client.createSchedule(schedule("one", DATE).build());
        clock.advance(TO_DATE);
        received(1);

        update("one", "at(2023-02-03T00:00:00)");
        clock.advance(Duration.ofDays(2));

        assertThat(received(1)).containsExactly("word of one");
    }

    @Test
    void putsTheIdOfTheExecutionIntoTheInput() {
        client.createSchedule(schedule("one", DATE)
                .target(target -> target.arn(arn()).roleArn("role").input("<aws.scheduler.execution-id>"))
                .build());
        clock.advance(TO_DATE);
        assertThat(received(1))
                .singleElement()
                .satisfies(id -> assertThat(UUID.fromString(id)).isNotNull());
    }

    @Test
    void listsAGroupPageByPage() {
        List.of("c", "a", "b")
                .forEach(name -> client.createSchedule(schedule(name, DATE).build()));
        assertThat(client.listSchedulesPaginator(
                                request -> request.groupName("dates").maxResults(1))
                        .schedules())
                .extracting(ScheduleSummary::name)
                .containsExactly("a", "b", "c");
    }

    @Test
    void describesAScheduleAsItWasPutLast() {
        client.createSchedule(schedule("one", DATE).build());
        update("one", PAST);
        assertThat(client.getSchedule(request -> request.groupName("dates").name("one")))
                .returns(PAST, response -> response.scheduleExpression())
                .returns("word of one", response -> response.target().input());
    }

    @Test
    void knowsNothingOfWhatWasDeletedOrWasNeverThere() {
        client.createSchedule(schedule("one", DATE).build());
        client.deleteSchedule(request -> request.groupName("dates").name("one"));

        assertThat(names()).isEmpty();
        assertNotFound(() ->
                client.deleteSchedule(request -> request.groupName("dates").name("one")));
        assertNotFound(
                () -> client.getSchedule(request -> request.groupName("dates").name("one")));
        assertNotFound(() -> update("one", DATE));
        assertNotFound(() ->
                client.createSchedule(schedule("one", DATE).groupName("other").build()));
        assertNotFound(() -> client.listSchedules(request -> request.groupName("other")));
    }

    @Test
    void refusesASecondOneOfTheSameName() {
        client.createSchedule(schedule("one", DATE).build());
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> client.createSchedule(schedule("one", PAST).build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"at(2023-02-30T00:00:00)", "at(2023-02-01)", "at(2023-02-01T00:00:00Z)", "soon"})
    void refusesWhatIsNoTime(String expression) {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(
                        () -> client.createSchedule(schedule("one", expression).build()));
    }

    @Test
    void refusesANameOfOtherLetters() {
        assertThatExceptionOfType(ValidationException.class)
                .isThrownBy(
                        () -> client.createSchedule(schedule("one two", DATE).build()));
    }

    private CreateScheduleRequest.Builder schedule(String name, String expression) {
        return CreateScheduleRequest.builder()
                .groupName("dates")
                .name(name)
                .scheduleExpression(expression)
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(window -> window.mode(FlexibleTimeWindowMode.OFF))
                .target(target -> target.arn(arn()).roleArn("role").input("word of " + name));
    }

    private void update(String name, String expression) {
        CreateScheduleRequest whole = schedule(name, expression).build();
        client.updateSchedule(request -> request.groupName(whole.groupName())
                .name(name)
                .scheduleExpression(expression)
                .scheduleExpressionTimezone("UTC")
                .flexibleTimeWindow(whole.flexibleTimeWindow())
                .target(whole.target()));
    }

    private String arn() {
        return "arn:aws:sqs:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":" + queue;
    }

    private List<String> names() {
        return client.listSchedules(request -> request.groupName("dates")).schedules().stream()
                .map(ScheduleSummary::name)
                .toList();
    }

    /** Waits for so many messages, and for no more. */
    private List<String> received(int count) {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < count) {
            List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(queues + "/" + queue)
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(PATIENCE_SECONDS))
                    .messages();
            assertThat(messages)
                    .as("messages within %d seconds", PATIENCE_SECONDS)
                    .isNotEmpty();
            messages.forEach(message -> bodies.add(message.body()));
        }
        return bodies;
    }

    private static void assertNotFound(ThrowingCallable call) {
        assertThatExceptionOfType(ResourceNotFoundException.class).isThrownBy(call);
    }
}
