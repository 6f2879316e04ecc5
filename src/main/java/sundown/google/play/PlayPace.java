package sundown.google.play;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import sundown.failure.RetryableFailure;

/**
 * Keeps all workers together within the requests a minute that Google grants, of which each worker has the same share.
 * A worker that has used its share asks no more in this minute: its refunds wait like those of a silent service.
 *
 * @see <a href="https://developers.google.com/android-publisher/quotas">Quotas</a>
 */
@Singleton
final class PlayPace {
    /** The workers of the sweep that refund and that cancel. */
    private static final int SWEEPS = 2;

    private final long share;
    private final Clock clock;
    private Instant minute = Instant.MIN;
    private long requests;

    /** @param rate the requests a minute, and the number of workers of the refund queue */
    PlayPace(@ConfigProperty(name = "GOOGLE_PLAY_RATE") List<Long> rate, Clock clock) {
        this.share = Math.max(1, rate.get(0) / (rate.get(1) + SWEEPS));
        this.clock = clock;
    }

    /** Counts a request, or fails where it would be one too many. */
    synchronized void take() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        requests = now.equals(minute) ? requests + 1 : 1;
        minute = now;
        if (requests > share) {
            throw new RetryableFailure("Google Play: this worker has used its requests of this minute");
        }
    }
}
