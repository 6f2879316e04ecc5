package sundown.advance;

import java.util.Optional;
import sundown.timeline.GroupId;

/** How far the groups have been advanced. What is read is as it is after every save that came before. */
public interface AdvanceStore {
    /** How far a group is; at its beginning when nothing was saved yet. */
    Advance find(GroupId group);

    /**
     * Saves it with the next version, if nobody did since it was read.
     *
     * @return false when somebody was faster
     */
    boolean save(Advance advance);

    /** Where the work on a milestone of a group stopped last. */
    Optional<Stop> stopped(GroupId group, Milestone milestone);

    /** Notes where it stopped; of several, the last one counts. */
    void stop(GroupId group, Stop stop);
}
