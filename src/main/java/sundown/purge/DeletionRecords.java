package sundown.purge;

import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.timeline.GroupId;

/**
 * What was done to each account; nothing takes back what it says. What is read is as it is after every change that came
 * before.
 */
public interface DeletionRecords {
    /**
     * Puts one down, unless there is one of this plan and user that is finished, or that tells of more: entries that
     * are gone stay so, and two workers may put down what each of them found.
     *
     * @return false when there is such a one, which stays as it is
     */
    boolean put(GroupId group, Deletion deletion);

    /** What was done to an account by a plan. */
    Optional<Deletion> find(GroupId group, PlanId plan, UserId user);

    /** What was done by a plan so far; each account once, a sixteenth of them in memory. */
    Stream<Deletion> all(GroupId group, PlanId plan);

    /**
     * What was done by a plan so far to the accounts from one id to another, both included, in the order of characters.
     */
    Stream<Deletion> within(GroupId group, PlanId plan, UserId first, UserId last);
}
