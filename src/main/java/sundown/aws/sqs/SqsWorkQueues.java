package sundown.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import sundown.aws.AwsFailures;
import sundown.aws.account.SignedCalls;
import sundown.edge.Json;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.queue.WorkQueues;
import sundown.queue.WorkQueues.QueueState.Contents;

/**
 * The queues in SQS. How old the oldest message is, CloudWatch alone knows; where it does not tell, the ages are left
 * out, and what waits is told all the same.
 *
 * @param urls the begin of all URLs
 * @param queues in the form of a {@link QueueList}
 */
@Singleton
public record SqsWorkQueues(
        SqsClient client,
        SignedCalls calls,
        @ConfigProperty(name = "QUEUES_URL") String urls,
        @ConfigProperty(name = "ALL_QUEUES") String queues,
        Clock clock)
        implements WorkQueues {
    private static final Logger LOG = Logger.getLogger(SqsWorkQueues.class);

    /** SQS tells CloudWatch every minute, and CloudWatch shows it some minutes later. */
    private static final Duration METRIC_DELAY_MAX = Duration.ofMinutes(10);

    private static final Duration METRIC_PERIOD = Duration.ofMinutes(1);

    @Override
    public List<QueueState> list() {
        List<QueueList.Entry> entries = QueueList.read(queues, urls + "/");
        Map<String, Duration> ages = ages(
                entries.stream().flatMap(entry -> entry.addresses().stream()).toList());
        return entries.stream().map(entry -> state(entry, ages)).toList();
    }

    private QueueState state(QueueList.Entry entry, Map<String, Duration> ages) {
        return new QueueState(
                entry.name(), entry.work().map(url -> contents(url, ages)), contents(entry.deadLetters(), ages));
    }

    private Contents contents(String url, Map<String, Duration> ages) {
        Map<QueueAttributeName, String> counts = AwsFailures.sorting(
                        () -> client.getQueueAttributes(request -> request.queueUrl(url)
                                .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)))
                .attributes();
        long waiting = Long.parseLong(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
        return new Contents(
                waiting,
                Long.parseLong(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)),
                Long.parseLong(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)),
                Optional.ofNullable(ages.get(url)).filter(_ -> waiting > 0));
    }

    /** By the URL of the queue; empty where CloudWatch does not answer. */
    private Map<String, Duration> ages(List<String> urls) {
        try {
            return ages(urls, calls.getMetricData(Json.write(question(urls))));
        } catch (RetryableFailure | PermanentFailure silent) {
            LOG.warnf(LoggableFailure.of(silent), "how old messages are is not known");
            return Map.of();
        }
    }

    private Map<String, Object> question(List<String> urls) {
        Instant now = clock.instant();
        return Map.of(
                "StartTime",
                now.minus(METRIC_DELAY_MAX).getEpochSecond(),
                "EndTime",
                now.getEpochSecond(),
                "ScanBy",
                "TimestampDescending",
                "MetricDataQueries",
                IntStream.range(0, urls.size())
                        .mapToObj(index -> Map.of("Id", "q" + index, "MetricStat", age(urls.get(index))))
                        .toList());
    }

    private static Map<String, Object> age(String url) {
        return Map.of(
                "Metric",
                Map.of(
                        "Namespace",
                        "AWS/SQS",
                        "MetricName",
                        "ApproximateAgeOfOldestMessage",
                        "Dimensions",
                        List.of(Map.of("Name", "QueueName", "Value", url.substring(url.lastIndexOf('/') + 1)))),
                "Period",
                METRIC_PERIOD.toSeconds(),
                "Stat",
                "Maximum");
    }

    /** The latest value of each queue comes first. */
    static Map<String, Duration> ages(List<String> urls, String answer) {
        Map<String, Duration> ages = new HashMap<>();
        for (JsonNode result : read(answer).path("MetricDataResults")) {
            JsonNode latest = result.path("Values").path(0);
            if (latest.isNumber()) {
                ages.put(
                        urls.get(Integer.parseInt(result.path("Id").asText().substring(1))),
                        Duration.ofSeconds(latest.longValue()));
            }
        }
        return ages;
    }

    private static JsonNode read(String answer) {
        try {
            return Json.read(answer);
        } catch (IllegalArgumentException other) {
            throw new PermanentFailure("CloudWatch answered something that is not JSON", other);
        }
    }
}
