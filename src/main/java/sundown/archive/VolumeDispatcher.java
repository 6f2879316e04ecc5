package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Volume.VolumeState;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.failure.UntilSaved;
import sundown.hold.Exports;

/**
 * Checks an archive that is being built: queues the volumes that are due, and makes the archive ready when all are
 * done. A check may be interrupted anywhere and repeated.
 */
@Singleton
record VolumeDispatcher(ArchiveStore archives, MessageQueue<ArchiveMessage> queue, Exports exports, Clock clock) {
    private static final Logger LOG = Logger.getLogger(VolumeDispatcher.class);

    /**
     * Checks an archive, and once more if another run has saved it meanwhile, which may not have seen the last volume.
     *
     * @return the archive as it is saved; nothing if it is not being built, or there was nothing to change
     */
    Optional<Archive> check(Archive archive) {
        Optional<Archive> saved = UntilSaved.save(
                checked(archive),
                () -> archives.find(archive.user())
                        .filter(current -> current.id().equals(archive.id()))
                        .flatMap(this::checked),
                archives::save);
        saved.ifPresent(VolumeDispatcher::log);
        return saved;
    }

    private Optional<Archive> checked(Archive archive) {
        if (!(archive.state() instanceof ArchiveState.Building building)) {
            return Optional.empty();
        }
        List<Volume> volumes = queued(archive, building);
        Instant close = exports.closeOf(archive.user());
        return Optional.of(ArchiveRules.checked(archive, building, volumes, close, clock.instant()))
                .filter(checked -> !checked.equals(archive));
    }

    private static void log(Archive archive) {
        switch (archive.state()) {
            case ArchiveState.Unfinished _ -> {}
            case ArchiveState.Ready _ -> LOG.infof("archive %s is ready", archive.id());
            case ArchiveState.Ended ended -> LOG.errorf("archive %s ends: %s", archive.id(), ended.why());
        }
    }

    /** All volumes after those that were due have been queued. The messages go out together, after the rows. */
    private List<Volume> queued(Archive archive, ArchiveState.Building building) {
        List<ArchiveMessage> messages = new ArrayList<>();
        for (Volume volume : archives.listVolumes(archive)) {
            VolumeRules.queuedAgain(volume, building.since(), clock.instant())
                    .ifPresent(changed -> save(archive, changed, messages));
        }
        queue.send(messages);
        return archives.listVolumes(archive);
    }

    /** If another run was faster with a volume, that run has queued it or builds it. */
    private void save(Archive archive, Volume changed, List<ArchiveMessage> messages) {
        archives.save(changed)
                .filter(volume -> volume.state() instanceof VolumeState.Queued)
                .ifPresent(volume -> messages.add(archive.building(volume.number(), Correlation.current())));
    }
}
