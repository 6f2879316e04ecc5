package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.Archive.ArchiveMessage;
import sundown.archive.Archive.ArchiveState;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.gallery.ObjectKey;
import sundown.hold.Exports;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.timeline.GroupId;

/**
 * The sweep's task for archives: ends those that have expired, removes the objects of ended ones, and checks those that
 * are being planned or built; several at once, as a removal waits for the storage most of the time.
 */
@Singleton
public record ArchiveSweep(
        ArchiveStore archives,
        MessageQueue<ArchiveMessage> queue,
        VolumeStorage storage,
        VolumeDispatcher dispatcher,
        Exports exports,
        SeveralAtOnce several,
        Clock clock)
        implements SweepTask {
    private static final Logger LOG = Logger.getLogger(ArchiveSweep.class);
    static final int ARCHIVES_PER_RUN = 100;

    @Override
    public TaskName name() {
        return TaskName.ARCHIVES;
    }

    @Override
    public int run(SweepRun run) {
        List<UserId> due = run.due(most -> archives.listDue(run.shard(), clock.instant(), most), ARCHIVES_PER_RUN);
        return several.map(due, user -> handle(run, user)).stream().reduce(0, Integer::sum);
    }

    private int handle(SweepRun run, UserId user) {
        return run.one(
                user,
                due -> archives.find(due).filter(this::handle).isPresent() ? 1 : 0,
                (failed, due) -> LOG.errorf(failed, "the archive of user %s could not be handled", due));
    }

    /** True if something was done. */
    private boolean handle(Archive archive) {
        Instant now = clock.instant();
        Instant close = exports.closeOf(archive.user());
        Optional<Archive> ended = ArchiveRules.ending(archive, close, now);
        if (ended.isPresent()) {
            return end(ended.get());
        }
        if (cleaningDue(archive, now)) {
            return clean(archive, now);
        }
        return switch (archive.state()) {
            case ArchiveState.Planning planning -> plan(archive, planning, close, now);
            case ArchiveState.Building building ->
                !now.isBefore(building.checkAt()) && dispatcher.check(archive).isPresent();
            case ArchiveState.Ready ready -> postpone(archive, ready, close);
            case ArchiveState.Ended _ -> false;
        };
    }

    private boolean end(Archive ended) {
        LOG.infof("archive %s ends", ended.id());
        return archives.save(ended).isPresent();
    }

    private static boolean cleaningDue(Archive archive, Instant now) {
        return archive.nextCleaning().filter(cleanAt -> !now.isBefore(cleanAt)).isPresent();
    }

    /**
     * Lists the stored archives before it reads the row again: an archive that begins in between is not in the list,
     * and one that began before is in the row. An archive that has ended since, on which workers may still be active,
     * stays until its own time. One that the row does not name was cleaned before, and something of it came back. Of
     * one that can be downloaded, the attempts that do not count are removed.
     */
    private boolean clean(Archive archive, Instant now) {
        Map<GroupId, Set<ArchiveId>> stored = archive.groups().stream()
                .collect(Collectors.toMap(Function.identity(), group -> storage.archives(group, archive.user())));
        return archives.find(archive.user())
                .filter(current -> cleaningDue(current, now))
                .flatMap(current -> clean(current, stored, now))
                .isPresent();
    }

    private Optional<Archive> clean(Archive current, Map<GroupId, Set<ArchiveId>> stored, Instant now) {
        stored.forEach((group, ids) -> ids.stream()
                .filter(id -> !current.keeps(id, now))
                .forEach(id -> storage.remove(group, current.user(), id, Set.of())));
        if (current.state().live()
                && current.cleanAt().filter(at -> !now.isBefore(at)).isPresent()) {
            storage.remove(current.group(), current.user(), current.id(), counting(current));
        }
        return archives.save(current.cleaned(now));
    }

    /** The volumes of the attempts that count. */
    private Set<ObjectKey> counting(Archive archive) {
        return archives.listVolumes(archive).stream()
                .map(volume -> VolumeStorage.key(archive.group(), volume))
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean plan(Archive archive, ArchiveState.Planning planning, Instant close, Instant now) {
        if (now.isBefore(planning.checkAt())) {
            return false;
        }
        Optional<Archive> saved = archives.save(ArchiveRules.plannedAgain(archive, planning, close, now));
        saved.ifPresent(this::queuePlanning);
        return saved.isPresent();
    }

    private void queuePlanning(Archive archive) {
        if (archive.state().live()) {
            queue.send(archive.planning(Correlation.current()));
        } else {
            LOG.errorf("archive %s ends: too many attempts at planning", archive.id());
        }
    }

    /** Updates the stored end if the group's close has moved since it was saved. */
    private boolean postpone(Archive archive, ArchiveState.Ready ready, Instant close) {
        Instant end = ArchiveRules.end(archive, close);
        return !end.equals(ready.endsAt())
                && archives.save(archive.withState(new ArchiveState.Ready(ready.at(), end)))
                        .isPresent();
    }
}
