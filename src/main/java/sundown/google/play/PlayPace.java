package sundown.google.play;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.failure.RetryableFailure;
import sundown.sweep.SeveralAtOnce;

/**
 * The pace that keeps all workers together within the requests a minute that Google grants: a call takes no less than
 * the share of one worker. What is left of it, half a second, is waited for: a worker that parked its refund instead
 * would take it up an hour later.
 *
 * @see <a href="https://developers.google.com/android-publisher/quotas">Quotas</a>
 */
@Singleton
record PlayPace(Duration least) {
    /** @param rate the requests a minute, and the number of refunds that are requested at once, but for the sweep's */
    @Inject
    PlayPace(@ConfigProperty(name = "GOOGLE_PLAY_RATE") List<Long> rate) {
        this(Duration.ofMinutes(rate.get(1) + SeveralAtOnce.CONCURRENT_MAX).dividedBy(rate.get(0)));
    }

    /** Makes a call, and waits until its time is over. */
    <T> T during(Supplier<T> call) {
        long begun = System.nanoTime();
        T answer = call.get();
        try {
            Thread.sleep(least.minusNanos(System.nanoTime() - begun));
            return answer;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RetryableFailure("interrupted after a call of Google Play", stopped);
        }
    }
}
