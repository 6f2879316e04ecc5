package sundown.purge;

import java.util.Optional;
import java.util.stream.Stream;
import sundown.timeline.GroupId;

/**
 * What was done to each account. No record is taken back. What is read is as it is after every change that came before.
 */
public interface DeletionRecords {
    /**
     * Saves a record, unless there is one of this plan and user that is finished, or that tells of more: entries that
     * are gone stay gone, and two workers may each record what they found.
     *
     * @return false when there is such a one, which stays as it is
     */
    boolean put(GroupId group, Deletion deletion);

    /** What was done by a plan to the account at a place of its manifest. */
    Optional<Deletion> find(GroupId group, PlanId plan, Place place);

    /** What was done by a plan so far to the accounts of a chunk, each once, in the order of their ids. */
    Stream<Deletion> of(GroupId group, PlanId plan, int chunk);
}
