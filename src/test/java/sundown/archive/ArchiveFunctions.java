package sundown.archive;

import java.time.Clock;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.archive.Archive.ArchiveMessage;
import sundown.edge.MessageQueue;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryObjects;
import sundown.media.AddedDates;
import sundown.refund.RefundMessage;
import sundown.runtime.Assembly;
import sundown.secret.SecretSealer;
import sundown.sweep.SeveralAtOnce;
import sundown.timeline.TimelineStore;
import sundown.transfer.TransferStore;

/** All functions of an archive, put together by hand over any ports: what the container does in a deployed function. */
public record ArchiveFunctions(
        RequestArchiveFunction request,
        GetArchiveFunction get,
        ConfirmDownloadFunction confirm,
        DeleteArchiveFunction delete,
        BuildArchiveFunction build,
        ArchiveSweep round) {

    /** What the functions reach the world through. */
    public record Ports(
            AccountStore accounts,
            TimelineStore timelines,
            GalleryIndex gallery,
            TransferStore transfers,
            GalleryObjects objects,
            SecretSealer sealer,
            ArchiveStore archives,
            MessageQueue<ArchiveMessage> queue,
            VolumeStorage storage,
            MessageQueue<RefundMessage> refunds) {}

    /**
     * Puts them together.
     *
     * @param random makes ids, passwords and salts
     */
    public static ArchiveFunctions over(
            Ports ports, ArchiveSettings settings, AddedDates dates, Clock clock, RandomGenerator random) {
        return Assembly.of(ArchiveFunctions.class, ports, settings, dates, new SeveralAtOnce(1), clock, random);
    }
}
