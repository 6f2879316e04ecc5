package sundown.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * A credential in memory, read when it is first needed and again every few minutes: operators replace it without a
 * deployment. While its source cannot be read, the last one read stays in use; when the source has none that is
 * well-formed, none is.
 */
public final class CredentialCache<C extends Credential> {
    /** How long a credential stays in use at most after operators have replaced it. */
    public static final Duration LIFETIME = Duration.ofMinutes(5);

    /** A read that failed delays its caller, so not every call repeats it. */
    static final Duration RETRY_PAUSE = Duration.ofSeconds(30);

    /** Anyone can send requests with a wrong signature, and each asks for a replacement. */
    static final Duration REREAD_PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(CredentialCache.class);

    private final Credential.Source<C> source;
    private final Clock clock;
    private Optional<Kept<C>> last = Optional.empty();
    private Instant triedAt = Instant.MIN;

    /** @param replacedAt when the credential was seen to differ from the one before */
    private record Kept<C>(C credential, Instant readAt, Optional<C> before, Instant replacedAt) {
        Kept<C> readAgain(C read, Instant now) {
            return read.equals(credential)
                    ? new Kept<>(credential, now, before, replacedAt)
                    : new Kept<>(read, now, Optional.of(credential), now);
        }
    }

    public CredentialCache(Credential.Source<C> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /**
     * The credential to use.
     *
     * @throws RetryableFailure when it was never read and cannot be read now
     * @throws PermanentFailure when the source has none that is well-formed
     */
    public synchronized C current() {
        Instant now = clock.instant();
        return last.filter(kept -> isWithin(LIFETIME, kept.readAt(), now) || isWithin(RETRY_PAUSE, triedAt, now))
                .map(Kept::credential)
                .orElseGet(this::read);
    }

    /**
     * The credentials with which another service may have signed: the current one, and for {@link #LIFETIME} the one
     * that it has replaced.
     */
    public synchronized List<C> accepted() {
        C current = current();
        Optional<C> before = last.filter(kept -> isWithin(LIFETIME, kept.replacedAt(), clock.instant()))
                .flatMap(Kept::before);
        return Stream.concat(Stream.of(current), before.stream()).toList();
    }

    /** The credential in place of one that was refused; reads the source unless that happened moments ago. */
    public synchronized Optional<C> replacement(C refused) {
        if (current().equals(refused) && !isWithin(REREAD_PAUSE, triedAt, clock.instant())) {
            read();
        }
        return Optional.of(current()).filter(credential -> !credential.equals(refused));
    }

    private C read() {
        triedAt = clock.instant();
        try {
            C read = source.read();
            last = Optional.of(last.map(kept -> kept.readAgain(read, triedAt))
                    .orElseGet(() -> new Kept<>(read, triedAt, Optional.empty(), Instant.MIN)));
            return read;
        } catch (RetryableFailure silent) {
            Kept<C> kept = last.orElseThrow(() -> silent);
            LOG.warnf(
                    "a %s read at %s stays in use: %s",
                    kept.credential().getClass().getSimpleName(), kept.readAt(), silent.getMessage());
            return kept.credential();
        } catch (PermanentFailure unusable) {
            last = Optional.empty();
            throw unusable;
        }
    }

    private static boolean isWithin(Duration duration, Instant since, Instant now) {
        return !now.isBefore(since) && now.isBefore(since.plus(duration));
    }
}
