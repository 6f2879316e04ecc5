package sundown.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.edge.Json;
import sundown.gallery.Item;
import sundown.gallery.Tally;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.receipt.ReceiptStore.Receipt.Downloaded;
import sundown.receipt.Receipts;
import sundown.refund.RefundView;
import sundown.timeline.Dates.Phase;
import sundown.timeline.NoticeView;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.LibraryAlbum;
import sundown.transfer.TransferView;
import sundown.transfer.Years;

/**
 * The fate of the caller's gallery, for them to keep: the body of {@code GET /receipt}. It names no person and no file.
 * It names albums and Google accounts as long as the transfer has its rows.
 *
 * @param closed true after the close: from then on only the refund and {@code deletedAt} change
 * @param deletedAt when what was left of the gallery was deleted
 * @param proof that the manifest by which that was deleted has the caller's gallery: {@code docs/certificates.md} says
 *     how to check it
 * @param moved what was moved to Google Photos, if a transfer was ever started
 * @param downloaded what was downloaded, if an archive was ever requested
 * @param refund the refund of the last fee; nothing in a region where nothing ends
 * @param recipients who received data
 */
@RegisterForReflection
public record ReceiptView(
        NoticeView notice,
        Instant issuedAt,
        boolean closed,
        Optional<Instant> deletedAt,
        Optional<JsonNode> proof,
        Optional<MovedView> moved,
        Optional<Downloaded> downloaded,
        Optional<RefundView> refund,
        RecipientsView recipients) {

    /**
     * A transfer.
     *
     * @param endedAt when it ended, unless it still runs
     * @param years of what is in the library, in their order; at the end those without a date
     * @param albums at the library, the largest first
     * @param hidden the private items that are not moved
     * @param notChosen the items of no part that the user chose, if there are any
     */
    @RegisterForReflection
    public record MovedView(
            String state,
            TransferView.CountsView items,
            Instant startedAt,
            Optional<Instant> endedAt,
            List<YearView> years,
            List<AlbumView> albums,
            Tally hidden,
            Optional<Tally> notChosen) {
        private static final int ALBUMS_MAX = 1_000;

        private static MovedView of(Receipt.Moved moved, List<LibraryAlbum> albums) {
            return new MovedView(
                    moved.state(),
                    TransferView.CountsView.of(moved.counts()),
                    moved.startedAt(),
                    moved.endedAt(),
                    YearView.of(moved.years()),
                    albums.stream()
                            .sorted(Comparator.comparing(LibraryAlbum::all)
                                    .reversed()
                                    .thenComparing(LibraryAlbum::title))
                            .filter(album -> album.all() > 0)
                            .limit(ALBUMS_MAX)
                            .map(album -> new AlbumView(album.title(), album.all()))
                            .toList(),
                    moved.hidden(),
                    moved.notChosen());
        }

        private boolean any() {
            return items.done().items() + items.duplicate().items() > 0;
        }
    }

    /**
     * The items of a year.
     *
     * @param year absent for those without a date
     */
    @RegisterForReflection
    public record YearView(Optional<Integer> year, long items) {
        private static List<YearView> of(Years years) {
            return years.items().entrySet().stream()
                    .map(year -> new YearView(
                            Optional.of(Integer.valueOf(year.getKey())).filter(known -> known != Item.NO_YEAR),
                            year.getValue()))
                    .sorted(Comparator.comparing(view -> view.year().orElse(Integer.MAX_VALUE)))
                    .toList();
        }
    }

    /**
     * An album at the library.
     *
     * @param items how many it was given
     */
    @RegisterForReflection
    public record AlbumView(String title, long items) {}

    /**
     * Who received data.
     *
     * @param googleAccount whether photos went to a Google account of the user's choice
     * @param googleAccounts the e-mail addresses of those that got photos
     * @param ownDevice whether the user downloaded some
     */
    @RegisterForReflection
    public record RecipientsView(boolean googleAccount, List<String> googleAccounts, boolean ownDevice) {}

    /**
     * Shows a receipt.
     *
     * @param receipt nothing in a region where nothing ends
     * @param names of the current transfer, if there is one
     */
    static ReceiptView of(
            NoticeView notice,
            Optional<Receipt> receipt,
            Optional<Receipts.Names> names,
            Optional<RefundView> refund,
            Instant now) {
        List<LibraryAlbum> albums = names.map(Receipts.Names::albums).orElse(List.of());
        Optional<MovedView> moved = receipt.flatMap(Receipt::moved).map(transfer -> MovedView.of(transfer, albums));
        Optional<Downloaded> downloaded = receipt.flatMap(Receipt::downloaded);
        return new ReceiptView(
                notice,
                now,
                notice.phase().filter(phase -> phase == Phase.CLOSED).isPresent(),
                receipt.flatMap(Receipt::deletedAt),
                receipt.flatMap(Receipt::proof).map(Json::read),
                moved,
                downloaded,
                refund,
                new RecipientsView(
                        moved.filter(MovedView::any).isPresent(),
                        names.stream()
                                .flatMap(known -> known.accounts().stream())
                                .map(LibraryAccount::email)
                                .toList(),
                        downloaded
                                .filter(archive -> archive.volumesDownloaded() > 0)
                                .isPresent()));
    }
}
