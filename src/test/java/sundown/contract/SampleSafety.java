package sundown.contract;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.Downloads;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.transfer.InventoryStore.Inventory;
import sundown.transfer.Progress;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;

/** Transfers, archives and inventories of users whose photos are safe in part. */
public final class SampleSafety {
    private static final long ITEM = 1_000;

    private SampleSafety() {}

    /** So many items of a thousand bytes. */
    public static Tally tally(long items) {
        return new Tally(items, items * ITEM);
    }

    /** A transfer that has finished, without some items. */
    public static Transfer moved(UserId user, long items, long failed) {
        return transfer(
                        user,
                        new Counts(
                                tally(items),
                                tally(items - failed),
                                Tally.NONE,
                                tally(failed),
                                Tally.NONE,
                                Tally.NONE,
                                Tally.NONE))
                .withState(new TransferState.Finished(SampleTransfers.NOW));
    }

    /** A transfer that its user stopped after so many items. */
    public static Transfer stopped(UserId user, long items, long done) {
        return transfer(
                        user,
                        new Counts(
                                tally(items), tally(done), Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE))
                .withState(new TransferState.Stopped(SampleTransfers.NOW));
    }

    /** A running transfer with these counts. */
    public static Transfer transfer(UserId user, Counts counts) {
        Progress progress = Records.with(SampleTransfers.halfWay(user).progress(), "counts", counts);
        return SampleTransfers.fresh(user).with(progress);
    }

    /** An archive of so many items of which all was downloaded, without some that it lacks. */
    public static Archive downloaded(UserId user, int items, int leftOut, int lost) {
        Downloads all = SampleArchives.ready(user).downloads();
        return archive(
                user,
                items,
                new Downloads(Set.of(1, 2), all.finishedAt(), all.keptUntil(), tally(items - leftOut), leftOut, lost));
    }

    /** An archive of so many items of which some were downloaded. */
    public static Archive partlyDownloaded(UserId user, int items, int had) {
        return archive(
                user,
                items,
                had == 0
                        ? Downloads.NONE
                        : new Downloads(Set.of(1), Optional.empty(), Optional.empty(), tally(had), 0, 0));
    }

    private static Archive archive(UserId user, int items, Downloads downloads) {
        return Records.with(SampleArchives.ready(user), "gallery", Optional.of(tally(items)))
                .with(downloads);
    }

    /** A gallery of so many items that has been counted. */
    public static Inventory counted(UserId user, long items) {
        Inventory.Holdings holdings = new Inventory.Holdings(
                tally(items), 0, Map.of(), 0, Inventory.Marked.NONE, Optional.empty(), Inventory.Parts.NONE);
        return new Inventory(
                user,
                Optional.of(new Inventory.Counted(holdings, SampleTransfers.NOW)),
                Optional.empty(),
                Optional.empty(),
                0);
    }
}
