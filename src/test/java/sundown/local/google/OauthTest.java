package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.google.GoogleFixture.ANA;
import static sundown.local.google.GoogleFixture.CLIENT;
import static sundown.local.google.GoogleFixture.REDIRECT;
import static sundown.local.google.GoogleFixture.SCOPES;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.oauth.CodeChallenge;
import sundown.local.google.oauth.Scopes;

class OauthTest {
    private static final String VERIFIER = "another-verifier-of-at-least-forty-three-characters";

    @AutoClose
    private final GoogleFixture fixture = new GoogleFixture();

    @Test
    void showsEveryAccountAndEveryScopeOnTheConsentPage() throws Exception {
        Answer page = fixture.send(fixture.request("/o/oauth2/v2/auth?" + GoogleFixture.encoded(asked())));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains(ANA, GoogleFixture.BEN, "value=\"" + Scopes.PHOTOS_APPEND + "\" checked");
    }

    @Test
    void redirectsWithTheCodeAndTheStateWhenAnAccountIsChosen() throws Exception {
        Answer chosen = choose(Map.of("granted", String.join(" ", SCOPES)));

        assertThat(chosen.status()).isEqualTo(302);
        assertThat(chosen.header("Location")).startsWith(REDIRECT + "?state=a+state&code=4%2F0A");
    }

    @Test
    void redirectsWithAccessDeniedWhenTheUserCancels() throws Exception {
        assertThat(choose(Map.of("cancel", "true")).header("Location"))
                .isEqualTo(REDIRECT + "?state=a+state&error=access_denied");
    }

    @Test
    void grantsOnlyTheScopesThatStayTicked() throws Exception {
        Answer tokens = fixture.postForm(
                "/token", GoogleFixture.exchange(code(choose(Map.of("granted", Scopes.DRIVE_APPDATA))), VERIFIER));

        assertThat(tokens.json().path("scope").asText()).isEqualTo(Scopes.DRIVE_APPDATA);
    }

    @Test
    void refusesARedirectThatIsNotRegistered() throws Exception {
        Map<String, String> asked = asked();
        asked.put("redirect_uri", "https://elsewhere.example.com/");

        assertError(
                fixture.send(fixture.request("/o/oauth2/v2/auth?" + GoogleFixture.encoded(asked))),
                400,
                "redirect_uri_mismatch");
    }

