package sundown.closing;

import jakarta.inject.Named;
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
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.GroupWork;
import sundown.job.JobId;
import sundown.timeline.Exports;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.transfer.NextBatch;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;

/**
 * Ends what still runs of a user, each by the rule that it has itself: a transfer is woken, and its worker ends it; an
 * archive is past its end. What goes by another close than that of the group is left to go on. It counts the users by
 * what they have taken out, and writes nothing about users of whom nothing runs.
 */
@Singleton
public final class ClosingWork implements GroupWork<Census> {
    static final String NAME = "closing";

    private static final Logger LOG = Logger.getLogger(ClosingWork.class);

    private final TransferStore transfers;
    private final MessageQueue<NextBatch> transferQueue;
    private final ArchiveStore archives;
    private final Exports exports;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    ClosingWork(
            TransferStore transfers,
            MessageQueue<NextBatch> transferQueue,
            ArchiveStore archives,
            Exports exports,
            @Named(NAME) MessageQueue<ChunkMessage> queue,
            Clock clock) {
        this.transfers = transfers;
        this.transferQueue = transferQueue;
        this.archives = archives;
        this.exports = exports;
        this.queue = queue;
        this.clock = clock;
    }

    /** Its job in a group. */
    static JobId job(GroupId group) {
        return new JobId(NAME, group);
    }

    @Override
    public MessageQueue<ChunkMessage> queue() {
        return queue;
    }

    @Override
    public Census begin(Group group, int chunk, Instant run, Optional<Census> before) {
        return Census.NOBODY;
    }

    @Override
    public Census visit(UserId user, Group group, Census census) {
        Optional<Transfer> transfer = transfers.find(user);
        transfer.filter(running -> running.state().active()).ifPresent(this::wake);
        return census.plus(StandingRules.standing(transfer, ended(user), clock.instant()));
    }

    @Override
    public void setAside(UserId user, LoggableFailure failed) {
        LOG.errorf(failed, "user %s needs people: his exports cannot be seen to", user);
    }

    @Override
    public String write(Census census) {
        return CensusDocument.write(census);
    }

    @Override
    public Census read(String text) {
        return CensusDocument.read(text);
    }

    private void wake(Transfer running) {
        transferQueue.send(new NextBatch(running, Correlation.current()));
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
