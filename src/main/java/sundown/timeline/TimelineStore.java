package sundown.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.digest.Sha256;
import sundown.edge.EventuallyConsistent;
import sundown.operator.Operator;

/** The timeline, in every version. */
public interface TimelineStore {
    /** The age of the version in force, unless it is read as {@link #current}. */
    Duration CACHE_AGE_MAX = Duration.ofMinutes(1);

    /**
     * The version in force, at most {@link #CACHE_AGE_MAX} old; {@link Timeline#NOT_ANNOUNCED} until there is one, and
     * a few seconds longer in other processes than the publisher's.
     */
    @EventuallyConsistent
    Timeline inForce();

    /** The version in force, read strongly consistent; {@link Publication#NONE} until there is one. */
    Publication current();

    /**
     * A version that another has replaced, or is about to replace.
     *
     * @return empty if there is no version of this number: versions count up by one from 1
     */
    Optional<Publication> replaced(int version);

    /**
     * Puts the next version in force if the one that was read still is; that one stays available as {@link #replaced}.
     * If the response is lost, the retry reports another writer: read again to know.
     *
     * @param read may be {@link Publication#NONE}, of which nothing is kept
     * @param next the version after the one that was read
     * @return false when another writer came first; nothing has changed then
     */
    boolean publish(Publication read, Publication next);

    /**
     * The version that was proposed last, whatever became of it, read strongly consistent; its publisher is who
     * proposed it. Empty while there is none.
     */
    Optional<Publication> proposed();

    /** Keeps a version that somebody proposes, in place of the one that was proposed before. */
    void propose(Publication proposal);

    /**
     * A version of the timeline, with its publisher, reason, and time.
     *
     * @param at empty while nothing is announced
     */
    record Publication(Timeline timeline, Operator by, String reason, Optional<Instant> at) {
        /** Stands for the version in force until an operator has published the first one. */
        public static final Publication NONE = new Publication(
                Timeline.NOT_ANNOUNCED, Operator.unproven("nobody"), "nothing is announced", Optional.empty());

        /** Names what it says and when: the SHA-256 over its document and its instants. */
        public Sha256 hash() {
            return Sha256.over(TimelineDocument.write(timeline) + "\n" + TimelineDocument.dates(timeline));
        }

        /** The number of the version. */
        public int version() {
            return timeline.version();
        }
    }
}
