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

/** The time by the clock of a service of AWS: the {@code Date} header of its response, to the second. */
public final class AwsTrustedTime implements TrustedTime {
    private final String service;
    private final Supplier<SdkResponse> call;

    private AwsTrustedTime(String service, Supplier<SdkResponse> call) {
        this.service = service;
        this.call = call;
    }

    /** Asks S3 for a bucket. */
    public static TrustedTime ofS3(S3Client client, String bucket) {
        return new AwsTrustedTime("S3", () -> client.headBucket(request -> request.bucket(bucket)));
    }

    /** Asks DynamoDB for a row of the groups table that does not exist. */
    public static TrustedTime ofDynamoDb(DynamoDbClient client, String table) {
        Map<String, AttributeValue> noRow = Map.of("group", AttributeValue.fromS("time"));
        return new AwsTrustedTime(
                "DynamoDB",
                () -> client.getItem(request -> request.tableName(table).key(noRow)));
    }

    @Override
    public Instant now() {
        SdkResponse response = AwsFailures.sorting(call);
        String date = response.sdkHttpResponse().firstMatchingHeader("Date").orElse("");
        try {
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
        } catch (DateTimeException unreadable) {
            throw new RetryableFailure(service + " does not tell the time", unreadable);
        }
    }
}
