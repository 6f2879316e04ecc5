package sundown.milestone;

import java.time.Instant;
import java.util.Optional;
import sundown.timeline.Group;

/**
 * Acts for a room when a milestone of a group has come. Each room adds its handler as a bean of this type. A handler
 * may be called again at any time, even after it is done, without harm.
 */
public interface MilestoneHandler {
    /** True when it acts at this milestone. */
    boolean actsAt(Milestone milestone);

    /** The unique, stable name of the handler: letters, digits and hyphens. */
    String name();

    /**
     * Acts, or continues from a checkpoint.
     *
     * @param milestone one at which it acts
     * @param after where the previous call stopped, in the handler's own format; nothing at first
     * @param end when to stop at the latest; a later call continues
     * @return where it stopped because its time was over; nothing when it is done
     */
    Optional<String> act(Group group, Milestone milestone, Optional<String> after, Instant end);
}
