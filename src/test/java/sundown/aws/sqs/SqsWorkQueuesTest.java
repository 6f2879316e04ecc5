package sundown.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskResponse;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;
import sundown.aws.AwsStack;
import sundown.aws.StubClient;
import sundown.aws.account.SignedCalls;
import sundown.aws.account.SignedCallsOver;
import sundown.contract.WorkQueuesContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.queue.DeadLetters;
import sundown.queue.DeadLetters.MessageId;
import sundown.queue.DeadLetters.Redrive;
import sundown.queue.WorkQueues;
import sundown.queue.WorkQueues.QueueName;
import sundown.queue.WorkQueues.QueueState;

@ExtendWith(EmulatorsExtension.class)
class SqsWorkQueuesTest extends WorkQueuesContract {
    private static final int PATIENCE = 20;

    @AutoClose
    private final LoopbackServer cloudWatch = LoopbackServer.bind(0);

    private final SqsClient client;
    private final String refunds;
    private final String deadLetters;
    private final String events;
    private final String list;
    private Reply answer = Reply.empty(404);

    SqsWorkQueuesTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        client = stack.clients().sqs();
        refunds = stack.name("REFUND_QUEUE_URL");
        deadLetters = refunds + "-dead-letters";
        events = client.createQueue(
                        request -> request.queueName(refunds.substring(refunds.lastIndexOf('/') + 1) + "-events"))
                .queueUrl();
        list = "refunds %s %s; events %s".formatted(name(refunds), name(deadLetters), name(events));
        cloudWatch.serve(_ -> answer);
    }

    @Override
    protected WorkQueues queues() {
        SignedCalls calls = SignedCallsOver.http(
                UrlConnectionHttpClient.create(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "secret")),
                cloudWatch.address());
        return new SqsWorkQueues(
                client, calls, refunds.substring(0, refunds.lastIndexOf('/')), list, Clock.systemUTC());
    }

    @Override
    protected DeadLetters deadLetters() {
        return over(client, list);
    }

    private DeadLetters over(SqsClient any, String queues) {
        String arn = client.getQueueAttributes(
                        request -> request.queueUrl(refunds).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        return new SqsDeadLetters(
                any, arn.substring(0, arn.lastIndexOf(':')), refunds.substring(0, refunds.lastIndexOf('/')), queues);
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Override
    protected void send(int messages) {
        for (int message = 0; message < messages; message++) {
            client.sendMessage(request -> request.queueUrl(refunds).messageBody("{}"));
        }
    }

    @Override
    protected void receive() {
        assertThat(client.receiveMessage(request ->
                                request.queueUrl(refunds).maxNumberOfMessages(1).waitTimeSeconds(PATIENCE))
                        .messages())
                .hasSize(1);
    }

    @Override
    protected void fail() {
        int received = 1;
        while (received > 0) {
            received = client.receiveMessage(request ->
                            request.queueUrl(refunds).maxNumberOfMessages(10).visibilityTimeout(0))
                    .messages()
                    .size();
        }
    }

    @Test
    void tellHowOldTheOldestMessageIsWhereSomethingWaits() {
        answer = Reply.json(
                200,
                Map.of(
                        "MetricDataResults",
                        List.of(
                                Map.of("Id", "q0", "Values", List.of(4_000.0, 9_000.0)),
                                Map.of("Id", "q1", "Values", List.of(86_400.0)),
                                Map.of("Id", "q2", "Values", List.of()))));
        send(1);
        QueueState state = queues().list().getFirst();
        assertThat(state.messages().flatMap(QueueState.Contents::oldest)).contains(Duration.ofSeconds(4_000));
        assertThat(state.deadLetters().oldest()).isEmpty();
    }

    @Test
    void leaveAgesOutThatNobodyKnows() {
        send(1);
        assertThat(queues().list().getFirst().messages().orElseThrow().oldest()).isEmpty();
        answer = Reply.text(200, "text/xml", "<html>");
        assertThat(queues().list().getFirst().messages().orElseThrow().waiting())
                .isEqualTo(1);
    }

    /** Messages of a group are received together or not at all. */
    @Test
    void showAndRemoveMessagesOfAnOrderedQueue() {
        String url = client.createQueue(request -> request.queueName(name(refunds) + "-ordered.fifo")
                        .attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "true")))
                .queueUrl();
        for (int message = 0; message < 12; message++) {
            String number = Integer.toString(message);
            String group = Integer.toString(message % 4);
            client.sendMessage(request -> request.queueUrl(url)
                    .messageBody(number)
                    .messageGroupId(group)
                    .messageDeduplicationId(number));
        }
        DeadLetters ordered = over(client, "transfers %s %s".formatted(name(refunds), name(url)));
        QueueName transfers = new QueueName("transfers");
        MessageId shown = ordered.listSome(transfers).orElseThrow().getLast().id();

        assertThat(ordered.remove(transfers, shown)).isEqualTo(DeadLetters.Removal.REMOVED);
        assertThat(ordered.remove(transfers, shown)).isEqualTo(DeadLetters.Removal.NOT_FOUND);

        assertThat(client.getQueueAttributes(request ->
                                request.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                        .attributes())
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "11");
    }

    @Test
    void sendNothingBackTwiceAtOnce() {
        assertThat(over(new MovingSqs(), list).redrive(new QueueName("refunds")))
                .isEqualTo(Redrive.UNDER_WAY);
    }

    /** SQS while it moves the messages of a queue, as its reference says. */
    private record MovingSqs() implements SqsClient, StubClient {
        @Override
        public StartMessageMoveTaskResponse startMessageMoveTask(StartMessageMoveTaskRequest request) {
            throw UnsupportedOperationException.builder()
                    .message("a task is running")
                    .build();
        }
    }
}
