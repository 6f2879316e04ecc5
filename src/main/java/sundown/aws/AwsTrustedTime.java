package sundown.aws;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.failure.RetryableFailure;
import sundown.purge.TrustedTime;

/**
 * The clock of a service of AWS: the {@code Date} header of its responses.
 *
 * @param service its name
 * @param call a small request
 */
public record AwsTrustedTime(String service, Supplier<SdkResponse> call) implements TrustedTime {
    /** The clock of S3, which is asked for a bucket. */
    public static AwsTrustedTime of(S3Client client, String bucket) {
        return new AwsTrustedTime("S3", () -> client.headBucket(request -> request.bucket(bucket)));
    }

    /** The clock of DynamoDB, which is asked for a row that does not exist. */
    public static AwsTrustedTime of(DynamoDbClient client, String groups) {
        Map<String, AttributeValue> key = Map.of("group", AttributeValue.fromS("time"));
        return new AwsTrustedTime(
                "DynamoDB",
                () -> client.getItem(request -> request.tableName(groups).key(key)));
    }

    @Override
    public Instant now() {
        String date = AwsFailures.sorting(call)
                .sdkHttpResponse()
                .firstMatchingHeader("Date")
                .orElse("");
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException unreadable) {
            throw new RetryableFailure(service + " does not tell the time", unreadable);
        }
    }
}
