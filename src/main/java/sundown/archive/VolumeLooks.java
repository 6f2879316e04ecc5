package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.VolumePlan;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.timeline.Exports;

/**
 * Looks at the volumes of an archive that is being built: queues those that are not in the queue and should be, and
 * makes the archive ready when all are done. May be interrupted anywhere and done again.
 */
@Singleton
final class VolumeLooks {
    private static final Logger LOG = Logger.getLogger(VolumeLooks.class);

    private final ArchiveStore archives;
    private final MessageQueue<ArchiveMessage> queue;
    private final PlanFiles plans;
    private final Exports exports;
    private final Clock clock;

    VolumeLooks(
            ArchiveStore archives, MessageQueue<ArchiveMessage> queue, PlanFiles plans, Exports exports, Clock clock) {
        this.archives = archives;
        this.queue = queue;
        this.plans = plans;
        this.exports = exports;
        this.clock = clock;
    }

    /** Looks at an archive as it was read; one that is not being built stays as it is. */
    Archive look(Archive archive) {
        return look(
                archive,
                number -> plans.load(archive, archive.contents().orElseThrow().plan(), number));
    }

    /** The same where the plans are at hand. */
    Archive look(Archive archive, IntFunction<VolumePlan> planOf) {
        if (!(archive.state() instanceof ArchiveState.Building building)) {
            return archive;
        }
        List<Volume> volumes = queued(archive, building, planOf);
        Instant now = clock.instant();
        Archive looked = ArchiveRules.looked(archive, building, volumes, exports.closeOf(archive.user()), now);
        return looked.equals(archive) ? archive : save(looked);
    }

    /** Has an archive looked at no later than at a time, when a volume of it asks for that. */
    void by(Archive archive, Instant checkAt) {
        Optional<Archive> changed = ArchiveRules.lookedAtBy(archive, checkAt);
        while (changed.isPresent() && archives.save(changed.get()).isEmpty()) {
            changed = archives.find(archive.user())
                    .filter(current -> current.id().equals(archive.id()))
                    .flatMap(current -> ArchiveRules.lookedAtBy(current, checkAt));
        }
    }

    /** Somebody who changed the archive meanwhile looks at it himself, or has it looked at. */
    private Archive save(Archive looked) {
        Optional<Archive> saved = archives.save(looked);
        saved.ifPresent(VolumeLooks::log);
        return saved.orElse(looked);
    }

    private static void log(Archive archive) {
        switch (archive.state()) {
            case ArchiveState.Planning ignored -> {}
            case ArchiveState.Building ignored -> {}
            case ArchiveState.Ready ignored -> LOG.infof("archive %s is ready", archive.id());
            case ArchiveState.Ended ended -> LOG.errorf("archive %s ends: %s", archive.id(), ended.why());
        }
    }

    /** All volumes, after those that were due have been queued; the messages go out together, after the rows. */
    private List<Volume> queued(Archive archive, ArchiveState.Building building, IntFunction<VolumePlan> planOf) {
        Contents contents = archive.contents().orElseThrow();
        Map<Integer, Volume> known =
                archives.volumes(archive).stream().collect(Collectors.toMap(Volume::number, Function.identity()));
        List<ArchiveMessage> messages = new ArrayList<>();
        for (int number = 1; number <= contents.volumes(); number++) {
            Optional<Volume> volume = Optional.ofNullable(known.get(number));
            Optional<Volume> due = volume.isEmpty()
                    ? Optional.of(first(archive, contents.plan(), planOf.apply(number)))
                    : VolumeRules.queuedAnew(volume.get(), building.since(), clock.instant());
            due.ifPresent(changed -> save(archive, changed, messages));
        }
        queue.send(messages);
        return archives.volumes(archive);
    }

    /** Whoever was faster with a volume has queued it, or works on it. */
    private void save(Archive archive, Volume changed, List<ArchiveMessage> messages) {
        archives.save(changed)
                .filter(volume -> volume.state() instanceof VolumeState.Queued)
                .ifPresent(volume -> messages.add(archive.building(volume.number(), Correlation.current())));
    }

    private Volume first(Archive archive, PlanId plan, VolumePlan volume) {
        return VolumeRules.queued(archive, plan, volume, BuildJob.layout(volume).bytes(), clock.instant());
    }
}
