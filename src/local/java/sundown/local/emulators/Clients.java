package sundown.local.emulators;

import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import sundown.aws.s3.SendAtOnce;

/** The SDK's clients of a cloud, for tests and for the demo, which plays the operator; each is safe for all threads. */
public record Clients(
        DynamoDbClient dynamoDb,
        DynamoDbStreamsClient dynamoDbStreams,
        SqsClient sqs,
        S3Client s3,
        S3Presigner presigner,
        KmsClient kms,
        EventBridgeClient eventBridge,
        SchedulerClient scheduler,
        SecretsManagerClient secretsManager,
        StsClient sts)
        implements AutoCloseable {
    private static final Region REGION = Region.of(Endpoints.REGION);
    private static final StaticCredentialsProvider IDENTITY = StaticCredentialsProvider.create(
            AwsBasicCredentials.create(Endpoints.ACCESS_KEY_ID, Endpoints.SECRET_ACCESS_KEY));

    static Clients of(Endpoints endpoints) {
        URI address = endpoints.address();
        return new Clients(
                configure(DynamoDbClient.builder(), address).build(),
                configure(DynamoDbStreamsClient.builder(), address).build(),
                configure(SqsClient.builder(), address).build(),
                s3(address, List.of()),
                presigner(address),
                configure(KmsClient.builder(), address).build(),
                configure(EventBridgeClient.builder(), address).build(),
                scheduler(address),
                configure(SecretsManagerClient.builder(), address).build(),
                configure(StsClient.builder(), address).build());
    }

    /**
     * A client of S3 with more interceptors. It sends bodies whole, not in signed chunks: S3Proxy does not read the
     * last, empty chunk before it answers and closes the connection; the client may miss the answer and send the object
     * again, and the bucket has one version more.
     */
    public static S3Client s3(URI endpoint, List<ExecutionInterceptor> more) {
        return configure(S3Client.builder(), endpoint)
                .forcePathStyle(true)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .overrideConfiguration(override -> {
                    override.addExecutionInterceptor(new SendAtOnce());
                    more.forEach(override::addExecutionInterceptor);
                })
                .build();
    }

    @Override
    public void close() {
        dynamoDb.close();
        dynamoDbStreams.close();
        sqs.close();
        s3.close();
        presigner.close();
        kms.close();
        eventBridge.close();
        scheduler.close();
        secretsManager.close();
        sts.close();
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configure(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(IDENTITY)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    static SchedulerClient scheduler(URI endpoint) {
        return configure(SchedulerClient.builder(), endpoint).build();
    }

    private static S3Presigner presigner(URI endpoint) {
        return S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(IDENTITY)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }
}
