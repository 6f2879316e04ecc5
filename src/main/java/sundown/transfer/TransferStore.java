package sundown.transfer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.ItemId;

/** The transfers, their batches under way and their failed items. */
public interface TransferStore {
    /** The user's transfer, as it is after every save that came before. */
    Optional<Transfer> find(UserId user);

    /**
     * Saves a transfer if nobody did since this one was read: the version stored is still its own (none for 0).
     *
     * @return the transfer with its new version, or nothing when somebody was faster
     */
    Optional<Transfer> save(Transfer transfer);

    /** The batch under way of a transfer, if one was saved. */
    Optional<Batch> batch(Transfer transfer);

    /** Saves the batch under way; it takes the place of the one before. */
    void saveBatch(Transfer transfer, Batch batch);

    /** Records failed items; one that is there already is replaced. */
    void saveFailures(Transfer transfer, List<FailedItem> failures);

    /** Forgets failures of items that were taken after all. */
    void removeFailures(Transfer transfer, Collection<ItemId> items);

    /**
     * The failed items in the order of their ids.
     *
     * @param after the last of the page before, or nothing for the first
     * @param limit at most so many; fewer mean that there are no more
     */
    List<FailedItem> failures(Transfer transfer, Optional<ItemId> after, int limit);

    /**
     * Users whose transfer is to be woken or looked after at this time; a few at a time, those that wait longest first.
     */
    List<UserId> due(Instant now, int limit);
}
