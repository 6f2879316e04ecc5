package sundown.simulation.invariant;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sundown.archive.Archive;
import sundown.archive.Volume;
import sundown.archive.plan.LeftOut;
import sundown.archive.plan.VolumePlan;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.gallery.ItemId;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.run.Violation;

/** Whether an archive holds a whole gallery: each item is in one volume, or it is reported as left out. */
public final class Completeness {
    private final Gallery gallery;
    private final long itemBytes;
    private final Set<ItemId> seen = new HashSet<>();

    private Completeness(Gallery gallery, long itemBytes) {
        this.gallery = gallery;
        this.itemBytes = itemBytes;
    }

    /** Checks an archive with all volumes done. */
    static void check(Archive archive, List<Volume> volumes, Renditions renditions, Gallery gallery, long itemBytes) {
        Completeness completeness = new Completeness(gallery, itemBytes);
        for (Volume volume : volumes) {
            VolumePlan plan = renditions.plan(archive, volume.plan(), volume.number());
            completeness.take(volume, plan);
            checkReported(archive, volume, plan, renditions);
        }
        Set<ItemId> missing = new HashSet<>(gallery.kept());
        missing.removeAll(completeness.seen);
        Violation.unless(missing.isEmpty(), "no item is missing silently", missing);
    }

    private void take(Volume volume, VolumePlan plan) {
        Violation.unless(volume.items() == plan.photos().size(), "a volume counts its items", volume.number());
        Violation.unless(volume.leftOut() == plan.leftOut().size(), "a volume counts what it lacks", volume.number());
        plan.entries().stream().map(PlannedEntry::source).forEach(this::take);
        plan.leftOut().forEach(this::take);
    }

    /** The user finds in the volume itself what it lacks. */
    private static void checkReported(Archive archive, Volume volume, VolumePlan plan, Renditions renditions) {
        if (!plan.leftOut().isEmpty()) {
            String table = renditions.written(archive, volume.plan(), "left-out-" + volume.number() + ".csv");
            plan.leftOut()
                    .forEach(item ->
                            Violation.unless(table.contains(item.name()), "a volume says what it lacks", item.item()));
        }
    }

    private void take(Source source) {
        switch (source) {
            case Source.Photo photo -> takeOnce(photo.item());
            case Source.Written ignored -> {}
        }
    }

    private void take(LeftOut item) {
        takeOnce(item.item());
        Violation.unless(!item.name().isEmpty(), "what is left out is named", item.item());
        Violation.unless(reasonHolds(item), "nothing is left out without a reason", item);
    }

    private boolean reasonHolds(LeftOut item) {
        return switch (item.reason()) {
            case GONE -> gallery.hasLost(item.item());
            case CHANGED -> gallery.hasReplaced(item.item());
            case TOO_LARGE -> gallery.bytesOf(item.item()).stream().anyMatch(bytes -> bytes.length > itemBytes);
        };
    }

    private void takeOnce(ItemId item) {
        Violation.unless(seen.add(item), "an item is in one volume", item);
    }
}
