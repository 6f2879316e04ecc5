package sundown.local.gateway;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** First-in-first-out queues for tests, with their emulator. */
final class TestQueues implements AutoCloseable {
    private static final Map<QueueAttributeName, String> FIFO =
            Map.of(QueueAttributeName.FIFO_QUEUE, "true", QueueAttributeName.VISIBILITY_TIMEOUT, "60");

    private final SQSRestServer server =
            SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    final SqsClient client = SqsClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:"
                    + server.waitUntilStarted().localAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    /** What a function needs in order to send messages. */
    Map<String, String> environment() {
        String address = server.waitUntilStarted().localAddress().toString();
        return Map.of(
                "AWS_ENDPOINT_URL_SQS",
                "http:/" + address,
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test");
    }

    /** Creates a queue whose messages go to {@code dead-<name>} after two failures. */
    void create(String name) {
        String deadLetters = create("dead-" + name, Map.of());
        String arn = client.getQueueAttributes(
                        request -> request.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        String redrive = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":\"2\"}";
        create(name, Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    }

    private String create(String name, Map<QueueAttributeName, String> more) {
        Map<QueueAttributeName, String> attributes = new HashMap<>(FIFO);
        attributes.putAll(more);
        return client.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    void send(String queue, String group, String... bodies) {
        for (String body : bodies) {
            client.sendMessage(request -> request.queueUrl(url(queue))
                    .messageGroupId(group)
                    .messageDeduplicationId(group + "-" + body.hashCode())
                    .messageBody(body));
        }
    }

    /** Waits up to twenty seconds. A message that a queue moves does not end a long poll, so this polls often. */
    List<Message> receive(String queue) {
        List<Message> messages = List.of();
        for (int i = 0; i < 20 && messages.isEmpty(); i++) {
            messages = client.receiveMessage(
                            request -> request.queueUrl(url(queue)).waitTimeSeconds(1))
                    .messages();
        }
        return messages;
    }

    String url(String queue) {
        return client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
