package sundown.simulation.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import sundown.simulation.run.Troubles;
import sundown.timeline.Publication;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * A store in which a publication that succeeded may look as if somebody else had been faster, and in which the version
 * in force may be the one of a minute ago.
 */
public final class TroubledTimelines {
    private static final Duration LONGEST_UNHEARD = Duration.ofMinutes(1);

    private final TimelineStore real;
    private final Troubles troubles;
    private final Clock truth;
    private Instant replacedAt = Instant.EPOCH;

    public TroubledTimelines(TimelineStore real, Troubles troubles, Clock truth) {
        this.real = real;
        this.troubles = troubles;
        this.truth = truth;
    }

    public Timeline inForce() {
        boolean unheard = truth.instant().isBefore(replacedAt.plus(LONGEST_UNHEARD)) && troubles.changeUnheard();
        Publication current = real.current();
        return unheard ? real.replaced(current.version() - 1).orElseThrow().timeline() : current.timeline();
    }

    public boolean publish(Publication read, Publication next) {
        boolean published = real.publish(read, next);
        if (published) {
            replacedAt = truth.instant();
        }
        return published && !troubles.echoLost();
    }
}
