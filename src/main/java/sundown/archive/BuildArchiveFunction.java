package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;

/**
 * Builds one volume of an archive, or plans one whose plan is not made yet; runs once per message of the archive queue.
 */
@Singleton
public final class BuildArchiveFunction {
    private static final Logger LOG = Logger.getLogger(BuildArchiveFunction.class);

    /** What is then left of the function's 15 minutes is enough for a part, and for leaving things in order. */
    private static final Duration LONGEST = Duration.ofMinutes(13);

    private final QueueEdge edge;
    private final ArchiveStore archives;
    private final ArchivePlanner planner;
    private final VolumeWorker worker;
    private final BuildKeeper keeper;
    private final Clock clock;

    BuildArchiveFunction(
            QueueEdge edge,
            ArchiveStore archives,
            ArchivePlanner planner,
            VolumeWorker worker,
            BuildKeeper keeper,
            Clock clock) {
        this.edge = edge;
        this.archives = archives;
        this.planner = planner;
        this.worker = worker;
        this.keeper = keeper;
        this.clock = clock;
    }

    /** Takes {@link ArchiveMessage}s. */
    @Funq("build-archive")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, ArchiveMessage::read, this::build);
    }

    private void build(ArchiveMessage message) {
        Instant now = clock.instant();
        Optional<Archive> wanted = archives.find(message.user())
                .filter(archive -> archive.id().equals(message.archive()))
                .filter(archive -> keeper.open(archive, now));
        wanted.ifPresentOrElse(archive -> build(archive, message, now.plus(LONGEST)), () -> drop(message));
    }

    private void build(Archive archive, ArchiveMessage message, Instant deadline) {
        switch (archive.state()) {
            case ArchiveState.Planning ignored -> plan(archive, message);
            case ArchiveState.Building ignored -> buildVolume(archive, message, deadline);
            case ArchiveState.Ready ignored -> drop(message);
            case ArchiveState.Ended ignored -> drop(message);
        }
    }

    private void plan(Archive archive, ArchiveMessage message) {
        if (message.planning()) {
            planner.plan(archive);
        } else {
            drop(message);
        }
    }

    private void buildVolume(Archive archive, ArchiveMessage message, Instant deadline) {
        if (message.planning()) {
            drop(message);
        } else {
            worker.work(archive, message, deadline);
        }
    }

    private static void drop(ArchiveMessage message) {
        LOG.infof("archive %s: a message for volume %d is not wanted any more", message.archive(), message.volume());
    }
}
