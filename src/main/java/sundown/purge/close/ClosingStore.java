package sundown.purge.close;

import java.util.Optional;
import sundown.timeline.GroupId;

/** How far each group's close has come. What is read is as it is after every save that came before. */
public interface ClosingStore {
    /** The closing of a group; {@link ClosingRules#drained} says whether it counts. */
    Optional<Closing> find(GroupId group);

    /**
     * Saves a closing if nobody did since this one was read: the version stored is still its own (none for 0).
     *
     * @return the closing with its new version, or nothing when somebody was faster
     */
    Optional<Closing> save(Closing closing);
}
