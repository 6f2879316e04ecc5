package sundown.timeline;

import java.time.Duration;
import java.util.Optional;
import sundown.edge.EventuallyConsistent;

/** The timeline, in every version. */
public interface TimelineStore {
    /** How old the version in force may be, unless it is read as {@link #current}. */
    Duration CACHED = Duration.ofMinutes(1);

    /**
     * The version in force, at most {@link #CACHED} old. A new deployment starts with the timeline it was deployed
     * with.
     */
    @EventuallyConsistent
    Timeline inForce();

    /** The version in force, read strongly consistent. */
    Publication current();

    /**
     * A version that another has replaced, or is about to replace.
     *
     * @return nothing when there is none of this number: versions count up by one from what the deployment started from
     */
    Optional<Publication> replaced(int version);

    /**
     * Stores what the deployment starts from, unless a version is in force. A later deployment does not replace it.
     *
     * @return false when a version is in force already
     */
    boolean begin(Publication start);

    /**
     * Puts the next version in force if the one that was read still is; that one stays available as {@link #replaced}.
     * If the response is lost, the retry reports another writer: read again to know.
     *
     * @param next the version after the one that was read
     * @return false when another writer came first; nothing has changed then
     */
    boolean publish(Publication read, Publication next);
}
