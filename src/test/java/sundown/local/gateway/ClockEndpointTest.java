package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.clock.MovableClock;
import sundown.runtime.ManualClock;

class ClockEndpointTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final MovableClock clock = new MovableClock(new ManualClock(NOW));
    private final ClockEndpoint endpoint = new ClockEndpoint(clock);

    @Test
    void showsTheTime() {
        GatewayResponse shown = answer("GET", "");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.body().asUtf8String()).isEqualTo("{\"time\":\"2026-11-25T12:00:00Z\",\"ahead\":\"PT0S\"}");
    }

    @Test
    void setsTheTime() {
        GatewayResponse moved = answer("POST", "{\"time\": \"2026-12-24T00:00:00Z\"}");

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.body().asUtf8String()).isEqualTo("{\"time\":\"2026-12-24T00:00:00Z\",\"ahead\":\"PT684H\"}");
        assertThat(clock.instant()).isEqualTo("2026-12-24T00:00:00Z");
    }

    @Test
    void movesTheTimeOn() {
        answer("POST", "{\"forward\": \"P30D\"}");
        answer("POST", "{\"forward\": \"PT90M\"}");

        assertThat(clock.offset()).isEqualTo(Duration.ofDays(30).plusMinutes(90));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "[]",
                "{}",
                "{\"forward\": 30}",
                "{\"forward\": \"30 days\"}",
                "{\"forward\": \"P1M\"}",
                "{\"time\": \"2026-12-24\"}",
                "{\"forward\": \"P1D\"} {}",
                "{\"forward\": \"P1D\", \"time\": \"2026-12-24T00:00:00Z\"}"
            })
    void saysWhatABodyMustBe(String body) throws Exception {
        GatewayResponse refused = answer("POST", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(new ObjectMapper()
                        .readTree(refused.body().asByteArray())
                        .path("message")
                        .asText())
                .startsWith("The body must be");
        assertThat(clock.offset()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"time": "2026-11-25T11:59:59Z"}     | does not go back
                    {"forward": "PT-1S"}                 | does not go back
                    {"time": "+10000-01-01T00:00:00Z"}   | does not go beyond
                    {"forward": "PT2562047788015215H"}   | does not go beyond
                    """)
    void refusesATimeThatCannotBeReached(String body, String why) {
        GatewayResponse answer = answer("POST", body);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().asUtf8String()).contains(why);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void takesNoOtherMethodAndNoOtherPath() {
        assertThat(answer("DELETE", "").status()).isEqualTo(405);
        assertThat(endpoint.answer(request("GET", "/local/clocks", ""))).isEmpty();
    }

    private GatewayResponse answer(String method, String body) {
        return endpoint.answer(request(method, ClockEndpoint.PATH, body)).orElseThrow();
    }

    private static GatewayRequest request(String method, String path, String body) {
        return new GatewayRequest(
                method, path, "", "HTTP/1.1", "127.0.0.1", Map.of(), SdkBytes.fromUtf8String(body), false);
    }
}
