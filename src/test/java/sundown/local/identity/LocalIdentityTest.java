package sundown.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalIdentityTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2022-12-05T10:00:00Z"), ZoneOffset.UTC);

    private static final String PAGE = "http://127.0.0.1:8080";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalIdentity identity = new LocalIdentity("app", "sundown/export", CLOCK);

    @AfterEach
    void stop() {
        client.close();
        identity.close();
    }

    @Test
    void publishesItsKeysByDiscovery() throws Exception {
        JsonNode configuration = json.readTree(get("/.well-known/openid-configuration"));
        assertThat(configuration.path("issuer").asText())
                .isEqualTo(identity.issuer().toString());

        String keySet = URI.create(configuration.path("jwks_uri").asText()).getPath();
        JsonNode key = json.readTree(get(keySet)).at("/keys/0");
        assertThat(key.path("kty").asText()).isEqualTo("RSA");
        assertThat(key.path("e").asText()).isEqualTo("AQAB");
        assertThat(Base64.getUrlDecoder().decode(key.path("n").asText())).hasSize(256);
        assertThat(key.path("kid").asText())
                .isEqualTo(part(identity.accessToken("user-1"), 0).path("kid").asText());
    }

    @Test
    void issuesTokensOnRequest() throws Exception {
        HttpResponse<String> response = post("/local/token?user=user%201");

        JsonNode issued = json.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(issued.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(part(issued.path("access_token").asText(), 1).path("sub").asText())
                .isEqualTo("user 1");
        assertThat(part(issued.path("id_token").asText(), 1).path("token_use").asText())
                .isEqualTo("id");
    }

    @Test
    void writesTheNameOfAUserInAnotherWay() throws Exception {
        JsonNode issued =
                json.readTree(post("/local/token?user=grace&name=%20GRACE").body());

        JsonNode claims = part(issued.path("access_token").asText(), 1);
        assertThat(claims.path("sub").asText()).isEqualTo("grace");
        assertThat(claims.path("name").asText()).isEqualTo(" GRACE");
    }

    @Test
    void refusesToIssueForAForeignPage() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(identity.issuer() + "/local/token?user=u1"))
                .header("Origin", "https://evil.example")
                .POST(BodyPublishers.noBody())
                .build();

        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("token");
    }

    @Test
    void refusesToIssueForNobody() throws Exception {
        assertThat(post("/local/token").statusCode()).isEqualTo(400);
        assertThat(post("/local/token?user=").statusCode()).isEqualTo(400);
    }

    @Test
    void shapesAccessTokensAsCognitoDoes() throws Exception {
        JsonNode claims = part(identity.accessToken("user-1"), 1);

        assertThat(claims.path("token_use").asText()).isEqualTo("access");
        assertThat(claims.path("client_id").asText()).isEqualTo("app");
        assertThat(claims.has("aud")).isFalse();
        assertThat(claims.path("scope").asText()).isEqualTo("sundown/export");
        assertThat(claims.path("iat").asLong()).isEqualTo(1670234400);
        assertThat(claims.path("exp").asLong()).isEqualTo(1670238000);
        assertThat(claims.path("jti").asText()).isNotEmpty();
    }

    @Test
    void givesIdTokensAnAudienceAndNoScope() throws Exception {
        JsonNode claims = part(identity.idToken("user-1"), 1);

        assertThat(claims.path("aud").asText()).isEqualTo("app");
        assertThat(claims.has("scope")).isFalse();
    }

    @Test
    void takesAnyUserAndOffersOne() throws Exception {
        identity.offer("user <1>");

        assertThat(signInPage())
                .contains("name=\"user\" value=\"user &lt;1&gt;\"")
                .doesNotContain("radio");
    }

    @Test
    void offersTheStaffWithTheirRoles() throws Exception {
        identity.offerStaff();

        assertThat(signInPage())
                .contains("value=\"ada\" required> Ada: purge-planner, timeline")
                .contains("value=\"guest\" required> Guest: viewer");
    }

    private String signInPage() throws Exception {
        identity.admit(PAGE);
        return get(
                "/authorize?response_type=code&client_id=app&code_challenge_method=S256&code_challenge=c&redirect_uri="
                        + PAGE + "/signed-in");
    }

    @Test
    void tellsOfTheStaffInBothTokens() throws Exception {
        try (LocalIdentity staff = new LocalIdentity(Staff.AUDIENCE, "openid", Staff::claims, CLOCK)) {
            for (String token : List.of(staff.accessToken("mary"), staff.idToken("mary"))) {
                JsonNode claims = part(token, 1);
                assertThat(claims.path("name").asText()).isEqualTo("Mary");
                assertThat(claims.path("cognito:groups"))
                        .extracting(JsonNode::asText)
                        .contains("sundown-legal");
            }
        }
    }

    private JsonNode part(String token, int index) throws Exception {
        return json.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }

    private String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(identity.issuer() + path)).build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    private HttpResponse<String> post(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(identity.issuer() + path))
                .POST(BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
