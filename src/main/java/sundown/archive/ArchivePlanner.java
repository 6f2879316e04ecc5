package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.archive.plan.ArchiveItem;
import sundown.archive.plan.ArchivePlan;
import sundown.archive.plan.PlanRules;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;

/**
 * Plans an archive: decides where each volume begins and ends, and saves a row for each. The rows are under the plan's
 * own id; if two plans are made, the row of the archive says which one is in force.
 */
@Singleton
record ArchivePlanner(
        GalleryWalk gallery,
        ArchiveStore archives,
        VolumeDispatcher dispatcher,
        ArchiveSettings settings,
        RandomGenerator random,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(ArchivePlanner.class);

    /**
     * Plans an archive and queues its volumes. One that can never be planned ends as
     * {@link ArchiveState.Ending#GAVE_UP}.
     */
    void plan(Archive archive) {
        try {
            ArchiveRules.planned(archive, saved(archive), clock.instant())
                    .flatMap(archives::save)
                    .ifPresentOrElse(dispatcher::check, () -> overtaken(archive));
        } catch (PermanentFailure refused) {
            LOG.errorf(LoggableFailure.of(refused), "archive %s cannot be planned", archive.id());
            if (archives.save(ArchiveRules.ended(archive, ArchiveState.Ending.GAVE_UP, clock.instant()))
                    .isEmpty()) {
                overtaken(archive);
            }
        }
    }

    private static void overtaken(Archive archive) {
        LOG.infof("archive %s has been planned or ended by another request", archive.id());
    }

    /** Saves the volumes first; saving the archive's row puts them in force. */
    private ArchiveRules.Planned saved(Archive archive) {
        Archive.PlanId id = Archive.PlanId.random(random);
        ArchivePlan plan = planOf(archive);
        List<ArchivePlan.Bounds> volumes = plan.volumes();
        for (int number = 1; number <= volumes.size(); number++) {
            archives.save(VolumeRules.planned(archive, id, number, volumes.get(number - 1), clock.instant()));
        }
        return new ArchiveRules.Planned(id, plan);
    }

    private ArchivePlan planOf(Archive archive) {
        try (Stream<ArchiveItem> items = gallery.all(archive.user())) {
            ArchivePlan plan = PlanRules.plan(
                    items,
                    new PlanRules.Limits(
                            Math.min(archive.volumeBytes(), settings.volumeBytes()), settings.itemBytes()));
            if (plan.volumes().isEmpty()) {
                throw new PermanentFailure("a gallery has no items any more");
            }
            return plan;
        }
    }
}
