package sundown.closing;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveStore;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.timeline.Exports;
import sundown.transfer.NextBatch;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * Ends what still runs of one user, each by the rule that it has itself: a transfer is woken, and its worker ends it;
 * an archive is past its end. What goes by another close than the group's that is walked is left to go on.
 */
@Singleton
final class ExportsEnding {
    private static final Logger LOG = Logger.getLogger(ExportsEnding.class);

    private final TransferStore transfers;
    private final MessageQueue<NextBatch> queue;
    private final ArchiveStore archives;
    private final Exports exports;
    private final Clock clock;

    ExportsEnding(
            TransferStore transfers,
            MessageQueue<NextBatch> queue,
            ArchiveStore archives,
            Exports exports,
            Clock clock) {
        this.transfers = transfers;
        this.queue = queue;
        this.archives = archives;
        this.exports = exports;
        this.clock = clock;
    }

    /** Ends them, and says how the user stands now; he is seen to again as long as something runs. */
    Standing end(UserId user) {
        Optional<Transfer> transfer = transfers.find(user);
        transfer.filter(running -> running.state().active()).ifPresent(this::wake);
        return StandingRules.standing(transfer, ended(user));
    }

    private void wake(Transfer running) {
        queue.send(new NextBatch(running, Correlation.current()));
    }

    /** A worker may note its progress at the same moment: then the end is tried again on what that left. */
    private Optional<Archive> ended(UserId user) {
        Optional<Archive> archive = archives.find(user);
        Optional<Archive> ending = archive.flatMap(this::ending);
        while (ending.isPresent()) {
            archive = archives.save(ending.get()).or(() -> archives.find(user));
            ending = archive.flatMap(this::ending);
        }
        return archive;
    }

    private Optional<Archive> ending(Archive archive) {
        if (!archive.state().live()) {
            return Optional.empty();
        }
        Instant close = exports.closeOf(archive.user());
        Optional<Archive> ending = ArchiveRules.ending(archive, close, clock.instant());
        ending.ifPresent(ended -> LOG.infof("archive %s ends", ended.id()));
        return ending;
    }
}
