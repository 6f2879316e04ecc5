package sundown.aws.account;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/** Sends requests with a signature of version 4, once and in ten seconds at most. */
final class SignedRequests {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final SdkHttpClient http;
    private final IdentityProvider<? extends AwsCredentialsIdentity> identity;

    SignedRequests() {
        this(
                UrlConnectionHttpClient.builder()
                        .connectionTimeout(TIMEOUT)
                        .socketTimeout(TIMEOUT)
                        .build(),
                DefaultCredentialsProvider.builder().build());
    }

    SignedRequests(SdkHttpClient http, IdentityProvider<? extends AwsCredentialsIdentity> identity) {
        this.http = http;
        this.identity = identity;
    }

    /**
     * Where a service is.
     *
     * @param name in the signature
     * @param region in the signature
     */
    record Service(String name, String region, URI address) {}

    /**
     * The answer of a service.
     *
     * @param status of HTTP, below 500
     * @param error its name of a refusal; empty where it names none
     */
    record Answer(int status, String error, String body) {
        @Override
        public String toString() {
            return status + " " + error;
        }
    }

    /** The answer to a GET. */
    String get(Service service, String path, Map<String, String> query) {
        SdkHttpRequest.Builder request = request(service, SdkHttpMethod.GET, path);
        query.forEach(request::putRawQueryParameter);
        return success(service, send(service, request.build(), ""));
    }

    /** The answer to a POST in the protocol AWS JSON, of this version. */
    String post(Service service, String version, String target, String body) {
        SdkHttpRequest.Builder request =
                request(service, SdkHttpMethod.POST, "/").putHeader("X-Amz-Target", target);
        return success(service, post(service, request, "application/x-amz-json-" + version, body));
    }

    /** The answer to a POST of JSON to a path, a refusal too. */
    Answer postTo(Service service, String path, String body) {
        return post(service, request(service, SdkHttpMethod.POST, path), "application/json", body);
    }

    private Answer post(Service service, SdkHttpRequest.Builder request, String type, String body) {
        return send(
                service,
                request.putHeader("Content-Type", type)
                        .putHeader("Content-Length", Integer.toString(body.getBytes(StandardCharsets.UTF_8).length))
                        .build(),
                body);
    }

    private static SdkHttpRequest.Builder request(Service service, SdkHttpMethod method, String path) {
        return SdkHttpRequest.builder().uri(service.address()).encodedPath(path).method(method);
    }

    private Answer send(Service service, SdkHttpRequest request, String body) {
        AwsCredentialsIdentity caller = identity.resolveIdentity().join();
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(caller)
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service.name())
                        .putProperty(AwsV4HttpSigner.REGION_NAME, service.region()));
        try {
            return answer(
                    service,
                    http.prepareRequest(HttpExecuteRequest.builder()
                                    .request(signed.request())
                                    .contentStreamProvider(
                                            body.isEmpty()
                                                    ? null
                                                    : signed.payload().orElseThrow())
                                    .build())
                            .call());
        } catch (IOException silent) {
            throw new RetryableFailure("no answer from " + service.name(), silent);
        }
    }

    private static Answer answer(Service service, HttpExecuteResponse answer) throws IOException {
        int status = answer.httpResponse().statusCode();
        if (status >= 500) {
            throw new RetryableFailure(service.name() + " answered HTTP " + status);
        }
        if (answer.responseBody().isEmpty()) {
            return new Answer(status, errorType(answer), "");
        }
        try (var content = answer.responseBody().get()) {
            return new Answer(status, errorType(answer), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** The body of an answer that is no refusal. */
    static String success(Service service, Answer answer) {
        if (answer.status() != 200) {
            throw new PermanentFailure(service.name() + " answered HTTP " + answer.status());
        }
        return answer.body();
    }

    /** The protocols in JSON name the error in a header, and may add where it is documented. */
    private static String errorType(HttpExecuteResponse answer) {
        return answer.httpResponse()
                .firstMatchingHeader("x-amzn-ErrorType")
                .map(type -> type.split(":", 2)[0])
                .filter(type -> type.matches("\\w{1,80}"))
                .orElse("");
    }
}
