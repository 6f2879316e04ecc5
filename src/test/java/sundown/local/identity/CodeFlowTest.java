package sundown.local.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.local.clock.MovableClock;
import sundown.local.google.oauth.CodeChallenge;
import sundown.local.http.Request;

class CodeFlowTest {
    private static final String PAGE = "http://127.0.0.1:8080";
    private static final String VERIFIER = "a-verifier-that-nobody-guesses";

    private final MovableClock clock = MovableClock.system();
    private final CodeFlow flow = new CodeFlow(
            new Tokens("http://127.0.0.1:1", "app", "sundown/export", _ -> Map.of(), clock),
            "app",
            PAGE::equals,
            clock);

    private static Map<String, String> asked() {
        return new HashMap<>(Map.of(
                "response_type", "code",
                "client_id", "app",
                "redirect_uri", PAGE + "/signed-in",
                "state", "s 1",
                "code_challenge_method", "S256",
                "code_challenge", CodeChallenge.s256(VERIFIER).value()));
    }

    private Map<String, String> exchanged(Map<String, String> asked) throws CodeFlow.Refused {
        String code = Request.query(URI.create(flow.agree(asked, "user-1"))).get("code");
        return new HashMap<>(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "app",
                "redirect_uri",
                PAGE + "/signed-in",
                "code",
                code,
                "code_verifier",
                VERIFIER));
    }

    @Test
    void sendsThePageItsCodeAndState() throws Exception {
        URI answer = URI.create(flow.agree(asked(), "user-1"));

        assertThat(answer.toString()).startsWith(PAGE + "/signed-in?");
        assertThat(Request.query(answer)).containsEntry("state", "s 1").containsKey("code");
    }

    @Test
    void exchangesACodeOnce() throws Exception {
        Map<String, String> form = exchanged(asked());

        assertThat(flow.exchange(form)).containsKeys("access_token", "id_token", "refresh_token", "expires_in");
        assertThatThrownBy(() -> flow.exchange(form)).hasMessageContaining("used");
    }

    @Test
    void refreshesAsOftenAsAsked() throws Exception {
        Object refreshToken = flow.exchange(exchanged(asked())).get("refresh_token");
        Map<String, String> form =
                Map.of("grant_type", "refresh_token", "client_id", "app", "refresh_token", refreshToken.toString());

        assertThat(flow.exchange(form)).containsKey("access_token");
        assertThat(flow.exchange(form)).containsKey("access_token");
    }

    /** An operator who signed in an hour ago may approve nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"id_token", "access_token"})
    void saysInARenewedTokenWhenTheUserSignedIn(String token) throws Exception {
        Map<String, Object> first = flow.exchange(exchanged(asked()));
        clock.forward(Duration.ofHours(1));
        Map<String, Object> renewed = flow.exchange(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                "app",
                "refresh_token",
                first.get("refresh_token").toString()));

        assertThat(claims(renewed, token).path("auth_time").longValue())
                .isEqualTo(claims(first, token).path("auth_time").longValue())
                .isEqualTo(claims(first, token).path("iat").longValue());
        assertThat(claims(renewed, token).path("iat").longValue())
                .isEqualTo(claims(first, token).path("iat").longValue() + 3600);
    }

    private static JsonNode claims(Map<String, Object> tokens, String name) {
        String payload = tokens.get(name).toString().split("\\.", -1)[1];
        return Json.read(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    }

    @Test
    void refusesACodeAfterAMinute() throws Exception {
        Map<String, String> form = exchanged(asked());
        clock.forward(Duration.ofMinutes(1));

        assertThatThrownBy(() -> flow.exchange(form)).hasMessageContaining("too old");
    }

    @ParameterizedTest
    @CsvSource({"code_verifier, another", "redirect_uri, http://127.0.0.1:8080/other", "code, unknown", "client_id, x"})
    void refusesACodeOfAnotherPage(String name, String value) throws Exception {
        Map<String, String> form = exchanged(asked());
        form.put(name, value);

        assertThatThrownBy(() -> flow.exchange(form)).isInstanceOf(CodeFlow.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token",
        "client_id, another",
        "redirect_uri, https://evil.example/signed-in",
        "redirect_uri, http://127.0.0.1:8080@evil.example/",
        "redirect_uri, 'no address'",
        "code_challenge_method, plain",
        "code_challenge, ''"
    })
    void refusesARequestBeforeAnybodySignsIn(String name, String value) {
        Map<String, String> asked = asked();
        asked.put(name, value);

        assertThatThrownBy(() -> flow.check(asked)).hasMessageContaining(name);
        assertThatThrownBy(() -> flow.agree(asked, "user-1")).hasMessageContaining(name);
    }
}
