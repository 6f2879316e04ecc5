package sundown.report;

import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveStore;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Tally;
import sundown.transfer.FailedItem;
import sundown.transfer.FailureReason;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * Reads what counts of one user: two rows, the failed items where there are any, and the gallery where it is asked for.
 */
@Singleton
final class UserCounter {
    private static final Logger LOG = Logger.getLogger(UserCounter.class);
    private static final int PAGE = 1_000;

    private final TransferStore transfers;
    private final ArchiveStore archives;
    private final GalleryIndex galleries;

    UserCounter(TransferStore transfers, ArchiveStore archives, GalleryIndex galleries) {
        this.transfers = transfers;
        this.archives = archives;
        this.galleries = galleries;
    }

    /** One whose rows cannot be read keeps nobody else from being counted; the report says how many there are. */
    UserFigures count(UserId user, boolean gallery) {
        try {
            return read(user, gallery);
        } catch (PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "user %s cannot be counted", user);
            return UserFigures.UNREAD;
        }
    }

    private UserFigures read(UserId user, boolean gallery) {
        Optional<Transfer> transfer = transfers.find(user);
        Optional<Archive> archive = archives.find(user);
        return new UserFigures(
                CountingRules.standing(transfer, archive),
                Headcount.one(CountingRules.taken(transfer, archive)),
                gallery ? galleries.count(user) : Tally.NONE,
                transfer.map(this::failed).orElse(Map.of()),
                true);
    }

    private Map<FailureReason, Long> failed(Transfer transfer) {
        Map<FailureReason, Long> items = new EnumMap<>(FailureReason.class);
        if (transfer.counts().failed().items() > 0) {
            List<FailedItem> page = transfers.failures(transfer, Optional.empty(), PAGE);
            while (!page.isEmpty()) {
                page.forEach(item -> items.merge(item.reason(), 1L, Long::sum));
                page = transfers.failures(transfer, Optional.of(page.getLast().item()), PAGE);
            }
        }
        return items;
    }
}
