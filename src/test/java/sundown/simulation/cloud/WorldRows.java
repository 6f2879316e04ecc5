package sundown.simulation.cloud;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.InMemoryArchiveStore;
import sundown.gallery.InMemoryGalleryIndex;
import sundown.gallery.InMemoryGalleryOrders;
import sundown.gallery.Item;
import sundown.purge.Inclusion;
import sundown.purge.UserRows;
import sundown.receipt.InMemoryReceiptStore;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.simulation.run.Violation;
import sundown.transfer.InMemoryInventoryStore;
import sundown.transfer.InMemoryTransferStore;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer;

/** The rows of a world's users, where they are: their items, inventories, transfers and archives. */
public record WorldRows(
        InMemoryGalleryIndex items,
        InMemoryInventoryStore inventories,
        InMemoryGalleryOrders orders,
        InMemoryTransferStore transfers,
        InMemoryArchiveStore archives,
        InMemoryReceiptStore receipts,
        StoredGroup stored,
        BooleanSupplier closed)
        implements UserRows {
    /** No user of a world has so many that they do not go at once. */
    @Override
    public long remove(UserId user) {
        checkReceipt(user);
        stored.purge(user);
        List<Item> gallery = items.all(user);
        for (Item item : gallery) {
            Violation.unless(
                    !stored.orphans(item.key(), user),
                    "a row stays while it alone tells whose an object is",
                    item.key());
            items.remove(user, item.id());
            stored.forget(item.key(), user);
        }
        long others = others(user);
        inventories.remove(user);
        orders.remove(user);
        transfers.remove(user);
        archives.remove(user);
        return gallery.size() + others;
    }

    private void checkReceipt(UserId user) {
        Optional<Receipt> receipt = receipts.find(user);
        Optional<Counts> moved = receipt.flatMap(Receipt::moved).map(Receipt.Moved::counts);
        Optional<Integer> downloaded = receipt.flatMap(Receipt::downloaded).map(Receipt.Downloaded::volumesDownloaded);
        Violation.unless(receipt.isPresent(), "a receipt is kept before rows are removed", user);
        Optional<Inclusion> proof = receipt.flatMap(Receipt::proof).map(Inclusion::read);
        Violation.unless(
                proof.filter(listed -> listed.root().isPresent())
                        .map(listed -> listed.user().user())
                        .equals(Optional.of(user)),
                "a receipt proves that a manifest lists the user",
                proof);
        // If the close moves now, the user may start again before the rows are gone.
        boolean tellsOfTransfer = transfers.find(user).map(Transfer::counts).stream()
                .allMatch(counts -> moved.equals(Optional.of(counts)));
        boolean tellsOfArchive = archives.find(user).map(Archive::downloads).stream()
                .allMatch(downloads ->
                        downloaded.equals(Optional.of(downloads.volumes().size())));
        Violation.unless(
                !closed.getAsBoolean() || (tellsOfTransfer && tellsOfArchive),
                "a receipt tells what the rows told",
                receipt);
    }

    private long others(UserId user) {
        return (inventories.find(user).isPresent() ? 1L : 0L)
                + orders.count(user)
                + (transfers.find(user).isPresent() ? 1L : 0L)
                + (archives.find(user).isPresent() ? 1L : 0L);
    }

    @Override
    public boolean any(UserId user) {
        return !items.all(user).isEmpty() || others(user) > 0;
    }
}
