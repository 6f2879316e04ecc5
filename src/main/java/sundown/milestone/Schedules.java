package sundown.milestone;

import java.util.Set;

/**
 * The schedules that bring word of the groups' dates: each sends one {@link MilestoneMessage} of its group when its
 * time has come, at least once and within a minute, and stays when it has done so.
 */
public interface Schedules {
    /** Puts one: a new one, or the one that is there at another instant. */
    void put(ScheduledDate date);

    /** Removes one, if it is there. */
    void remove(GroupMilestone name);

    /** Those that are there, whenever they come or came. */
    Set<GroupMilestone> present();
}
