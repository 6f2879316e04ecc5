package sundown.archive;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.edge.MessageQueue;
import sundown.edge.QueueAnswer;
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.metrics.Metric;
import sundown.timeline.Exports;

/**
 * Builds one volume of an archive, or plans an archive that has no plan yet; runs once per message of the archive
 * queue.
 *
 * <p>A run takes the volume's lease, builds, and records the outcome. Every outcome leaves a volume that is finished or
 * has a time at which it is checked again.
 */
@Singleton
public final class BuildArchiveFunction {
    private static final Logger LOG = Logger.getLogger(BuildArchiveFunction.class);

    /** The rest of the function's 15 minutes is enough to finish a part and record the outcome. */
    private static final Duration LONGEST = Duration.ofMinutes(13);

    private final QueueEdge edge;
    private final ArchiveStore archives;
    private final MessageQueue<ArchiveMessage> queue;
    private final ArchivePlanner planner;
    private final VolumeBuilder builder;
    private final VolumeDispatcher dispatcher;
    private final Exports exports;
    private final Clock clock;

    BuildArchiveFunction(
            QueueEdge edge,
            ArchiveStore archives,
            MessageQueue<ArchiveMessage> queue,
            ArchivePlanner planner,
            VolumeBuilder builder,
            VolumeDispatcher dispatcher,
            Exports exports,
            Clock clock) {
        this.edge = edge;
        this.archives = archives;
        this.queue = queue;
        this.planner = planner;
        this.builder = builder;
        this.dispatcher = dispatcher;
        this.exports = exports;
        this.clock = clock;
    }

    /** Takes {@link ArchiveMessage}s. */
    @Funq("build-archive")
    public QueueAnswer handle(QueueEvent event) {
        return edge.handle(event, ArchiveMessage::read, this::handle);
    }

    private void handle(ArchiveMessage message) {
        Instant now = clock.instant();
        current(message.user(), message.archive())
                .filter(archive -> ArchiveRules.open(archive, exports.closeOf(archive.user()), now))
                .ifPresentOrElse(archive -> work(archive, message, now.plus(LONGEST)), () -> drop(message));
    }

    private void work(Archive archive, ArchiveMessage message, Instant deadline) {
        switch (archive.state()) {
            case ArchiveState.Planning _ when message.planning() -> planner.plan(archive);
            case ArchiveState.Building _ when !message.planning() -> build(archive, message, deadline);
            case ArchiveState.Unfinished _, ArchiveState.Ready _, ArchiveState.Ended _ -> drop(message);
        }
    }

    private static void drop(ArchiveMessage message) {
        LOG.infof("archive %s: a message for volume %d is out of date", message.archive(), message.volume());
    }

    private void build(Archive archive, ArchiveMessage message, Instant deadline) {
        VolumeLease.take(archive, message.volume(), archives, exports, clock)
                .ifPresentOrElse(lease -> build(lease, message, deadline), () -> notTaken(archive, message));
    }

    private void notTaken(Archive archive, ArchiveMessage message) {
        LOG.infof("archive %s: volume %d is done, or another worker has it", archive.id(), message.volume());
        dispatcher.check(archive);
    }

    private void build(VolumeLease lease, ArchiveMessage message, Instant deadline) {
        try {
            switch (builder.build(lease, deadline)) {
                case VolumeBuilder.Outcome.Built built -> done(lease, built.sha256(), deadline.minus(LONGEST));
                case VolumeBuilder.Outcome.OutOfTime _ -> handOn(lease, message);
                case VolumeBuilder.Outcome.LeaseLost _ -> leave(message);
            }
        } catch (RetryableFailure setback) {
            LOG.warnf("archive %s: volume %d pauses: %s", message.archive(), message.volume(), setback.getMessage());
            record(lease, message, VolumeRules::setBack);
        } catch (PermanentFailure refused) {
            LOG.errorf(
                    LoggableFailure.of(refused),
                    "archive %s: volume %d cannot be built",
                    message.archive(),
                    message.volume());
            record(lease, message, VolumeRules::gaveUp);
        }
    }

    private void done(VolumeLease lease, Sha256 sha256, Instant began) {
        Instant now = clock.instant();
        if (lease.save(VolumeRules.done(lease.volume(), sha256, now))) {
            Metric.VOLUME_DURATION.report(Duration.between(began, now));
            Metric.VOLUME_BYTES.report(lease.volume().bytes());
            LOG.infof(
                    "archive %s: volume %d is done",
                    lease.archive().id(), lease.volume().number());
        }
        checkAgain(lease.archive());
    }

    private void handOn(VolumeLease lease, ArchiveMessage message) {
        if (lease.save(VolumeRules.handedOn(lease.volume(), clock.instant()))) {
            LOG.infof("archive %s: volume %d continues in another run", message.archive(), message.volume());
            Metric.VOLUME_SETBACKS.report("OUT_OF_TIME", 1);
            queue.send(message);
        }
    }

    private static void leave(ArchiveMessage message) {
        LOG.infof("archive %s: volume %d is no longer built here", message.archive(), message.volume());
        Metric.VOLUME_SETBACKS.report("LEASE_LOST", 1);
    }

    /** Changes the current row, even if another worker has taken it; that worker then loses its lease. */
    private void record(VolumeLease lease, ArchiveMessage message, BiFunction<Volume, Instant, Volume> change) {
        archives.volume(lease.archive(), message.volume())
                .filter(volume -> volume.state() instanceof VolumeState.Building)
                .flatMap(volume -> archives.save(change.apply(volume, clock.instant())))
                .ifPresentOrElse(saved -> pausedOrGaveUp(lease, saved), () -> leave(message));
    }

    private void pausedOrGaveUp(VolumeLease lease, Volume volume) {
        Metric.VOLUME_SETBACKS.report(volume.state() instanceof VolumeState.GaveUp ? "GAVE_UP" : "TROUBLE", 1);
        checkAgain(lease.archive());
    }

    private void checkAgain(Archive archive) {
        current(archive.user(), archive.id()).ifPresent(dispatcher::check);
    }

    private Optional<Archive> current(UserId user, ArchiveId id) {
        return archives.find(user).filter(archive -> archive.id().equals(id));
    }
}
