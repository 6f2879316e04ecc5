package sundown.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import sundown.local.http.Json;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.lambda.FunctionHost.FunctionLog;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.lambda.Lineage;
import sundown.local.template.Deployment.QueueSource;

/**
 * The event source mapping between a queue and a function: takes messages in batches, calls the function for several
 * batches at once up to a bound, deletes what succeeded and leaves the rest to the queue, which delivers it again or
 * moves it to the dead-letter queue. The order within a message group is the queue's work: a first-in-first-out queue
 * hands out nothing of a group that is in flight.
 *
 * <p>One thing differs from AWS on purpose. There, a failed message waits for the rest of its visibility timeout, which
 * is made for Lambda's retries and may be many minutes. Here it comes back after a delay of the developer's choice. So
 * does a message that loops, which Lambda moves to the dead-letter queue at once.
 */
public final class QueuePoller implements AutoCloseable {
    private static final int LONGEST_BATCH = 10;
    /** Lambda polls for up to 20 seconds; a shorter poll lets {@link #close} end soon. */
    private static final Duration LONG_POLL = Duration.ofSeconds(1);

    private static final Duration BETWEEN_SHORT_POLLS = Duration.ofMillis(250);

    private final QueueSource source;
    private final FunctionInvoker function;
    private final SqsClient sqs;
    private final FunctionLog log;
    private final Duration redeliverAfter;
    private final int concurrency;
    private final String queueUrl;
    private final QueueEvent event;
    private final BatchOutcome outcome;
    private final Semaphore places;
    private final Semaphore finished = new Semaphore(0);
    private final ExecutorService batches = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread poller = Thread.ofVirtual().name("queue poller").unstarted(this::poll);
    private volatile boolean closed;

    /**
     * Starts to poll.
     *
     * @param concurrency the most batches at once
     * @param redeliverAfter how long a failed message stays hidden, in whole seconds
     */
    QueuePoller(
            QueueSource source,
            FunctionInvoker function,
            SqsClient sqs,
            AwsAccount account,
            FunctionLog log,
            int concurrency,
            Duration redeliverAfter) {
        this.source = source;
        this.function = function;
        this.sqs = sqs;
        this.log = log;
        this.redeliverAfter = redeliverAfter;
        this.concurrency = concurrency;
        this.queueUrl =
                sqs.getQueueUrl(request -> request.queueName(source.queue())).queueUrl();
        this.event = new QueueEvent(account, source.queue());
        this.outcome = new BatchOutcome(source.reportsFailures());
        this.places = new Semaphore(concurrency);
        poller.start();
    }

