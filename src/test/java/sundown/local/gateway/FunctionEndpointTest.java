package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.http.Reply;
import sundown.local.lambda.Invocation;

class FunctionEndpointTest {
    private Invocation ending = new Invocation.Succeeded("{\"state\":\"PLANNED\"}");
    private String called = "";

    private final FunctionEndpoint endpoint = new FunctionEndpoint(Map.of("get-purge", payload -> {
        called = payload;
        return ending;
    }));

    static List<Invocation> failures() {
        return List.of(
                new Invocation.Failed("java.lang.IllegalStateException", "boom", "{}"),
                new Invocation.TimedOut(Duration.ofSeconds(3)),
                new Invocation.Crashed(1),
                new Invocation.Throttled());
    }

    @Test
    void handsTheCallToTheFunctionAndItsAnswerBack() {
        Reply answer = answer("POST", "/local/functions/get-purge", "{\"group\": \"1\"}");

        assertThat(called).isEqualTo("{\"group\": \"1\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"state\":\"PLANNED\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "group 1", "{", "{} {}"})
    void callsNothingWithWhatIsNotJson(String body) {
        assertThat(answer("POST", "/local/functions/get-purge", body).status()).isEqualTo(400);
        assertThat(called).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsThatAFunctionFailed(Invocation failure) {
        ending = failure;

        assertThat(answer("POST", "/local/functions/get-purge", "{}").status()).isGreaterThanOrEqualTo(429);
    }

    @Test
    void knowsNoOtherFunctionMethodOrPath() {
        assertThat(answer("POST", "/local/functions/get", "{}").status()).isEqualTo(404);
        assertThat(answer("GET", "/local/functions/get-purge", "").status()).isEqualTo(405);
        assertThat(endpoint.answer(request("POST", "/local/function", "{}"))).isEmpty();
    }

    private Reply answer(String method, String path, String body) {
        return endpoint.answer(request(method, path, body)).orElseThrow();
    }

    private static GatewayRequest request(String method, String path, String body) {
        return new GatewayRequest(
                method, path, "", "HTTP/1.1", "127.0.0.1", Map.of(), SdkBytes.fromUtf8String(body), false);
    }
}
