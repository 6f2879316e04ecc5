package sundown.archive.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import sundown.archive.plan.LeftOut.Reason;
import sundown.archive.plan.VolumePlan.PlannedEntry;
import sundown.archive.plan.VolumePlan.Source;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;

/** Decides what happens to a volume when objects differ from the plan: pure. */
public final class ReplanRules {
    private ReplanRules() {}

    /**
     * A volume planned again without some items.
     *
     * @param file the list of what the volume lacks; stored beside the new plan, together with those files of the old
     *     plan that the volume keeps
     */
    public record Replan(VolumePlan volume, WrittenFile file) {}

    /**
     * Finds all items of a volume whose objects are gone or have changed, so that one new plan is enough.
     *
     * @param listing finds what the bucket shows now
     * @return in the order of the volume; empty if everything is as planned
     */
    public static Map<ItemId, Reason> mismatches(
            VolumePlan volume, Function<ObjectKey, Optional<StoredObject>> listing) {
        Map<ItemId, Reason> mismatches = new LinkedHashMap<>();
        for (PlannedEntry entry : volume.entries()) {
            if (entry.source() instanceof Source.Photo photo) {
                mismatch(
                                photo,
                                entry.entry().bytes(),
                                listing.apply(photo.object().key()))
                        .ifPresent(reason -> mismatches.put(photo.item(), reason));
            }
        }
        return mismatches;
    }

    private static Optional<Reason> mismatch(Source.Photo planned, long bytes, Optional<StoredObject> now) {
        if (now.isEmpty()) {
            return Optional.of(Reason.GONE);
        }
        return now.filter(object -> !object.version().equals(planned.object()) || object.bytes() != bytes)
                .map(_ -> Reason.CHANGED);
    }

    /**
     * Plans a volume without some of its items. The others keep path, date and salt, because their bytes stay the same.
     * A new file, with a new salt, lists everything that the volume lacks now and replaces an earlier one.
     *
     * @param wrong items of this volume, at least one
     * @param now the date of the new file
     */
    public static Replan without(VolumePlan volume, Map<ItemId, Reason> wrong, Instant now, RandomGenerator random) {
        requireSome(wrong, volume);
        List<LeftOut> leftOut = new ArrayList<>(volume.leftOut());
        List<PlannedEntry> files = new ArrayList<>();
        List<PlannedEntry> photos = new ArrayList<>();
        for (PlannedEntry entry : volume.entries()) {
            switch (entry.source()) {
                case Source.Written _ -> files.add(entry);
                case Source.Photo photo
                when wrong.containsKey(photo.item()) ->
                    leftOut.add(leftOut(photo.item(), entry.entry().path(), wrong.get(photo.item())));
                case Source.Photo _ -> photos.add(entry);
            }
        }
        return replan(volume.number(), files, photos, leftOut, now, random);
    }

    private static Replan replan(
            int volume,
            List<PlannedEntry> files,
            List<PlannedEntry> photos,
            List<LeftOut> leftOut,
            Instant now,
            RandomGenerator random) {
        WrittenFile table = WrittenFile.leftOut(volume, leftOut);
        List<PlannedEntry> entries = new ArrayList<>(files);
        entries.removeIf(file -> file.entry().path().equals(table.name()));
        entries.add(PlannedEntry.of(table, now, random));
        entries.addAll(photos);
        return new Replan(new VolumePlan(volume, entries, leftOut), table);
    }

    private static void requireSome(Map<ItemId, Reason> wrong, VolumePlan volume) {
        List<ItemId> items = volume.photos().stream().map(Source.Photo::item).toList();
        if (wrong.isEmpty() || !Set.copyOf(items).containsAll(wrong.keySet())) {
            throw new IllegalArgumentException("only items that a volume has can be left out of it");
        }
    }

    /** A plan does not hold the gallery's names of items; their names in the archive are the closest. */
    private static LeftOut leftOut(ItemId item, String path, Reason reason) {
        String[] folderAndName = path.split("/", 2);
        Optional<String> album =
                Optional.of(folderAndName[0]).filter(folder -> !folder.equals(ArchivePaths.WITHOUT_ALBUM));
        return new LeftOut(item, folderAndName[1], album, reason);
    }
}
