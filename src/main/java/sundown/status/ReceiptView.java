package sundown.status;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.edge.Json;
import sundown.receipt.ReceiptStore.Receipt;
import sundown.refund.RefundView;
import sundown.timeline.Dates.Phase;
import sundown.timeline.NoticeView;
import sundown.transfer.TransferView;

/**
 * What became of the caller's gallery, for them to keep: the body of {@code GET /receipt}. It names no person, no
 * account and no file. Instants are ISO 8601 in UTC.
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
        String issuedAt,
        boolean closed,
        Optional<String> deletedAt,
        Optional<JsonNode> proof,
        Optional<MovedView> moved,
        Optional<DownloadedView> downloaded,
        Optional<RefundView> refund,
        RecipientsView recipients) {

    /**
     * A transfer.
     *
     * @param endedAt when it ended, unless it still runs
     */
    @RegisterForReflection
    public record MovedView(String state, TransferView.CountsView items, String startedAt, Optional<String> endedAt) {
        private static MovedView of(Receipt.Moved moved) {
            return new MovedView(
                    moved.state(),
                    TransferView.CountsView.of(moved.counts()),
                    moved.startedAt().toString(),
                    moved.endedAt().map(Instant::toString));
        }

        private boolean any() {
            return items.done().items() + items.duplicate().items() > 0;
        }
    }

    /**
     * An archive.
     *
     * @param items in the gallery; unknown before it is planned
     * @param leftOut how many of them it lacks
     * @param volumes how many it has; unknown before it is planned
     * @param volumesDownloaded how many have arrived, as the page or app said
     * @param finishedAt when the last one arrived
     */
    @RegisterForReflection
    public record DownloadedView(
            String state,
            Optional<Long> items,
            long leftOut,
            Optional<Integer> volumes,
            int volumesDownloaded,
            String requestedAt,
            Optional<String> finishedAt) {
        private static DownloadedView of(Receipt.Downloaded downloaded) {
            return new DownloadedView(
                    downloaded.state(),
                    downloaded.items(),
                    downloaded.leftOut(),
                    downloaded.volumes(),
                    downloaded.volumesDownloaded(),
                    downloaded.requestedAt().toString(),
                    downloaded.finishedAt().map(Instant::toString));
        }

        private boolean any() {
            return volumesDownloaded > 0;
        }
    }

    /**
     * Who received data.
     *
     * @param googleAccount whether photos went to a Google account of the user's choice
     * @param ownDevice whether the user downloaded some
     */
    @RegisterForReflection
    public record RecipientsView(boolean googleAccount, boolean ownDevice) {}

    /**
     * Shows a receipt.
     *
     * @param receipt nothing in a region where nothing ends
     */
    static ReceiptView of(NoticeView notice, Optional<Receipt> receipt, Optional<RefundView> refund, Instant now) {
        Optional<MovedView> moved = receipt.flatMap(Receipt::moved).map(MovedView::of);
        Optional<DownloadedView> downloaded =
                receipt.flatMap(Receipt::downloaded).map(DownloadedView::of);
        return new ReceiptView(
                notice,
                now.toString(),
                notice.phase().filter(phase -> phase == Phase.CLOSED).isPresent(),
                receipt.flatMap(Receipt::deletedAt).map(Instant::toString),
                receipt.flatMap(Receipt::proof).map(Json::read),
                moved,
                downloaded,
                refund,
                new RecipientsView(
                        moved.filter(MovedView::any).isPresent(),
                        downloaded.filter(DownloadedView::any).isPresent()));
    }
}