    private void poll() {
        try {
            while (!closed) {
                places.acquire();
                pollOnce();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pollOnce() throws InterruptedException {
        boolean idle = places.availablePermits() == concurrency - 1;
        finished.drainPermits();
        List<Message> batch = receive(idle ? LONG_POLL : Duration.ZERO);
        if (!batch.isEmpty()) {
            batches.execute(() -> processInPlace(batch));
            return;
        }
        places.release();
        if (!idle) {
            // What waits behind a batch in flight is handed out only when that batch is done, and does not end a long
            // poll: so look again as soon as a batch is done, and now and then for messages of other groups.
            finished.tryAcquire(BETWEEN_SHORT_POLLS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private List<Message> receive(Duration wait) throws InterruptedException {
        try {
            return sqs.receiveMessage(request -> request.queueUrl(queueUrl)
                            .maxNumberOfMessages(Math.min(source.batchSize(), LONGEST_BATCH))
                            .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
        } catch (SdkException e) {
            note("cannot be read, and is tried again: " + e.getMessage());
            finished.tryAcquire(LONG_POLL.toMillis(), TimeUnit.MILLISECONDS);
            return List.of();
        }
    }

    private void processInPlace(List<Message> batch) {
        try {
            process(batch);
        } catch (SdkException e) {
            note("did not take the outcome of a batch; its messages come again: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
            finished.release();
        }
    }

    private void process(List<Message> batch) throws InterruptedException {
        Set<String> sent = batch.stream().map(Message::messageId).collect(Collectors.toSet());
        Invocation invocation = function.invoke(event.of(batch), lineage(batch));
        Set<String> failed = outcome.failed(sent, invocation);
        Map<Boolean, List<Message>> byFailure =
                batch.stream().collect(Collectors.partitioningBy(message -> failed.contains(message.messageId())));
        delete(byFailure.get(false));
        redeliver(byFailure.get(true));
    }

    private static Lineage lineage(List<Message> batch) {
        return batch.stream()
                .flatMap(message ->
                        Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER))
                                .stream())
                .map(Lineage::read)
                .reduce(Lineage.NONE, Lineage::merge);
    }

    private void delete(List<Message> messages) {
        if (!messages.isEmpty()) {
            List<DeleteMessageBatchRequestEntry> entries = entries(
                    messages,
                    message -> DeleteMessageBatchRequestEntry.builder()
                            .id(message.messageId())
                            .receiptHandle(message.receiptHandle())
                            .build());
            noteFailures(
                    sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl).entries(entries))
                            .failed());
        }
    }

    private void redeliver(List<Message> messages) {
        if (!messages.isEmpty()) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = entries(
                    messages,
                    message -> ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(message.messageId())
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout(Math.toIntExact(redeliverAfter.toSeconds()))
                            .build());
            noteFailures(sqs.changeMessageVisibilityBatch(
                            request -> request.queueUrl(queueUrl).entries(entries))
                    .failed());
        }
    }

    private static <T> List<T> entries(List<Message> messages, Function<Message, T> entry) {
        return messages.stream().map(entry).toList();
    }

    private void noteFailures(List<BatchResultErrorEntry> failures) {
        failures.forEach(failure -> note("refused for message " + failure.id() + ": " + failure.message()));
    }

    private void note(String line) {
        log.note(source.queue(), "The queue " + line);
    }

    /** Takes no more messages once the poll that is under way has ended; returns at once. */
    void stop() {
        closed = true;
    }

    /**
     * Takes no more messages, and waits for the messages in flight and for the current poll. It interrupts nothing,
     * because the emulator would then not stop for a minute; to stop at once, kill the function first.
     */
    @Override
    public void close() {
        stop();
        try {
            poller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        batches.close();
    }

    /**
     * The event that a function gets for a batch of queue messages.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Using Lambda with Amazon SQS</a>
     */
    record QueueEvent(AwsAccount account, String queue) {
        String of(List<Message> batch) {
            ObjectNode event = Json.MAPPER.createObjectNode();
            batch.forEach(message -> event.withArray("Records").add(entry(message)));
            return event.toString();
        }

        private ObjectNode entry(Message message) {
            ObjectNode entry = Json.MAPPER.createObjectNode();
            entry.put("messageId", message.messageId());
            entry.put("receiptHandle", message.receiptHandle());
            entry.put("body", message.body());
            ObjectNode attributes = entry.putObject("attributes");
            new TreeMap<>(message.attributesAsStrings()).forEach(attributes::put);
            entry.set("messageAttributes", messageAttributes(message.messageAttributes()));
            entry.put("md5OfBody", message.md5OfBody());
            entry.put("eventSource", "aws:sqs");
            entry.put("eventSourceARN", account.arn("sqs", queue));
            entry.put("awsRegion", account.region());
            return entry;
        }

        private static ObjectNode messageAttributes(Map<String, MessageAttributeValue> attributes) {
            ObjectNode result = Json.MAPPER.createObjectNode();
            attributes.forEach((name, value) -> result.set(name, messageAttribute(value)));
            return result;
        }

        private static ObjectNode messageAttribute(MessageAttributeValue value) {
            return Json.MAPPER
                    .createObjectNode()
                    .put("stringValue", value.stringValue())
                    .put("dataType", value.dataType());
        }
    }

    /**
     * Which messages of a batch failed. A function that reports batch item failures names them; nothing named is
     * success, and a response that cannot be understood, or names a message that was not in the batch, fails the whole
     * batch.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Handling errors for
     *     an SQS event source in Lambda</a>
     */
    record BatchOutcome(boolean reportsFailures) {
        Set<String> failed(Set<String> batch, Invocation invocation) {
            return switch (invocation) {
                case Invocation.Succeeded succeeded ->
                    reportsFailures ? reported(batch, succeeded.payload()) : Set.of();
                case Invocation.Failed failed -> batch;
                case Invocation.TimedOut late -> batch;
                case Invocation.Crashed crashed -> batch;
                case Invocation.Recursive recursive -> batch;
                case Invocation.Throttled throttled -> batch;
            };
        }

        private static Set<String> reported(Set<String> batch, String payload) {
            try {
                JsonNode failures = payload.isBlank()
                        ? Json.MAPPER.missingNode()
                        : Json.MAPPER.readTree(payload).path("batchItemFailures");
                return failures.isMissingNode() || failures.isNull() ? Set.of() : named(batch, failures);
            } catch (JsonProcessingException e) {
                // Not JSON: Lambda then takes the whole batch as failed.
                return batch;
            }
        }

        private static Set<String> named(Set<String> batch, JsonNode failures) {
            Set<String> named = new HashSet<>();
            failures.forEach(failure -> named.add(failure.path("itemIdentifier").asText("")));
            return failures.isArray() && batch.containsAll(named) ? named : batch;
        }
    }
}
