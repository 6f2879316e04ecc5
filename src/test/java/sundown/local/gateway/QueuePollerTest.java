package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.Invocation;
import sundown.local.lambda.Invocation.Succeeded;
import sundown.local.lambda.TestFunctions;
import sundown.local.template.Deployment.QueueSource;

class QueuePollerTest {
    private static final Invocation SUCCESS = new Succeeded("{\"batchItemFailures\":[]}");
    private static SQSRestServer server;
    private static SqsClient sqs;

    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> delivered = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> notes = new LinkedBlockingQueue<>();
    private final List<QueuePoller> pollers = new ArrayList<>();
    private String queue;
    private String deadLetters;

    @BeforeAll
    static void startQueues() {
        server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .start();
        int port = server.waitUntilStarted().localAddress().getPort();
        sqs = SqsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stopQueues() {
        sqs.close();
        server.stopAndWait();
    }

    @BeforeEach
    void createQueues(TestInfo test) {
        queue = test.getTestMethod().orElseThrow().getName() + ".fifo";
        deadLetters = create("dead-" + queue, Map.of());
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        create(
                queue,
                Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"2\"}"));
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
        assertThat(delivered.poll(2, TimeUnit.SECONDS))
                .as("the successor, before a long poll ends")
                .isNotNull();
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
        assertThat(nextDeadLetter()).isEqualTo("bad");
        assertThat(delivered).isEmpty();
    }

    /** A message that a queue moves does not end a long poll of the emulator, so this asks again and again. */
    private String nextDeadLetter() {
        List<Message> messages = List.of();
        for (int i = 0; i < 20 && messages.isEmpty(); i++) {
            messages = sqs.receiveMessage(
                            request -> request.queueUrl(deadLetters).waitTimeSeconds(1))
                    .messages();
        }
        assertThat(messages).hasSize(1);
        return messages.getFirst().body();
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
                sqs,
                TestFunctions.ACCOUNT,
                (name, line) -> notes.add(line),
                concurrency,
                Duration.ZERO));
    }

    private void send(String group, String... bodies) {
        String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
        for (String body : bodies) {
            sqs.sendMessage(request -> request.queueUrl(url)
                    .messageGroupId(group)
                    .messageDeduplicationId(group + body)
                    .messageBody(body));
        }
    }

    private static String create(String name, Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(more);
        attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }
}
