package sundown.milestone;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.Group;

/**
 * What a room does once a milestone of a group has come. A room that has something to do there implements it as a bean;
 * it is found by its type. It may be called again at any time, also after it was done, and does no harm then.
 */
public interface MilestoneHandler {
    /** True when it has something to do there. */
    boolean actsAt(Milestone milestone);

    /** Names it among those of a milestone; it stays the same for good. Letters, digits and hyphens. */
    String name();

    /**
     * Acts, or goes on with it.
     *
     * @param milestone one at which it acts
     * @param after where the call before this one stopped, in the room's own words; nothing at first
     * @param end when to stop at the latest; somebody comes again and goes on
     * @return where it stopped because its time was over; nothing when all is done
     */
    Optional<String> act(Group group, Milestone milestone, Optional<String> after, Instant end);
}
