package sundown.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import sundown.local.clock.MovableClock;
import sundown.local.http.Reply;
import sundown.runtime.ManualClock;

class ClockEndpointTest {
    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final MovableClock clock = new MovableClock(new ManualClock(NOW));
    private final ClockEndpoint endpoint = new ClockEndpoint(clock);

    @Test
    void showsTheTime() {
        Reply shown = answer("GET", "");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).isEqualTo("{\"time\":\"2026-11-25T12:00:00Z\",\"ahead\":\"PT0S\"}");
    }

    @Test
    void setsTheTime() {
        Reply moved = answer("POST", "{\"time\": \"2026-12-24T00:00:00Z\"}");

        assertThat(moved.status()).isEqualTo(200);
        assertThat(moved.text()).isEqualTo("{\"time\":\"2026-12-24T00:00:00Z\",\"ahead\":\"PT684H\"}");
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
        Reply refused = answer("POST", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(new ObjectMapper().readTree(refused.text()).path("message").asText())
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
        Reply answer = answer("POST", body);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains(why);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void showsABrowserAPageWithTheTimeAndAForm() {
        Reply page = inBrowser("GET", "");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("Content-Type", List.of("text/html; charset=utf-8"));
        assertThat(page.text())
                .contains("<strong>2026-11-25T12:00:00Z</strong>", "<form method=\"post\"", "name=\"hours\"");
    }

    @Test
    void movesTheTimeOnByTheFormAndSendsTheBrowserBack() {
        Reply moved = inBrowser("POST", "hours=120");

        assertThat(moved.status()).isEqualTo(303);
        assertThat(moved.headers()).containsEntry("location", List.of(ClockEndpoint.PATH));
        assertThat(clock.offset()).isEqualTo(Duration.ofDays(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hours=", "hours=-1", "hours=1.5", "hours=1000001", "hours=1&hours=2", "forward=P1D"})
    void saysWhatTheFormMustHave(String form) {
        Reply refused = inBrowser("POST", form);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("Give a whole number of hours", "<form");
        assertThat(clock.offset()).isZero();
    }

    @Test
    void saysOnThePageWhichTimeCannotBeReached() throws Exception {
        clock.set(Instant.parse("9999-12-31T00:00:00Z"));
        Reply refused = inBrowser("POST", "hours=1000000");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("does not go beyond");
    }

    @Test
    void takesNoOtherMethodAndNoOtherPath() {
        assertThat(answer("DELETE", "").status()).isEqualTo(405);
        assertThat(endpoint.answer(request("GET", "/local/clocks", ""))).isEmpty();
    }

    private Reply answer(String method, String body) {
        return endpoint.answer(request(method, ClockEndpoint.PATH, body)).orElseThrow();
    }

    private Reply inBrowser(String method, String form) {
        Map<String, List<String>> accepted = Map.of("accept", List.of("text/html,application/xhtml+xml,*/*;q=0.8"));
        return endpoint.answer(request(method, ClockEndpoint.PATH, form, accepted))
                .orElseThrow();
    }

    private static GatewayRequest request(String method, String path, String body) {
        return request(method, path, body, Map.of());
    }

    private static GatewayRequest request(String method, String path, String body, Map<String, List<String>> headers) {
        return new GatewayRequest(
                method, path, "", "HTTP/1.1", "127.0.0.1", headers, SdkBytes.fromUtf8String(body), false);
    }
}
