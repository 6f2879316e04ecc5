package sundown.archive;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.archive.plan.ArchivePlan;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.ListedObjects;
import sundown.archive.plan.PlanId;
import sundown.archive.plan.PlanRules;
import sundown.archive.plan.ReplanRules;
import sundown.archive.plan.VolumePlan;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.EntryContents.WrongContentsException;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryObjects;
import sundown.gallery.Item;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;
import sundown.sweep.SeveralAtOnce;
import sundown.timeline.Exports;

/**
 * Makes the plan of an archive from the items that the gallery lists and the objects that the storage has, and a new
 * plan for a volume if objects have changed. Each plan is stored under its own id; if two are made, the row of the
 * archive or volume says which one is in force.
 */
@Singleton
final class ArchivePlanner {
    private static final Logger LOG = Logger.getLogger(ArchivePlanner.class);
    private static final int PAGE = 1_000;

    /** S3 takes 20 to 30 ms for an object, and 5,500 requests a second for a prefix. */
    private static final int FINDS_AT_ONCE = 32;

    private final GalleryIndex index;
    private final GalleryObjects objects;
    private final PlanFiles files;
    private final ArchiveStore archives;
    private final VolumeDispatcher dispatcher;
    private final ArchiveSettings settings;
    private final Exports exports;
    private final SeveralAtOnce several;
    private final RandomGenerator random;
    private final Clock clock;

