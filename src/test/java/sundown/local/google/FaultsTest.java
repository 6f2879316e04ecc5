package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sundown.local.google.GoogleFixture.ANA;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.local.fault.Fault;
import sundown.local.fault.FaultScript;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Effect;

class FaultsTest {
    @AutoClose
    private final GoogleFixture fixture = new GoogleFixture();

    private String accessToken;

    @BeforeEach
    void signIn() throws Exception {
        accessToken = fixture.accessToken(ANA);
    }

    @Test
    void answersAsTheScriptSaysAndDoesNothing() throws Exception {
        fixture.google.faults().add(Fault.next(Call.UPLOAD, Effect.Answer.of(429, 30)));

        Answer refused = fixture.send(fixture.rawUpload(accessToken, "image/jpeg", Photos.jpeg(1)));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(refused.json().path("code").asInt()).isEqualTo(8);
        assertThat(fixture.google.metrics().bytesReceived()).isZero();
        assertThat(fixture.google.metrics().refused()).containsEntry(429, 1L);
    }

    @Test
    void dropsTheConnectionBeforeAnythingIsDone() throws Exception {
        String uploadToken = fixture.upload(accessToken, Photos.jpeg(1));
        fixture.google.faults().add(Fault.next(Call.BATCH_CREATE, new Effect.Drop()));

        assertThatThrownBy(() -> fixture.create(accessToken, uploadToken)).isInstanceOf(IOException.class);
        assertThat(fixture.google.holdings(ANA)).isEmpty();
    }

    @Test
    void dropsTheConnectionAfterTheItemsAreCreated() throws Exception {
        String uploadToken = fixture.upload(accessToken, Photos.jpeg(1));
        fixture.google.faults().add(Fault.next(Call.BATCH_CREATE, new Effect.ActThenDrop()));

        assertThatThrownBy(() -> fixture.create(accessToken, uploadToken)).isInstanceOf(IOException.class);
        assertThat(fixture.google.holdings(ANA)).hasSize(1);
        assertThat(fixture.create(accessToken, uploadToken).text()).contains("Success");
    }

    @Test
    void createsAndLetsTheCallerTimeOut() throws Exception {
        String uploadToken = fixture.upload(accessToken, Photos.jpeg(1));
        fixture.google.faults().add(Fault.next(Call.BATCH_CREATE, new Effect.ActThenSilence()));

        assertThatThrownBy(() -> fixture.send(fixture.request("/v1/mediaItems:batchCreate", accessToken)
                        .timeout(Duration.ofSeconds(3))
                        .POST(BodyPublishers.ofString("{\"newMediaItems\":[{\"simpleMediaItem\":{\"uploadToken\":\""
                                + uploadToken + "\"}}]}"))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(fixture.google.holdings(ANA)).hasSize(1);
    }

    @Test
    void leavesAnElementOutOfTheAnswer() throws Exception {
        fixture.google.faults().add(Fault.nth(Call.ELEMENT, 2, new Effect.OmitElement()));

        Answer answer = fixture.create(
                accessToken, fixture.upload(accessToken, Photos.jpeg(1)), fixture.upload(accessToken, Photos.jpeg(2)));

        assertThat(answer.json().path("newMediaItemResults")).hasSize(1);
        assertThat(fixture.google.holdings(ANA)).hasSize(2);
    }

    @Test
    void refusesAnElementAndDoesNotCreateIt() throws Exception {
        fixture.google.faults().add(Fault.next(Call.ELEMENT, new Effect.RefuseElement(13, "Internal error")));

        Answer answer = fixture.create(accessToken, fixture.upload(accessToken, Photos.jpeg(1)));

        assertThat(answer.text()).contains("\"code\":13");
        assertThat(fixture.google.holdings(ANA)).isEmpty();
    }

    @Test
    void takesTheConsentBackInTheMiddle() throws Exception {
        fixture.google.faults().add(Fault.nth(Call.UPLOAD, 2, new Effect.RevokeConsent()));
        fixture.upload(accessToken, Photos.jpeg(1));

        assertThat(fixture.send(fixture.rawUpload(accessToken, "image/jpeg", Photos.jpeg(2)))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void takesTheConsentBackAtTheTokenEndpoint() throws Exception {
        String refreshToken = fixture.tokens(ANA, GoogleFixture.SCOPES)
                .json()
                .path("refresh_token")
                .asText();
        fixture.google.faults().add(Fault.next(Call.TOKEN, new Effect.RevokeConsent()));

        assertThat(fixture.refresh(refreshToken).text()).contains("invalid_grant");
    }

    @Test
    void takesAndShowsAScriptOverHttp() throws Exception {
        Answer set = fixture.send(fixture.request("/standin/faults").POST(BodyPublishers.ofString("""
                        [{"call": "ABOUT", "when": {"type": "every", "n": 1}, "times": 1,
                          "effect": {"type": "answer", "status": 503}},
                         {"call": "UPLOAD", "when": {"type": "chance", "probability": 0.1, "seed": 7},
                          "effect": {"type": "delay", "milliseconds": 20}}]
                        """)));

        assertThat(set.status()).isEqualTo(200);
        assertThat(fixture.google.faults().faults())
                .containsExactly(
                        Fault.<Call, Effect>every(Call.ABOUT, 1, Effect.Answer.of(503))
                                .times(1),
                        Fault.sometimes(Call.UPLOAD, 0.1, 7, new Effect.Delay(20)));
        assertThat(about()).isEqualTo(503);
        assertThat(about()).isEqualTo(200);
    }

    @Test
    void refusesAScriptThatItCannotRead() throws Exception {
        Answer answer = fixture.send(
                fixture.request("/standin/faults").POST(BodyPublishers.ofString("[{\"call\": \"NOTHING\"}]")));

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void strikesTheSameCallsForTheSameSeed() {
        List<Boolean> first = struck(7);

        assertThat(struck(7)).isEqualTo(first);
        assertThat(struck(8)).isNotEqualTo(first);
        assertThat(first.stream().filter(strike -> strike).count()).isBetween(60L, 140L);
    }

    private static List<Boolean> struck(long seed) {
        FaultScript<Call, Effect> script = new FaultScript<>();
        script.set(List.of(Fault.sometimes(Call.UPLOAD, 0.1, seed, new Effect.Drop())));
        return IntStream.range(0, 1000)
                .mapToObj(i -> !script.strike(Call.UPLOAD).isEmpty())
                .toList();
    }

    private int about() throws Exception {
        return fixture.get("/drive/v3/about?fields=user", accessToken).status();
    }
}
