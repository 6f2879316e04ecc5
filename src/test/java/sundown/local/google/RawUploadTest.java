package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.google.GoogleFixture.ANA;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.gate.Call;
import sundown.local.google.oauth.Scopes;
import sundown.local.google.uploads.SizeLimits;

class RawUploadTest {
    @AutoClose
    private final GoogleFixture fixture = GoogleFixture.withRules(rules -> rules.with(new SizeLimits(10_000, 20_000)));

    private String accessToken;

    @BeforeEach
    void signIn() throws Exception {
        accessToken = fixture.accessToken(ANA);
    }

    @Test
    void answersWithTheTokenAsPlainText() throws Exception {
        Answer answer = fixture.send(fixture.rawUpload(accessToken, "image/jpeg", Photos.jpeg(1)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).matches("[A-Za-z0-9_-]{20,}");
        assertThat(fixture.google.metrics().of(Call.UPLOAD)).isEqualTo(1);
        assertThat(fixture.google.metrics().bytesReceived()).isEqualTo(1000);
    }

    @Test
    void refusesAnEmptyFile() throws Exception {
        assertRefused(
                fixture.send(fixture.rawUpload(accessToken, "image/jpeg", new byte[0])), "Payload must not be empty");
    }

    @Test
    void refusesAPhotoThatIsTooLarge() throws Exception {
        assertRefused(
                fixture.send(fixture.rawUpload(accessToken, "image/jpeg", Photos.jpeg(1, 10_001))), "maximum size");
    }

    @Test
    void takesAVideoThatWouldBeTooLargeForAPhoto() throws Exception {
        assertThat(fixture.send(fixture.rawUpload(accessToken, "video/mp4", Photos.mp4(1, 20_000)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void seesThroughAPhotoThatIsCalledAVideo() throws Exception {
        assertRefused(
                fixture.send(fixture.rawUpload(accessToken, "video/mp4", Photos.jpeg(1, 15_000))), "maximum size");
    }

    @Test
    void tellsAMissingScopeInTheWordsOfTheUploadServer() throws Exception {
        String readOnly = fixture.accessToken(ANA, Set.of(Scopes.PHOTOS_READ_CREATED));

        Answer answer = fixture.send(fixture.rawUpload(readOnly, "image/jpeg", Photos.jpeg(1)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("code").asInt()).isEqualTo(16);
        assertThat(answer.json().path("message").asText()).isEqualTo("Authentication session is not defined.");
    }

    private static void assertRefused(Answer answer, String message) throws IOException {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("code").asInt()).isEqualTo(3);
        assertThat(answer.json().path("message").asText()).contains(message);
    }
}
