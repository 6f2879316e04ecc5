package sundown.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.runtime.ManualClock;
import sundown.secret.Credential.ClientSecret;

class CredentialCacheTest {
    private static final ClientSecret OLD = new ClientSecret(new Secret("old"));
    private static final ClientSecret NEW = new ClientSecret(new Secret("new"));

    private final ManualClock clock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
    private final InMemoryCredentialSource<ClientSecret> source = new InMemoryCredentialSource<>();
    private final CredentialCache<ClientSecret> cache = new CredentialCache<>(source, clock);

    CredentialCacheTest() {
        source.put(OLD);
    }

    @Test
    void readsOnceInALifetime() {
        assertThat(source.reads()).isZero();
        cache.current();
        clock.advance(CredentialCache.LIFETIME.minusNanos(1));

        assertThat(cache.current()).isEqualTo(OLD);
        assertThat(source.reads()).isOne();
    }

    @Test
    void usesTheNewCredentialOnceItsLifetimeIsOver() {
        cache.current();
        source.put(NEW);
        assertThat(cache.current()).isEqualTo(OLD);

        clock.advance(CredentialCache.LIFETIME);

        assertThat(cache.current()).isEqualTo(NEW);
    }

    @Test
    void readsAgainWhenTheClockGoesBack() {
        cache.current();
        source.put(NEW);

        clock.advance(Duration.ofDays(-1));

        assertThat(cache.current()).isEqualTo(NEW);
    }

    @Test
    void readsAtOnceAfterAFirstReadThatFailed() {
        source.goSilent();
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(cache::current);
        source.put(OLD);

        assertThat(cache.current()).isEqualTo(OLD);
    }

    @Test
    void keepsTheLastCredentialForAsLongAsTheSourceIsSilent() {
        cache.current();
        source.goSilent();

        clock.advance(Duration.ofDays(1));

        assertThat(cache.current()).isEqualTo(OLD);
    }

    @Test
    void asksASilentSourceAgainOnlyAfterAPause() {
        cache.current();
        source.goSilent();
        clock.advance(CredentialCache.LIFETIME);
        cache.current();
        source.put(NEW);

        clock.advance(CredentialCache.RETRY_PAUSE.minusNanos(1));
        assertThat(cache.current()).isEqualTo(OLD);
        assertThat(source.reads()).isEqualTo(2);

        clock.advance(Duration.ofNanos(1));
        assertThat(cache.current()).isEqualTo(NEW);
    }

    @Test
    void failsFromAnUnusableCredentialToTheNextGoodOne() {
        cache.current();
        source.remove();

        clock.advance(CredentialCache.LIFETIME);

        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(cache::current);
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(cache::current);
        source.put(NEW);
        assertThat(cache.current()).isEqualTo(NEW);
    }

    @Test
    void acceptsAReplacedCredentialForAnotherLifetime() {
        assertThat(cache.accepted()).containsExactly(OLD);
        source.put(NEW);
        clock.advance(CredentialCache.LIFETIME);

        assertThat(cache.accepted()).containsExactly(NEW, OLD);
        clock.advance(CredentialCache.LIFETIME.minusNanos(1));
        assertThat(cache.accepted()).containsExactly(NEW, OLD);
        clock.advance(Duration.ofNanos(1));
        assertThat(cache.accepted()).containsExactly(NEW);
    }

    @Test
    void readsAReplacementBeforeTheLifetimeIsOver() {
        cache.current();
        source.put(NEW);
        clock.advance(CredentialCache.REREAD_PAUSE);

        assertThat(cache.replacement(OLD)).contains(NEW);
        assertThat(cache.current()).isEqualTo(NEW);
        assertThat(cache.accepted()).containsExactly(NEW, OLD);
    }

    @Test
    void doesNotReadForEachRefusal() {
        cache.current();
        clock.advance(CredentialCache.REREAD_PAUSE);
        assertThat(cache.replacement(OLD)).isEmpty();
        clock.advance(CredentialCache.REREAD_PAUSE.minusNanos(1));

        assertThat(cache.replacement(OLD)).isEmpty();
        assertThat(source.reads()).isEqualTo(2);
    }

    @Test
    void takesWhatAnotherThreadHasReadMeanwhile() {
        cache.current();
        source.put(NEW);
        clock.advance(CredentialCache.REREAD_PAUSE);
        cache.replacement(OLD);

        assertThat(cache.replacement(OLD)).contains(NEW);
        assertThat(source.reads()).isEqualTo(2);
    }

    @Test
    void hasNoReplacementWhileTheSourceIsSilent() {
        cache.current();
        source.goSilent();
        clock.advance(CredentialCache.REREAD_PAUSE);

        assertThat(cache.replacement(OLD)).isEmpty();
    }
}
