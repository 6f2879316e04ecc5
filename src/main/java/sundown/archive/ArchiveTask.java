package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.sweep.SweepTask;
import sundown.timeline.Exports;

/**
 * The sweep of the archives: ends those whose time is over, removes what ended ones left, and looks after those that
 * are being planned or built.
 */
@Singleton
public final class ArchiveTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(ArchiveTask.class);
    private static final int AT_ONCE = 100;

    private final ArchiveStore archives;
    private final MessageQueue<ArchiveMessage> queue;
    private final ArchiveFiles files;
    private final VolumeLooks looks;
    private final Exports exports;
    private final Clock clock;

    ArchiveTask(
            ArchiveStore archives,
            MessageQueue<ArchiveMessage> queue,
            ArchiveFiles files,
            VolumeLooks looks,
            Exports exports,
            Clock clock) {
        this.archives = archives;
        this.queue = queue;
        this.files = files;
        this.looks = looks;
        this.exports = exports;
        this.clock = clock;
    }

    @Override
    public int run() {
        return archives.due(clock.instant(), AT_ONCE).stream()
                .mapToInt(this::seeToOrLeave)
                .sum();
    }

    /** One user's row that cannot be seen to keeps nobody else waiting; it is due again at the next sweep. */
    private int seeToOrLeave(UserId user) {
        try {
            return archives.find(user).filter(this::seeTo).isPresent() ? 1 : 0;
        } catch (RetryableFailure | PermanentFailure failed) {
            LOG.errorf(LoggableFailure.of(failed), "the archive of user %s could not be seen to", user);
            return 0;
        }
    }

    /** True when something was done. */
    private boolean seeTo(Archive archive) {
        Instant now = clock.instant();
        Instant close = exports.closeOf(archive.user());
        Optional<Archive> ended = ArchiveRules.ending(archive, close, now);
        if (ended.isPresent()) {
            return end(ended.get());
        }
        if (toBeCleaned(archive, now)) {
            return clean(archive, now);
        }
        return switch (archive.state()) {
            case ArchiveState.Planning planning -> plan(archive, planning, close, now);
            case ArchiveState.Building building -> !now.isBefore(building.checkAt()) && look(archive);
            case ArchiveState.Ready ready -> postpone(archive, ready, close);
            case ArchiveState.Ended ignored -> false;
        };
    }

    private boolean end(Archive ended) {
        LOG.infof("archive %s ends", ended.id());
        return archives.save(ended).isPresent();
    }

    private static boolean toBeCleaned(Archive archive, Instant now) {
        return archive.cleanAt().filter(cleanAt -> !now.isBefore(cleanAt)).isPresent();
    }

    /**
     * What is there is listed before the row is read again: an archive that begins meanwhile is not in the list, and
     * one that began before is the row's. Should that one have ended meanwhile, workers may be at it: all waits for its
     * time.
     */
    private boolean clean(Archive archive, Instant now) {
        Set<ArchiveId> stored = files.archives(archive.group(), archive.user());
        return archives.find(archive.user())
                .filter(current -> toBeCleaned(current, now))
                .flatMap(current -> clean(current, stored))
                .isPresent();
    }

    private Optional<Archive> clean(Archive current, Set<ArchiveId> stored) {
        stored.stream()
                .filter(id -> !(current.state().live() && current.id().equals(id)))
                .forEach(id -> files.remove(current.group(), current.user(), id));
        return archives.save(current.cleanedAt(Optional.empty()));
    }

    private boolean plan(Archive archive, ArchiveState.Planning planning, Instant close, Instant now) {
        if (now.isBefore(planning.checkAt())) {
            return false;
        }
        Optional<Archive> saved = archives.save(ArchiveRules.plannedAnew(archive, planning, close, now));
        saved.ifPresent(this::queuePlanning);
        return saved.isPresent();
    }

    private void queuePlanning(Archive archive) {
        if (archive.state().live()) {
            queue.send(List.of(archive.planning(Correlation.current())));
        } else {
            LOG.errorf("archive %s ends: its plan has been begun too often", archive.id());
        }
    }

    private boolean look(Archive archive) {
        return looks.look(archive).version() > archive.version();
    }

    /** The group's close has been moved since this was saved. */
    private boolean postpone(Archive archive, ArchiveState.Ready ready, Instant close) {
        Instant end = ArchiveRules.end(archive, close);
        return !end.equals(ready.endsAt())
                && archives.save(archive.in(new ArchiveState.Ready(ready.at(), end)))
                        .isPresent();
    }
}
