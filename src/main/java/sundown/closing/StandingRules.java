package sundown.closing;

import java.util.Optional;
import sundown.archive.Archive;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;

/** How a user stands at his group's close: pure. */
public final class StandingRules {
    private StandingRules() {}

    /**
     * What a user has taken out. As long as something of an archive is to be removed, something of his runs: what is
     * then listed of the storage would not be all, or not be there a moment later.
     */
    public static Standing standing(Optional<Transfer> transfer, Optional<Archive> archive) {
        if (transfer.filter(StandingRules::running).isPresent()
                || archive.filter(StandingRules::running).isPresent()) {
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

    private static boolean running(Archive archive) {
        return archive.state().live() || archive.nextCleaning().isPresent();
    }
}
