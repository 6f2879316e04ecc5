package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.Invocation;
import sundown.local.lambda.Invocation.Succeeded;
import sundown.local.lambda.TestFunctions;
import sundown.local.template.Deployment.QueueSource;

class QueuePollerTest {
    private static final Invocation SUCCESS = new Succeeded("{\"batchItemFailures\":[]}");
    private static final TestQueues QUEUES = new TestQueues();

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> delivered = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
    private final List<QueuePoller> pollers = new ArrayList<>();
    private String queue;

    @AfterAll
    static void stopQueues() {
        QUEUES.close();
    }

    @BeforeEach
    void createQueue(TestInfo test) {
        queue = test.getTestMethod().orElseThrow().getName() + ".fifo";
        QUEUES.create(queue);
    }

    @AfterEach
    void stopPollers() {
        pollers.forEach(QueuePoller::close);
    }

    @Test
    void deliversTheMessagesOfAGroupInTheirOrder() throws Exception {
        send("user-1", "1", "2", "3", "4", "5");

        poll(2, 1, this::succeed);

        assertThat(bodies(5)).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void deliversAsAwsDoes() throws Exception {
        send("user-1", "{\"batch\":1}");

        poll(1, 1, this::succeed);

        JsonNode message = next().at("/Records/0");
        assertThat(message.at("/attributes/MessageGroupId").asText()).isEqualTo("user-1");
        assertThat(message.at("/attributes/ApproximateReceiveCount").asText()).isEqualTo("1");
        assertThat(message.at("/attributes/SentTimestamp").asText()).matches("\\d{13}");
        assertThat(message.at("/attributes/SequenceNumber").asText()).isNotEmpty();
        assertThat(message.path("eventSourceARN").asText()).isEqualTo("arn:aws:sqs:us-east-1:123456789012:" + queue);
        assertThat(message.path("md5OfBody").asText()).isEqualTo("8d7f9306dd4466ff00eb394e05428d13");
    }

    @Test
    void gathersABatch() throws Exception {
        send("user-1", "1", "2", "3");

        poll(1, 10, this::succeed);

        assertThat(next().path("Records")).hasSize(3);
    }

    @Test
    void servesGroupsAtOnceUpToTheBound() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        send("user-1", "1");
        send("user-2", "2");

        poll(2, 1, payload -> {
            both.countDown();
            return both.await(10, TimeUnit.SECONDS) ? succeed(payload) : new Invocation.Crashed(1);
        });

        assertThat(bodies(2)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void neverHasTwoMessagesOfAGroupInFlight() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        send("user-1", "1", "2");

        poll(2, 1, payload -> {
            record(payload);
            return release.await(10, TimeUnit.SECONDS) ? SUCCESS : new Invocation.Crashed(1);
        });

        assertThat(bodies(1)).containsExactly("1");
        assertThat(delivered.poll(700, TimeUnit.MILLISECONDS)).isNull();
        release.countDown();
        assertThat(bodies(1)).containsExactly("2");
    }

    @Test
    void takesUpTheSuccessorAsSoonAsAMessageIsDone() throws Exception {
        poll(2, 1, payload -> {
            record(payload);
            if (payload.contains("\"body\":\"1\"")) {
                send("user-1", "2");
            }
            return SUCCESS;
        });

        send("user-1", "1");

        assertThat(bodies(1)).containsExactly("1");
        assertThat(bodies(1)).containsExactly("2");
    }

    @Test
    void deletesWhatSucceededAndDeliversTheRestAgain() throws Exception {
        send("user-1", "good", "bad");

        poll(1, 10, this::failBadOnes);

        assertThat(next().path("Records")).hasSize(2);
        JsonNode second = next().path("Records");
        assertThat(second).hasSize(1);
        assertThat(second.at("/0/body").asText()).isEqualTo("bad");
        assertThat(second.at("/0/attributes/ApproximateReceiveCount").asText()).isEqualTo("2");
    }

    @Test
    void leavesAMessageToTheDeadLetterQueueWhichFailedTooOften() throws Exception {
        send("user-1", "bad");

        poll(1, 1, payload -> {
            record(payload);
            return new Invocation.Crashed(137);
        });

        assertThat(bodies(2)).containsExactly("bad", "bad");
        assertThat(QUEUES.receive("dead-" + queue))
                .singleElement()
                .satisfies(message -> assertThat(message.body()).isEqualTo("bad"));
        assertThat(delivered).isEmpty();
    }

    private Invocation succeed(String payload) {
        record(payload);
        return SUCCESS;
    }

    private Invocation failBadOnes(String payload) {
        StringBuilder failures = new StringBuilder();
        for (JsonNode message : record(payload).path("Records")) {
            if (message.path("body").asText().equals("bad")) {
                failures.append("{\"itemIdentifier\":")
                        .append(message.path("messageId"))
                        .append("}");
            }
        }
        return new Succeeded("{\"batchItemFailures\":[" + failures + "]}");
    }

    private JsonNode record(String payload) {
        try {
            JsonNode event = json.readTree(payload);
            delivered.add(event);
            return event;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonNode next() throws InterruptedException {
        JsonNode event = delivered.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("a delivery; notes: %s", notes).isNotNull();
        return event;
    }

    private List<String> bodies(int count) throws InterruptedException {
        List<String> bodies = new ArrayList<>();
        while (bodies.size() < count) {
            next().path("Records")
                    .forEach(message -> bodies.add(message.path("body").asText()));
        }
        return bodies;
    }

    private void poll(int concurrency, int batchSize, FunctionInvoker function) {
        pollers.add(new QueuePoller(
                new QueueSource(queue, batchSize, Optional.of(concurrency), true),
                function,
                QUEUES.client,
                TestFunctions.ACCOUNT,
                (name, line) -> notes.add(line),
                concurrency,
                Duration.ZERO));
    }

    private void send(String group, String... bodies) {
        QUEUES.send(queue, group, bodies);
    }
}
