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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalIdentityTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2022-12-05T10:00:00Z"), ZoneOffset.UTC);

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final LocalIdentity identity = new LocalIdentity("app", "sundown/export", CLOCK);

    @AfterEach
    void stop() {
        client.close();
        identity.close();
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

    private JsonNode part(String token, int index) throws Exception {
        return json.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]));
    }
}
