package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.http.Reply;

class FunctionResponseTest {
    @Test
    void readsStatusHeadersCookiesAndBody() {
        Reply response = read("""
                {
                  "cookies": ["cookie1", "cookie2"],
                  "isBase64Encoded": false,
                  "statusCode": 201,
                  "headers": {"Content-Type": "application/problem+json", "x-number": 7},
                  "body": "Hello from Lambda!"
                }""");

        assertThat(response.status()).isEqualTo(201);
        assertThat(response.headers())
                .containsEntry("content-type", List.of("application/problem+json"))
                .containsEntry("x-number", List.of("7"))
                .containsEntry("set-cookie", List.of("cookie1", "cookie2"));
        assertThat(response.text()).isEqualTo("Hello from Lambda!");
    }

    @Test
    void decodesABinaryBody() throws IOException {
        Reply response = read("{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"AAEC/w==\"}");

        assertThat(response.content().open()).hasBinaryContent(new byte[] {0, 1, 2, (byte) 0xff});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"statusCode\":204}", "{\"statusCode\":204,\"body\":null,\"headers\":null,\"cookies\":null}"})
    void takesAResponseWithoutABody(String payload) {
        assertThat(read(payload).length()).isZero();
    }

    @Test
    void infersAResponseWhereThereIsNoStatus() {
        Reply response = read("{\"phase\":\"OPEN\"}");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers()).containsEntry("Content-Type", List.of("application/json"));
        assertThat(response.text()).isEqualTo("{\"phase\":\"OPEN\"}");
        assertThat(read("\"Hello from Lambda!\"").text()).isEqualTo("Hello from Lambda!");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"statusCode\":\"many\"}",
                "{\"statusCode\":999}",
                "{\"statusCode\":200,\"isBase64Encoded\":true,\"body\":\"*\"}"
            })
    void refusesWhatApiGatewayCannotUse(String payload) {
        assertThat(FunctionResponse.read(payload)).isEmpty();
    }

    private Reply read(String payload) {
        return FunctionResponse.read(payload).orElseThrow();
    }
}
