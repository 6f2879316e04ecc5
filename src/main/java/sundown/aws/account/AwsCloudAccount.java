package sundown.aws.account;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.aws.AwsFailures;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.readiness.CloudAccount;

/** The account at AWS, by what its services say of it. */
@Singleton
public record AwsCloudAccount(
        SignedCalls calls,
        DynamoDbClient dynamoDb,
        @ConfigProperty(name = "ALARM_TOPIC_ARN") Provider<String> topic,
        @ConfigProperty(name = "TRAIL_ARN") String trailArn)
        implements CloudAccount {
    @Override
    public Subscriptions alarms() {
        return subscriptions(calls.getTopicAttributes(topic.get()));
    }

    static Subscriptions subscriptions(String attributes) {
        return new Subscriptions(
                number(attributes, "SubscriptionsConfirmed"), number(attributes, "SubscriptionsPending"));
    }

    /** A number in XML is digits alone, so that no parser is needed. */
    private static int number(String attributes, String key) {
        return Pattern.compile("<key>" + key + "</key>\\s*<value>(\\d+)</value>")
                .matcher(attributes)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new PermanentFailure("SNS answered without " + key));
    }

    @Override
    public Concurrency concurrency() {
        return concurrency(calls.getAccountSettings());
    }

    static Concurrency concurrency(String settings) {
        JsonNode limit = json("Lambda", settings).path("AccountLimit");
        return new Concurrency(
                required("Lambda", limit, "ConcurrentExecutions").intValue(),
                required("Lambda", limit, "UnreservedConcurrentExecutions").intValue());
    }

    @Override
    public long tableWriteUnits() {
        return AwsFailures.sorting(dynamoDb::describeLimits).tableMaxWriteCapacityUnits();
    }

    @Override
    public Trail trail() {
        return trail(calls.getTrailStatus(trailArn));
    }

    static Trail trail(String status) {
        JsonNode answer = json("CloudTrail", status);
        return new Trail(
                required("CloudTrail", answer, "IsLogging").booleanValue(),
                answer.path("LatestDeliveryError").asText(""));
    }

    @Override
    public TelemetryTags telemetryTags() {
        return calls.getTelemetryEnrichmentStatus()
                .map(AwsCloudAccount::telemetryTags)
                .orElse(TelemetryTags.STOPPED);
    }

    static TelemetryTags telemetryTags(String status) {
        return switch (required("CloudWatch", json("CloudWatch", status), "Status")
                .asText()) {
            case "Running" -> TelemetryTags.RUNNING;
            case "Stopped" -> TelemetryTags.STOPPED;
            default -> TelemetryTags.IMPAIRED;
        };
    }

    private static JsonNode json(String service, String answer) {
        try {
            return Json.read(answer);
        } catch (IllegalArgumentException other) {
            throw new PermanentFailure(service + " answered something that is not JSON", other);
        }
    }

    private static JsonNode required(String service, JsonNode object, String member) {
        JsonNode value = object.path(member);
        if (value.isMissingNode()) {
            throw new PermanentFailure(service + " answered without " + member);
        }
        return value;
    }
}
