package sundown.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.google.Reply.Call;
import sundown.runtime.ManualClock;
import sundown.secret.Secret;
import sundown.transfer.PhotoLibrary.AccessToken;

class AccessTokensTest {
    private static final Secret REFRESH = new Secret("refresh");
    private static final AccessToken ACCESS = new AccessToken("access");

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final AccessTokens tokens = new AccessTokens(clock);

    @BeforeEach
    void keepOne() {
        tokens.keep(REFRESH, ACCESS, clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void returnsATokenThatIsValidForAnotherRun() {
        clock.advance(Duration.ofMinutes(54).minusMillis(1));
        assertThat(tokens.find(REFRESH)).contains(ACCESS);
        clock.advance(Duration.ofMillis(1));
        assertThat(tokens.find(REFRESH)).isEmpty();
    }

    @Test
    void returnsATokenOnlyForItsRefreshToken() {
        assertThat(tokens.find(new Secret("other"))).isEmpty();
    }

    @Test
    void dropsARefusedToken() {
        tokens.dropIfRefused(ACCESS, new Reply(Call.UPLOAD, new Signal.Http(503), ""));
        assertThat(tokens.find(REFRESH)).contains(ACCESS);
        tokens.dropIfRefused(ACCESS, new Reply(Call.UPLOAD, new Signal.Http(401), ""));
        assertThat(tokens.find(REFRESH)).isEmpty();
    }

    @Test
    void keepsTheHundredMostRecentlyUsed() {
        for (int number = 0; number < 99; number++) {
            tokens.keep(new Secret("refresh-" + number), ACCESS, Instant.MAX);
        }
        assertThat(tokens.find(REFRESH)).contains(ACCESS);
        tokens.keep(new Secret("one more"), ACCESS, Instant.MAX);
        assertThat(tokens.find(REFRESH)).contains(ACCESS);
        assertThat(tokens.find(new Secret("refresh-0"))).isEmpty();
    }
}
