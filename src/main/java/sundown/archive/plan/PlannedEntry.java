package sundown.archive.plan;

import java.time.Instant;
import java.util.random.RandomGenerator;
import sundown.archive.zip.Salt;
import sundown.archive.zip.ZipEntry;
import sundown.gallery.ItemId;
import sundown.gallery.StoredObject;

/** One file of a volume and where its bytes come from. */
public record PlannedEntry(ZipEntry entry, Source source) {
    static PlannedEntry of(ItemId item, StoredObject object, String path, Instant modified, RandomGenerator random) {
        return new PlannedEntry(
                new ZipEntry(path, object.bytes(), modified, salt(random)), new Source.Photo(item, object.version()));
    }

    static PlannedEntry of(WrittenFile file, Instant modified, RandomGenerator random) {
        return new PlannedEntry(
                new ZipEntry(file.name(), file.utf8().length, modified, salt(random)), new Source.Written(file.name()));
    }

    private static Salt salt(RandomGenerator random) {
        return new Salt(random.nextLong(), random.nextLong());
    }
}
