package sundown.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.archive.ArchiveView;
import sundown.refund.RefundView;
import sundown.timeline.NoticeView;
import sundown.timeline.Phase;
import sundown.transfer.TransferView;

/**
 * What became of the caller's gallery, for them to keep: the body of {@code GET /receipt}. It names no person, no
 * account and no file. Instants are ISO 8601 in UTC.
 *
 * @param closed true after the close: from then on only the refund changes
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
        private static MovedView of(TransferView transfer) {
            return new MovedView(transfer.state(), transfer.items(), transfer.startedAt(), transfer.endedAt());
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
        private static DownloadedView of(ArchiveView archive) {
            return new DownloadedView(
                    archive.state(),
                    archive.progress().items(),
                    archive.leftOut(),
                    archive.progress().volumes(),
                    archive.progress().volumesDownloaded(),
                    archive.createdAt(),
                    archive.downloadedAt());
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

    /** Takes from the status what is worth keeping. */
    static ReceiptView of(StatusView status, Instant now) {
        Optional<MovedView> moved = status.transfer().map(MovedView::of);
        Optional<DownloadedView> downloaded = status.archive().map(DownloadedView::of);
        return new ReceiptView(
                status.notice(),
                now.toString(),
                status.notice().phase().filter(phase -> phase == Phase.CLOSED).isPresent(),
                moved,
                downloaded,
                status.refund(),
                new RecipientsView(
                        moved.filter(MovedView::any).isPresent(),
                        downloaded.filter(DownloadedView::any).isPresent()));
    }
}
