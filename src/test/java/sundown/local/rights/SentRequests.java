package sundown.local.rights;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import sundown.aws.account.SignedCalls;
import sundown.aws.account.SignedCallsOver;
import sundown.local.emulators.Cloud.SeenRequest;

/** The requests that the SDK's clients of one caller send. Nothing is sent; each answer is empty. */
final class SentRequests implements SdkHttpClient {
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?:Credential=|X-Amz-Credential=)([\\w-]+)/\\d+/[\\w-]+/(\\w+)/aws4_request");
    private static final URI ADDRESS = URI.create("http://127.0.0.1:4566");

    private final List<SeenRequest> sent = new ArrayList<>();
    private final StaticCredentialsProvider identity;

    SentRequests(String caller) {
        this.identity = StaticCredentialsProvider.create(AwsBasicCredentials.create(caller, "secret"));
    }

    /** All requests, oldest first. */
    List<SeenRequest> all() {
        return List.copyOf(sent);
    }

    DynamoDbClient dynamoDb() {
        return configured(DynamoDbClient.builder()).build();
    }

    SqsClient sqs() {
        return configured(SqsClient.builder()).build();
    }

    S3Client s3() {
        return configured(S3Client.builder()).forcePathStyle(true).build();
    }

    KmsClient kms() {
        return configured(KmsClient.builder()).build();
    }

    EventBridgeClient events() {
        return configured(EventBridgeClient.builder()).build();
    }

    SchedulerClient scheduler() {
        return configured(SchedulerClient.builder()).build();
    }

    SecretsManagerClient secrets() {
        return configured(SecretsManagerClient.builder()).build();
    }

    StsClient sts() {
        return configured(StsClient.builder()).build();
    }

    SignedCalls signed() {
        return SignedCallsOver.http(this, identity, ADDRESS);
    }

    S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(ADDRESS)
                .region(Region.EU_WEST_1)
                .credentialsProvider(identity)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(B builder) {
        return builder.endpointOverride(ADDRESS)
                .region(Region.EU_WEST_1)
                .credentialsProvider(identity)
                .httpClient(this);
    }

    /** A request of somebody else with a link that was signed. */
    void follow(SdkHttpRequest link) {
        sent.add(seen(link, ""));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        sent.add(seen(request.httpRequest(), body(request)));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder().statusCode(200).build())
                        .responseBody(AbortableInputStream.create(InputStream.nullInputStream()))
                        .build();
            }

            @Override
            public void abort() {
                // There is nothing to end.
            }
        };
    }

    private static SeenRequest seen(SdkHttpRequest request, String body) {
        Map<String, String> headers = new HashMap<>();
        request.forEachHeader((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
        URI uri = request.getUri();
        String target = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        Matcher credential = CREDENTIAL.matcher(
                Optional.ofNullable(headers.get("authorization")).orElse(target.replace("%2F", "/")));
        if (!credential.find()) {
            throw new IllegalArgumentException("Not signed: " + target);
        }
        return new SeenRequest(
                credential.group(1), credential.group(2), request.method().name(), target, headers, body);
    }

    /** As the front of the local cloud hands it on: of the bodies of S3, that of a request to delete objects alone. */
    private static String body(HttpExecuteRequest request) {
        boolean ofS3 = request.httpRequest()
                .firstMatchingHeader("Authorization")
                .filter(signature -> signature.contains("/s3/"))
                .isPresent();
        if (ofS3 && !request.httpRequest().rawQueryParameters().containsKey("delete")) {
            return "";
        }
        return request.contentStreamProvider().map(SentRequests::read).orElse("");
    }

    private static String read(ContentStreamProvider content) {
        try (InputStream body = content.newStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        // There is no connection.
    }
}
