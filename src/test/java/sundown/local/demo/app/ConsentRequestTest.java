package sundown.local.demo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.local.http.Request;

class ConsentRequestTest {
    private final ConsentRequest request = new ConsentRequest(
            URI.create("http://127.0.0.1:1/auth"), "app", URI.create("http://127.0.0.1:2/consent?a=b"));

    @Test
    void carriesItsParametersInItsAddress() {
        assertThat(Request.query(request.address())).isEqualTo(request.parameters());
        assertThat(request.parameters())
                .containsEntry("redirect_uri", "http://127.0.0.1:2/consent?a=b")
                .containsEntry("access_type", "offline")
                .containsEntry("code_challenge_method", "S256");
    }

    @Test
    void keepsTheVerifierOfWhichItSentTheHash() throws GeneralSecurityException {
        AuthorizationCode code = request.read(
                Map.of("code", "4/abc", "state", request.parameters().get("state")));

        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(code.verifier().getBytes(StandardCharsets.US_ASCII));
        assertThat(request.parameters())
                .containsEntry(
                        "code_challenge",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        assertThat(code.code()).isEqualTo("4/abc");
        assertThat(code.redirectUri()).isEqualTo("http://127.0.0.1:2/consent?a=b");
    }

    @Test
    void refusesTheAnswerToAnotherRequest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.read(Map.of("code", "4/abc", "state", "other")))
                .withMessageContaining("another request");
    }

    @Test
    void tellsWhenTheUserDidNotAgree() {
        String state = request.parameters().get("state");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.read(Map.of("error", "access_denied", "state", state)))
                .withMessageContaining("access_denied");
    }
}
