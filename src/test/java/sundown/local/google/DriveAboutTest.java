package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.google.GoogleFixture.ANA;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.oauth.Scopes;

class DriveAboutTest {
    @AutoClose
    private final GoogleFixture fixture = new GoogleFixture();

    @Test
    void tellsTheRoomAndTheAccountInTheFieldsThatAreAskedFor() throws Exception {
        JsonNode about =
                about(ANA, "storageQuota(limit,usage),user/permissionId").json();

        assertThat(about)
                .hasToString(
                        "{\"storageQuota\":{\"limit\":\"16106127360\",\"usage\":\"0\"},\"user\":{\"permissionId\":\""
                                + fixture.google.account(ANA).subject() + "\"}}");
    }

    @Test
    void wantsTheFieldsParameter() throws Exception {
        Answer answer = fixture.get("/drive/v3/about", fixture.accessToken(ANA));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("The 'fields' parameter is required for this method.");
    }

    @Test
    void refusesAFieldThatDoesNotExist() throws Exception {
        assertThat(about(ANA, "storageQuota/free").status()).isEqualTo(400);
    }

    @Test
    void refusesATokenWithoutADriveScope() throws Exception {
        Answer answer =
                fixture.get("/drive/v3/about?fields=user", fixture.accessToken(ANA, Set.of(Scopes.PHOTOS_APPEND)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json()
                        .path("error")
                        .path("errors")
                        .path(0)
                        .path("reason")
                        .asText())
                .isEqualTo("insufficientPermissions");
    }

    private Answer about(String email, String fields) throws Exception {
        return fixture.get("/drive/v3/about?fields=" + fields, fixture.accessToken(email));
    }
}
