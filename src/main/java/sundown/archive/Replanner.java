package sundown.archive;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.PlannedEntry;
import sundown.archive.plan.Replan;
import sundown.archive.plan.ReplanRules;
import sundown.archive.plan.Source;
import sundown.archive.plan.VolumePlan;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;

/**
 * Plans a volume anew without the items whose bytes are not what they were. It looks at all of the volume's items at
 * once, so that many changes do not cost as many beginnings.
 */
@Singleton
final class Replanner {
    private static final Logger LOG = Logger.getLogger(Replanner.class);

    private final GalleryListing listing;
    private final PlanFiles plans;
    private final ArchiveFiles files;
    private final VolumeStorage storage;
    private final BuildKeeper keeper;
    private final ArchiveIds ids;
    private final RandomGenerator random;
    private final Clock clock;

    Replanner(
            GalleryListing listing,
            PlanFiles plans,
            ArchiveFiles files,
            VolumeStorage storage,
            BuildKeeper keeper,
            ArchiveIds ids,
            RandomGenerator random,
            Clock clock) {
        this.listing = listing;
        this.plans = plans;
        this.files = files;
        this.storage = storage;
        this.keeper = keeper;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /** The job to go on with, or nothing when another worker has the volume, and with it the upload. */
    Optional<BuildJob> replan(BuildOutcome.Mismatched mismatched) {
        BuildJob job = mismatched.job();
        Replan replan = ReplanRules.without(job.plan(), wrong(mismatched), clock.instant(), random);
        LOG.warnf(
                "archive %s: volume %d is planned anew without %d items",
                job.archive().id(),
                job.volume().number(),
                job.plan().photos() - replan.volume().photos());
        PlanId id = ids.plan();
        save(job, id, replan);
        Optional<BuildJob> saved = keeper.save(
                        job,
                        job.volume()
                                .planned(
                                        id,
                                        replan.volume(),
                                        BuildJob.layout(replan.volume()).bytes()))
                .map(next -> next.with(next.volume(), replan.volume()));
        saved.flatMap(ignored -> job.volume().upload()).ifPresent(upload -> storage.abort(job.key(), upload));
        return saved;
    }

    private Map<ItemId, LeftOut.Reason> wrong(BuildOutcome.Mismatched mismatched) {
        VolumePlan plan = mismatched.job().plan();
        Map<ItemId, LeftOut.Reason> wrong = new HashMap<>(ReplanRules.mismatches(plan, listing.around(keys(plan))));
        wrong.putIfAbsent(item(plan.entries().get(mismatched.entry())), mismatched.reason());
        return wrong;
    }

    private static List<ObjectKey> keys(VolumePlan plan) {
        return plan.entries().stream()
                .map(PlannedEntry::source)
                .filter(Source.Photo.class::isInstance)
                .map(source -> ((Source.Photo) source).object().key())
                .toList();
    }

    /** A file of our own cannot change; where one is missing, only a new archive helps. */
    private static ItemId item(PlannedEntry entry) {
        return switch (entry.source()) {
            case Source.Photo photo -> photo.item();
            case Source.Written written ->
                throw new PermanentFailure("a file of an archive is missing: " + written.name());
        };
    }

    /** The plan is saved last: where it is, all that it refers to is. */
    private void save(BuildJob job, PlanId id, Replan replan) {
        replan.volume().entries().stream()
                .map(PlannedEntry::source)
                .filter(Source.Written.class::isInstance)
                .map(source -> ((Source.Written) source).name())
                .filter(name -> !name.equals(replan.file().name()))
                .forEach(name -> copy(job, id, name));
        plans.save(job.archive(), id, List.of(replan.file()));
        plans.save(job.archive(), id, replan.volume());
    }

    private void copy(BuildJob job, PlanId id, String name) {
        ObjectKey from = ArchiveKeys.file(job.archive(), job.volume().plan(), name);
        InputStream found =
                files.read(from, 0).orElseThrow(() -> new PermanentFailure("a file of an archive is missing: " + name));
        try (found) {
            files.write(ArchiveKeys.file(job.archive(), id, name), found.readAllBytes());
        } catch (IOException broken) {
            throw new RetryableFailure("a file of an archive broke off", broken);
        }
    }
}