    @Test
    void exchangesACodeForTokensAndAnIdToken() throws Exception {
        JsonNode tokens = fixture.tokens(ANA, SCOPES).json();

        assertThat(tokens.path("access_token").asText()).startsWith("ya29.");
        assertThat(tokens.path("refresh_token").asText()).startsWith("1//");
        assertThat(tokens.path("expires_in").asInt()).isEqualTo(3599);
        assertThat(tokens.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(claims(tokens).path("email").asText()).isEqualTo(ANA);
        assertThat(claims(tokens).path("aud").asText()).isEqualTo(CLIENT.id());
    }

    @Test
    void refusesACodeAfterTenMinutes() throws Exception {
        String code = codeWithChallenge();
        fixture.clock.advance(Duration.ofMinutes(11));

        assertError(fixture.postForm("/token", GoogleFixture.exchange(code, VERIFIER)), 400, "invalid_grant");
    }

    @Test
    void refusesAClientThatItDoesNotKnowOrThatHasTheWrongSecret() throws Exception {
        Map<String, String> exchange = new HashMap<>(GoogleFixture.exchange("code", VERIFIER));
        exchange.put("client_secret", "wrong");
        assertError(fixture.postForm("/token", exchange), 401, "invalid_client");
        exchange.put("client_id", "unknown");
        assertError(fixture.postForm("/token", exchange), 401, "invalid_client");
    }

    @Test
    void saysWhichParameterIsMissing() throws Exception {
        Answer answer = fixture.postForm(
                "/token",
                Map.of(
                        "grant_type", "authorization_code",
                        "client_id", CLIENT.id(),
                        "client_secret", CLIENT.secret()));

        assertError(answer, 400, "invalid_request");
        assertThat(answer.text()).contains("Missing required parameter: code");
    }

    @Test
    void refreshesAnAccessTokenThatHasExpired() throws Exception {
        JsonNode tokens = fixture.tokens(ANA, SCOPES).json();
        fixture.clock.advance(Duration.ofHours(1));
        assertThat(userinfo(tokens).status()).isEqualTo(401);

        JsonNode refreshed =
                fixture.refresh(tokens.path("refresh_token").asText()).json();

        assertThat(refreshed.has("refresh_token")).isFalse();
        assertThat(userinfo(refreshed).json().path("email").asText()).isEqualTo(ANA);
    }

    @Test
    void givesNoSecondRefreshTokenToAUserWhoIsNotAskedAgain() throws Exception {
        Map<String, String> agreed = new HashMap<>(Map.of("granted", "openid", "access_type", "offline"));

        assertThat(exchanged(agreed).has("refresh_token")).isTrue();
        assertThat(exchanged(agreed).has("refresh_token")).isFalse();
        agreed.put("prompt", "consent");
        assertThat(exchanged(agreed).has("refresh_token")).isTrue();
    }

    @Test
    void revokesByATokenInAMultipartForm() throws Exception {
        JsonNode tokens = fixture.tokens(ANA, SCOPES).json();

        Answer answer = fixture.send(fixture.request("/revoke")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString("--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n"
                        + tokens.path("access_token").asText() + "\r\n--x--\r\n")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(userinfo(tokens).status()).isEqualTo(401);
    }

    @Test
    void forgetsARefreshTokenThatWasNotUsedForSixMonths() throws Exception {
        String refreshToken =
                fixture.tokens(ANA, SCOPES).json().path("refresh_token").asText();
        fixture.clock.advance(Duration.ofDays(120));
        assertThat(fixture.refresh(refreshToken).status()).isEqualTo(200);
        fixture.clock.advance(Duration.ofDays(190));

        assertError(fixture.refresh(refreshToken), 400, "invalid_grant");
    }

    @Test
    void challengesACallerWithoutAToken() throws Exception {
        Answer answer = fixture.send(fixture.request("/v1/userinfo"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer realm=\"https://accounts.google.com/\"");
        assertThat(answer.json().path("error").path("status").asText()).isEqualTo("UNAUTHENTICATED");
    }

    private static Map<String, String> asked() {
        return new HashMap<>(Map.of(
                "response_type",
                "code",
                "client_id",
                CLIENT.id(),
                "redirect_uri",
                REDIRECT,
                "scope",
                String.join(" ", SCOPES),
                "state",
                "a state",
                "code_challenge",
                CodeChallenge.s256(VERIFIER).value(),
                "code_challenge_method",
                "S256"));
    }

    private Answer choose(Map<String, String> choice) throws Exception {
        Map<String, String> form = asked();
        form.put("account", ANA);
        form.putAll(choice);
        return fixture.postForm("/o/oauth2/v2/auth", form);
    }

    private JsonNode exchanged(Map<String, String> choice) throws Exception {
        return fixture.postForm("/token", GoogleFixture.exchange(code(choose(choice)), VERIFIER))
                .json();
    }

    private static String code(Answer redirect) {
        String query = URI.create(redirect.header("Location")).getQuery();
        return query.replaceFirst(".*code=([^&]*).*", "$1");
    }

    private String codeWithChallenge() {
        return fixture.google.authorize(
                ANA,
                CLIENT.id(),
                REDIRECT,
                Set.of("openid"),
                Optional.of(CodeChallenge.s256(VERIFIER).value()));
    }

    private Answer userinfo(JsonNode tokens) throws Exception {
        return fixture.get("/v1/userinfo", tokens.path("access_token").asText());
    }

    private static JsonNode claims(JsonNode tokens) throws IOException {
        String idToken = tokens.path("id_token").asText();
        String payload = idToken.substring(idToken.indexOf('.') + 1, idToken.lastIndexOf('.'));
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(payload));
    }

    private static void assertError(Answer answer, int status, String error) throws IOException {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("error").asText()).isEqualTo(error);
    }
}
