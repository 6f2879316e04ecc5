package sundown.aws;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;
import sundown.purge.TrustedTime;

/** The clients that no Quarkus extension makes, and the one port that two adapters implement together. */
final class AwsProducers {
    /** The limits that {@code application.properties} gives the client of SQS. */
    private static final Duration CONNECTION = Duration.ofSeconds(1);

    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(10);

    @Produces
    @Singleton
    SchedulerClient scheduler() {
        return client(SchedulerClient.builder());
    }

    @Produces
    @Singleton
    EventBridgeClient eventBridge() {
        return client(EventBridgeClient.builder());
    }

    @Produces
    @Singleton
    SecretsManagerClient secretsManager() {
        return client(SecretsManagerClient.builder());
    }

    @Produces
    @Singleton
    StsClient tokens() {
        return client(StsClient.builder());
    }

    void close(@Disposes SdkClient client) {
        client.close();
    }

    @Produces
    @Singleton
    TrustedTime trustedTime(
            S3Client s3,
            @ConfigProperty(name = "AUDIT_BUCKET") String bucket,
            DynamoDbClient dynamoDb,
            @ConfigProperty(name = "GROUPS_TABLE") String table) {
        return new TrustedTime.Earliest(List.of(AwsTrustedTime.of(s3, bucket), AwsTrustedTime.of(dynamoDb, table)));
    }

    private static <B extends SdkSyncClientBuilder<B, C> & SdkClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder().connectionTimeout(CONNECTION))
                .overrideConfiguration(
                        calls -> calls.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .build();
    }
}
