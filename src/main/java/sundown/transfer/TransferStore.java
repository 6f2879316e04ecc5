package sundown.transfer;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.edge.EventuallyConsistent;
import sundown.gallery.Item.ItemId;
import sundown.sweep.Wake;
import sundown.transfer.Transfer.TransferId;

/** Transfers, their batches and their failed items. Reads are strongly consistent, unless marked. */
public interface TransferStore {
    /** The user's transfer. */
    Optional<Transfer> find(UserId user);

    /** The transfers of several users, with few calls. */
    Found<Transfer> findAll(List<UserId> users);

    /**
     * Saves a transfer by a conditional write: the stored version must still be its own (no row for 0).
     *
     * @return the transfer with its new version; nothing when another save came first
     */
    Optional<Transfer> save(Transfer transfer);

    /** The saved batch that comes next in a transfer, if there is one; as it was settled, if it was. */
    Optional<Batch> findBatch(Transfer transfer);

    /** Saves the batch that comes next in a transfer, over an earlier save of it. The batches beside it stay. */
    void saveBatch(Transfer transfer, Batch batch);

    /**
     * Saves the batch that comes next in a transfer as it was settled. No other save of it counts any more, and it
     * stays as long as the transfer.
     */
    void saveSettled(Transfer transfer, SettledBatch settled);

    /** Lists the settled batches of a transfer, as far as they are counted, in the order of their numbers. */
    List<SettledBatch> listSettled(Transfer transfer, int from, int limit);

    /** The years of all items that a transfer has counted as in the library. */
    Years years(Transfer transfer);

    /** Finds the albums of a title at the library. */
    Optional<LibraryAlbum> findAlbum(Transfer transfer, String title);

    /** Saves the albums of a title, over an earlier save. */
    void saveAlbum(Transfer transfer, LibraryAlbum album);

    /** Lists the albums of a transfer at the library, in any order. */
    List<LibraryAlbum> listAlbums(Transfer transfer);

    /** Records failed items. An item that is already recorded is replaced. */
    void saveFailures(Transfer transfer, List<FailedItem> failures);

    /** Forgets the failures of items that the library has taken since. */
    void removeFailures(Transfer transfer, Collection<ItemId> items);

    /**
     * The failed items of a user's transfer, also of one that another has replaced, in the order of their ids.
     *
     * @param after the last item of the previous page; nothing for the first page
     * @param limit the most items to return; fewer mean that there are no more
     */
    List<FailedItem> listFailures(UserId user, TransferId transfer, Optional<ItemId> after, int limit);

    /** The failed items of a transfer, likewise. */
    default List<FailedItem> listFailures(Transfer transfer, Optional<ItemId> after, int limit) {
        return listFailures(transfer.user(), transfer.id(), after, limit);
    }

    /**
     * Users with a transfer that the sweep must wake or check, the longest due first.
     *
     * @param shard the shard of the users, by {@link sundown.sweep.Wake.Shards}
     */
    @EventuallyConsistent
    List<UserId> listDue(int shard, Instant now, int limit);

    /**
     * All users with such a transfer, also where its time is far off, the longest due first; a page at a time. A user
     * who moves to a later time meanwhile is listed there again.
     *
     * @param after the last one of the page before
     */
    @EventuallyConsistent
    List<Wake> listWaiting(int shard, Optional<Wake> after, int limit);

    /**
     * An item that the library did not take, as shown to the user.
     *
     * @param name the file name as the user knows it; never logged
     * @param at when it was refused
     */
    record FailedItem(ItemId item, String name, long bytes, FailureReason reason, Instant at) {
        @Override
        public String toString() {
            return "FailedItem[" + item + ", " + reason + "]";
        }
    }
}
