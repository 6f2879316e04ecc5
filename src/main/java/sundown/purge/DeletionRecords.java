package sundown.purge;

import java.util.Optional;
import java.util.stream.Stream;
import sundown.purge.Inclusion.Place;
import sundown.timeline.GroupId;

/**
 * The records of deletions, one for each plan and account. No record is taken back. A read sees every write before it.
 */
public interface DeletionRecords {
    /**
     * Saves a record, unless the store has a finished one of this plan and user, or one with more entries: deleted
     * entries stay gone, and two workers may each record what they found.
     *
     * @return false if the stored record stays as it is
     */
    boolean put(GroupId group, Deletion deletion);

    /** The record of a plan and of the account at a place of its manifest. */
    Optional<Deletion> find(GroupId group, PlanId plan, Place place);

    /** The records of a plan in a chunk, one for each account, in the order of their ids. */
    Stream<Deletion> list(GroupId group, PlanId plan, int chunk);
}
