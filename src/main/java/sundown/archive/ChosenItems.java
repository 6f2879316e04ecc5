package sundown.archive;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.archive.Archive.Chosen;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferStore.FailedItem;

/** Reads the items among which an archive chooses, in the order of their ids. */
@Singleton
record ChosenItems(GalleryIndex gallery, TransferStore transfers) {
    /** The gallery finds so many items at once. */
    private static final int FAILURES = 100;

    /**
     * The pages of a gallery, each read when the stream comes to it. Where only failures of a transfer are chosen,
     * those that the gallery still has: few calls, however large the gallery is.
     *
     * @param limit the most items of a page
     */
    Stream<List<Item>> pages(UserId user, Chosen chosen, int limit) {
        return chosen.failures()
                .map(failures -> failed(user, failures.transfer()))
                .orElseGet(() -> GalleryIndex.pages(gallery, user, limit));
    }

    private Stream<List<Item>> failed(UserId user, TransferId transfer) {
        return Stream.iterate(
                        transfers.listFailures(user, transfer, Optional.empty(), FAILURES),
                        page -> !page.isEmpty(),
                        page -> page.size() < FAILURES
                                ? List.of()
                                : transfers.listFailures(
                                        user,
                                        transfer,
                                        Optional.of(page.getLast().item()),
                                        FAILURES))
                .map(page ->
                        gallery.find(user, page.stream().map(FailedItem::item).toList()));
    }
}
