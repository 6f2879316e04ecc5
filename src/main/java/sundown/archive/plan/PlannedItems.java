package sundown.archive.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.RandomAccess;
import sundown.archive.plan.Packing.PlannedItem;
import sundown.archive.plan.VolumePlan.Source;
import sundown.archive.zip.ZipEntry;
import sundown.gallery.ETag;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectKey;
import sundown.gallery.ObjectVersion;

/** The planned items of a gallery, each made again when it is asked for: a million take some 250 MB. */
final class PlannedItems extends AbstractList<PlannedItem> implements RandomAccess {
    private static final long NO_ALBUM = -1;

    private final Records records = new Records();
    private final List<String> albums = new ArrayList<>();
    private final Map<String, Integer> albumNumbers = new HashMap<>();
    private long[] places = new long[1_024];
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean add(PlannedItem item) {
        if (size == places.length) {
            places = Arrays.copyOf(places, 2 * size);
        }
        ZipEntry entry = item.entry();
        records.text(item.name())
                .number(item.album().map(this::number).orElse(NO_ALBUM))
                .number(item.takenAt().isPresent() ? 1 : 0)
                .text(item.photo().item().value())
                .text(item.photo().object().key().value())
                .text(item.photo().object().etag().value())
                .text(entry.path())
                .number(entry.bytes())
                .instant(entry.modified())
                .number(entry.salt().high())
                .number(entry.salt().low())
                .number(item.cost());
        item.takenAt().ifPresent(records::instant);
        places[size++] = records.end();
        return true;
    }

    @Override
    public PlannedItem get(int index) {
        Records.Reader record = records.read(places[Objects.checkIndex(index, size)]);
        String name = record.text();
        Optional<String> album = album(record.number());
        boolean dated = record.number() == 1;
        Source.Photo photo = new Source.Photo(
                new ItemId(record.text()), new ObjectVersion(new ObjectKey(record.text()), new ETag(record.text())));
        ZipEntry entry = new ZipEntry(
                record.text(), record.number(), record.instant(), new ZipEntry.Salt(record.number(), record.number()));
        long cost = record.number();
        return new PlannedItem(
                name, album, dated ? Optional.of(record.instant()) : Optional.empty(), photo, entry, cost);
    }

    private Optional<String> album(long number) {
        return number == NO_ALBUM ? Optional.empty() : Optional.of(albums.get((int) number));
    }

    private long number(String album) {
        Integer known = albumNumbers.putIfAbsent(album, albums.size());
        if (known == null) {
            albums.add(album);
        }
        return known == null ? albums.size() - 1 : known;
    }
}
