package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.archive.plan.ArchivePlan;
import sundown.archive.plan.Availability;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.PlanLimits;
import sundown.archive.plan.PlanRules;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.ItemId;
import sundown.timeline.Exports;

/**
 * Makes the plan of an archive: what the gallery lists, with what is really there, divided into volumes. Each plan is
 * kept under an id of its own; should two be made, the archive's row says which one is in force.
 */
@Singleton
final class ArchivePlanner {
    private static final Logger LOG = Logger.getLogger(ArchivePlanner.class);
    private static final int PAGE = 1_000;

    private final GalleryIndex index;
    private final GalleryListing listing;
    private final PlanFiles files;
    private final ArchiveStore archives;
    private final VolumeLooks looks;
    private final ArchiveIds ids;
    private final ArchiveSettings settings;
    private final Exports exports;
    private final RandomGenerator random;
    private final Clock clock;

    ArchivePlanner(
            GalleryIndex index,
            GalleryListing listing,
            PlanFiles files,
            ArchiveStore archives,
            VolumeLooks looks,
            ArchiveIds ids,
            ArchiveSettings settings,
            Exports exports,
            RandomGenerator random,
            Clock clock) {
        this.index = index;
        this.listing = listing;
        this.files = files;
        this.archives = archives;
        this.looks = looks;
        this.ids = ids;
        this.settings = settings;
        this.exports = exports;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Plans an archive that waits for it and queues its volumes; the archive comes back as it is then. What can never
     * be planned gives up.
     */
    Archive plan(Archive archive) {
        try {
            return planned(archive);
        } catch (PermanentFailure refused) {
            LOG.errorf(LoggableFailure.of(refused), "archive %s cannot be planned", archive.id());
            return archives.save(ArchiveRules.ended(archive, Ending.GAVE_UP, clock.instant()))
                    .orElseGet(() -> overtaken(archive));
        }
    }

    private Archive planned(Archive archive) {
        PlanId id = ids.plan();
        ArchivePlan plan = planOf(archive);
        save(archive, id, plan);
        return ArchiveRules.planned(archive, contents(id, plan), clock.instant())
                .flatMap(archives::save)
                .map(planned -> looks.look(planned, number -> plan.volumes().get(number - 1)))
                .orElseGet(() -> overtaken(archive));
    }

    private Archive overtaken(Archive archive) {
        LOG.infof("archive %s: somebody else has planned or ended it", archive.id());
        return archive;
    }

    private ArchivePlan planOf(Archive archive) {
        List<Item> items = items(archive.user());
        return PlanRules.plan(
                items,
                listing.around(items.stream().map(Item::key).toList()),
                new PlanLimits(settings.volumeBytes(), settings.itemBytes()),
                new Availability(archive.createdAt(), ArchiveRules.end(archive, exports.closeOf(archive.user()))),
                random);
    }

    /** The files come first and the volumes' plans after them; the archive's row says last that they are in force. */
    private void save(Archive archive, PlanId id, ArchivePlan plan) {
        files.save(archive, id, plan.files());
        plan.volumes().forEach(volume -> files.save(archive, id, volume));
    }

    private static Contents contents(PlanId id, ArchivePlan plan) {
        long bytes = plan.volumes().stream()
                .mapToLong(volume -> BuildJob.layout(volume).bytes())
                .sum();
        return new Contents(id, plan.volumes().size(), bytes);
    }

    private List<Item> items(UserId user) {
        List<Item> items = new ArrayList<>();
        List<Item> page = index.page(user, Optional.empty(), PAGE);
        items.addAll(page);
        while (page.size() == PAGE) {
            Optional<ItemId> last = Optional.of(page.getLast().id());
            page = index.page(user, last, PAGE);
            items.addAll(page);
        }
        return items;
    }
}
