package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

class SendAtOnceTest {
    private final List<SdkHttpRequest> requests = new ArrayList<>();

    @Test
    void asksNoLeaveToSendABody() {
        try (S3Client asking = client().build();
                S3Client sending = client().overrideConfiguration(
                                override -> override.addExecutionInterceptor(new SendAtOnce()))
                        .build()) {
            uploadPart(asking);
            uploadPart(sending);
        }

        assertThat(requests.getFirst().firstMatchingHeader("Expect")).contains("100-continue");
        assertThat(requests.getLast().firstMatchingHeader("Expect")).isEmpty();
    }

    @Test
    void isWhatTheFunctionsUse() throws IOException {
        Properties properties = new Properties();
        try (InputStream file = SendAtOnce.class.getResourceAsStream("/application.properties")) {
            properties.load(file);
        }

        assertThat(properties.getProperty("quarkus.s3.interceptors")).isEqualTo(SendAtOnce.class.getName());
    }

    private static void uploadPart(S3Client client) {
        client.uploadPart(
                request -> request.bucket("bucket").key("key").uploadId("id").partNumber(1),
                RequestBody.fromBytes(new byte[10]));
    }

    private S3ClientBuilder client() {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:9"))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(new NoNetwork());
    }

    /** Answers every request with success. */
    private final class NoNetwork implements SdkHttpClient {
        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            requests.add(request.httpRequest());
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    return HttpExecuteResponse.builder()
                            .response(SdkHttpResponse.builder().statusCode(200).build())
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
