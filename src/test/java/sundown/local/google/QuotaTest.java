package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.local.google.GoogleFixture.ANA;
import static sundown.local.google.GoogleFixture.BEN;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import sundown.local.google.GoogleFixture.Answer;
import sundown.local.google.gate.QuotaLimits;

class QuotaTest {
    private static final QuotaLimits UNLIMITED = QuotaLimits.unlimited();
    private static final long MANY = Long.MAX_VALUE;

    @Test
    void refusesTheRequestPastTheDaysQuotaUntilMidnightInCalifornia() throws Exception {
        try (GoogleFixture fixture = with(UNLIMITED.with(2, MANY, MANY))) {
            assertThat(list(fixture, ANA).status()).isEqualTo(200);
            assertThat(list(fixture, BEN).status()).isEqualTo(200);

            Answer refused = list(fixture, ANA);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.json().path("error").path("status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
            // The clock stands at noon UTC, which is four in the morning there.
            assertThat(refused.header("Retry-After"))
                    .isEqualTo(String.valueOf(Duration.ofHours(20).toSeconds()));
            fixture.clock.advance(Duration.ofHours(20));
            assertThat(list(fixture, ANA).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesTheRequestPastTheMinutesQuotaUntilTheNextMinute() throws Exception {
        try (GoogleFixture fixture = with(UNLIMITED.with(MANY, 1, MANY))) {
            fixture.clock.advance(Duration.ofSeconds(15));
            list(fixture, ANA);

            assertThat(list(fixture, BEN).header("Retry-After")).isEqualTo("45");
            fixture.clock.advance(Duration.ofSeconds(45));
            assertThat(list(fixture, BEN).status()).isEqualTo(200);
        }
    }

    @Test
    void countsTheMinuteOfEachUserByItself() throws Exception {
        try (GoogleFixture fixture = with(UNLIMITED.with(MANY, MANY, 1))) {
            list(fixture, ANA);

            assertThat(list(fixture, ANA).status()).isEqualTo(429);
            assertThat(list(fixture, BEN).status()).isEqualTo(200);
        }
    }

    @Test
    void countsNeitherSignInNorDrive() throws Exception {
        try (GoogleFixture fixture = with(UNLIMITED.with(1, MANY, MANY))) {
            fixture.get("/drive/v3/about?fields=user", fixture.accessToken(ANA));

            assertThat(list(fixture, ANA).status()).isEqualTo(200);
        }
    }

    @Test
    void canRefuseUploadsAsABadRequest() throws Exception {
        try (GoogleFixture fixture = with(UNLIMITED.with(0, MANY, MANY).refusingAsBadRequest())) {
            Answer refused = fixture.send(fixture.rawUpload(fixture.accessToken(ANA), "image/jpeg", Photos.jpeg(1)));

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().path("code").asInt()).isEqualTo(3);
            assertThat(refused.text()).contains("Insufficient tokens for quota");
        }
    }

    @Test
    void countsUploadsAsRequestsOfTheDay() throws Exception {
        try (GoogleFixture fixture = with(UNLIMITED.with(1, MANY, MANY))) {
            assertThat(upload(fixture).status()).isEqualTo(200);
            assertThat(list(fixture, ANA).status()).isEqualTo(429);
        }
    }

    @Test
    void canCountUploadsApart() throws Exception {
        try (GoogleFixture fixture = with(UNLIMITED.with(1, MANY, MANY).countingUploadsApart(2))) {
            assertThat(upload(fixture).status()).isEqualTo(200);
            assertThat(list(fixture, ANA).status()).isEqualTo(200);
            assertThat(list(fixture, ANA).status()).isEqualTo(429);
            assertThat(upload(fixture).status()).isEqualTo(200);
            assertThat(upload(fixture).status()).isEqualTo(429);
            fixture.clock.advance(Duration.ofMinutes(1));
            assertThat(upload(fixture).status()).isEqualTo(200);
        }
    }

    private static Answer upload(GoogleFixture fixture) throws Exception {
        return fixture.send(fixture.rawUpload(fixture.accessToken(ANA), "image/jpeg", Photos.jpeg(1)));
    }

    private static GoogleFixture with(QuotaLimits limits) throws IOException {
        return GoogleFixture.withRules(rules -> rules.with(limits));
    }

    private static Answer list(GoogleFixture fixture, String email) throws Exception {
        return fixture.get("/v1/mediaItems", fixture.accessToken(email));
    }
}
