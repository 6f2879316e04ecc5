package sundown.closing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sundown.archive.Archive;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;

/** How a user stands at his group's close: pure. */
public final class StandingRules {
    /**
     * So long a removal of an archive may take once its time has come. What is left of it then is in the manifest, and
     * what is removed later is gone when the deletion comes to it.
     */
    static final Duration REMOVAL = Duration.ofMinutes(30);

    private StandingRules() {}

    /**
     * What a user has taken out. As long as workers may be at an archive that has ended, something of his runs: what is
     * then listed of the storage would not be all. While it is being removed it would be too much, so that is waited
     * for, too, but not for ever.
     */
    public static Standing standing(Optional<Transfer> transfer, Optional<Archive> archive, Instant now) {
        if (transfer.filter(StandingRules::running).isPresent()
                || archive.filter(found -> running(found, now)).isPresent()) {
            return Standing.RUNNING;
        }
        boolean moved = transfer.filter(ended -> ended.state() instanceof TransferState.Finished)
                .isPresent();
        boolean downloaded =
                archive.flatMap(ended -> ended.downloads().finishedAt()).isPresent();
        if (moved) {
            return downloaded ? Standing.BOTH : Standing.MOVED;
        }
        return downloaded ? Standing.DOWNLOADED : Standing.NEITHER;
    }

    private static boolean running(Transfer transfer) {
        return transfer.state().active();
    }

    private static boolean running(Archive archive, Instant now) {
        return archive.state().live()
                || archive.lastCleaning()
                        .filter(cleanAt -> now.isBefore(cleanAt.plus(REMOVAL)))
                        .isPresent();
    }
}