    ArchivePlanner(
            GalleryIndex index,
            GalleryObjects objects,
            PlanFiles files,
            ArchiveStore archives,
            VolumeDispatcher dispatcher,
            ArchiveSettings settings,
            Exports exports,
            SeveralAtOnce several,
            RandomGenerator random,
            Clock clock) {
        this.index = index;
        this.objects = objects;
        this.files = files;
        this.archives = archives;
        this.dispatcher = dispatcher;
        this.settings = settings;
        this.exports = exports;
        this.several = several;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Plans an archive and queues its volumes. One that can never be planned ends as
     * {@link ArchiveState.Ending#GAVE_UP}.
     */
    void plan(Archive archive) {
        try {
            planned(archive);
        } catch (PermanentFailure refused) {
            LOG.errorf(LoggableFailure.of(refused), "archive %s cannot be planned", archive.id());
            if (archives.save(ArchiveRules.ended(archive, ArchiveState.Ending.GAVE_UP, clock.instant()))
                    .isEmpty()) {
                overtaken(archive);
            }
        }
    }

    /** Stores the files first and the volumes' plans next; saving the archive's row puts them in force. */
    private void planned(Archive archive) {
        PlanId id = PlanId.random(random);
        ArchivePlan plan = planOf(archive);
        files.save(archive, id, plan.files());
        plan.volumes().forEach(volume -> files.save(archive, id, volume));
        ArchiveRules.planned(archive, plan.gallery(), contents(id, plan), clock.instant())
                .flatMap(archives::save)
                .ifPresentOrElse(
                        planned -> dispatcher.check(
                                planned, number -> plan.volumes().get(number - 1)),
                        () -> overtaken(archive));
    }

    private static void overtaken(Archive archive) {
        LOG.infof("archive %s has been planned or ended by another request", archive.id());
    }

    private ArchivePlan planOf(Archive archive) {
        Listing listing = new Listing(archive.user());
        return PlanRules.plan(
                items(archive.user(), listing),
                listing::find,
                new ArchivePlan.Limits(settings.volumeBytes(), settings.itemBytes()),
                new ArchivePlan.Availability(
                        archive.createdAt(), ArchiveRules.end(archive, exports.closeOf(archive.user()))),
                random);
    }

    private static Archive.Contents contents(PlanId id, ArchivePlan plan) {
        long bytes = plan.volumes().stream()
                .mapToLong(volume -> volume.layout().bytes())
                .sum();
        return new Archive.Contents(id, plan.volumes().size(), bytes);
    }

    /** Reads a page, and looks for its objects, when the one before is used up. */
    private Stream<Item> items(UserId user, Listing listing) {
        return GalleryIndex.pages(index, user, PAGE).flatMap(page -> {
            listing.look(page.stream().map(Item::key).toList());
            return page.stream();
        });
    }

    /**
     * The objects that the storage really has. It lists the folders of the user, with a request for a thousand objects,
     * and asks for each object that lies elsewhere, where millions of others' may lie beside it.
     */
    private final class Listing {
        private final UserId user;
        private final Set<String> folders = new HashSet<>();
        private final ListedObjects found = new ListedObjects();

        Listing(UserId user) {
            this.user = user;
        }

        void look(List<ObjectKey> keys) {
            keys.stream()
                    .filter(this::isInOwnFolder)
                    .map(key -> folder(key.value()))
                    .filter(folders::add)
                    .forEach(this::list);
            List<ObjectKey> elsewhere = keys.stream()
                    .filter(key -> !isInOwnFolder(key))
                    .distinct()
                    .filter(key -> find(key).isEmpty())
                    .toList();
            several.map(elsewhere, FINDS_AT_ONCE, objects::find).forEach(object -> object.ifPresent(found::add));
        }

        private void list(String folder) {
            try (Stream<StoredObject> listed = objects.list(folder)) {
                listed.forEach(found::add);
            }
        }

        /** Whatever the layout: a folder on its path has the user's name. */
        private boolean isInOwnFolder(ObjectKey key) {
            return ("/" + folder(key.inBucket())).contains("/" + user + "/");
        }

        /** The object of a key that it has looked for. */
        Optional<StoredObject> find(ObjectKey key) {
            return found.find(key);
        }
    }

    private static String folder(String key) {
        return key.substring(0, key.lastIndexOf('/') + 1);
    }

    /** A new plan of a volume, and the id under which it is stored. */
    record Replanned(PlanId id, VolumePlan plan) {}

    /**
     * Plans a volume again without the items whose bytes have changed. It checks all items of the volume at once, so
     * that many changes do not start the volume many times.
     */
    Replanned replan(Archive archive, Volume volume, VolumePlan plan, WrongContentsException found) {
        Map<ItemId, LeftOut.Reason> wrong = wrong(archive.user(), plan, found);
        ReplanRules.Replan replan = ReplanRules.without(plan, wrong, clock.instant(), random);
        VolumePlan next = replan.volume();
        LOG.warnf(
                "archive %s: volume %d is planned again without %d items",
                archive.id(),
                volume.number(),
                plan.photos().size() - next.photos().size());
        PlanId id = PlanId.random(random);
        next.files().stream()
                .map(Source.Written::name)
                .filter(name -> !name.equals(replan.file().name()))
                .forEach(name -> files.copy(archive, volume.plan(), id, name));
        files.save(archive, id, List.of(replan.file()));
        files.save(archive, id, next);
        return new Replanned(id, next);
    }

    private Map<ItemId, LeftOut.Reason> wrong(UserId user, VolumePlan plan, WrongContentsException found) {
        Listing listing = new Listing(user);
        plan.photos().stream()
                .map(photo -> photo.object().key())
                .gather(Gatherers.windowFixed(PAGE))
                .forEach(listing::look);
        Map<ItemId, LeftOut.Reason> wrong = new HashMap<>(ReplanRules.mismatches(plan, listing::find));
        wrong.putIfAbsent(item(plan.entries().get(found.entry()).source()), reason(found.reason()));
        return wrong;
    }

    /** Files that Sundown wrote never change; if one is missing, only a new archive helps. */
    private static ItemId item(Source source) {
        return switch (source) {
            case Source.Photo photo -> photo.item();
            case Source.Written written ->
                throw new PermanentFailure("a file of an archive is missing: " + written.name());
        };
    }

    private static LeftOut.Reason reason(WrongContentsException.Reason reason) {
        return switch (reason) {
            case GONE -> LeftOut.Reason.GONE;
            case SHORTER, LONGER, CHANGED -> LeftOut.Reason.CHANGED;
        };
    }
}
