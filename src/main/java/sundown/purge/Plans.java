package sundown.purge;

import java.util.Optional;
import sundown.timeline.GroupId;

/** The plans of groups. What is read is as it is after every change that came before. */
public interface Plans {
    /** The plan that a group was given last, if its manifest is made; nothing while that is being made. */
    Optional<Plan> latest(GroupId group);
}
