package sundown.archive.plan;

import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import sundown.archive.zip.VolumeLayout;
import sundown.archive.zip.ZipEntry;
import sundown.gallery.ItemId;
import sundown.gallery.ObjectVersion;
import sundown.gallery.StoredObject;

/**
 * Everything in one volume: together with the password, it determines each of its bytes.
 *
 * @param number from 1
 * @param entries in their order in the volume
 * @param leftOut what should have been in it and is not
 */
public record VolumePlan(int number, List<PlannedEntry> entries, List<LeftOut> leftOut) {
    public VolumePlan {
        entries = List.copyOf(entries);
        leftOut = List.copyOf(leftOut);
        if (number < 1) {
            throw new IllegalArgumentException("volumes are counted from 1");
        }
    }

    /** One file of a volume and the source of its bytes. */
    public record PlannedEntry(ZipEntry entry, Source source) {
        static PlannedEntry of(
                ItemId item, StoredObject object, String path, Instant modified, RandomGenerator random) {
            return new PlannedEntry(
                    new ZipEntry(path, object.bytes(), modified, salt(random)),
                    new Source.Photo(item, object.version()));
        }

        static PlannedEntry of(WrittenFile file, Instant modified, RandomGenerator random) {
            return new PlannedEntry(
                    new ZipEntry(file.name(), file.bytes(), modified, salt(random)), new Source.Written(file.name()));
        }

        private static ZipEntry.Salt salt(RandomGenerator random) {
            return new ZipEntry.Salt(random.nextLong(), random.nextLong());
        }
    }

    /** Where the bytes of an entry come from. */
    public sealed interface Source {
        /** An item of the gallery, in the version that was planned. */
        record Photo(ItemId item, ObjectVersion object) implements Source {}

        /**
         * A file that Sundown wrote for the user.
         *
         * @param name its name beside the plan: {@code README.txt}
         */
        record Written(String name) implements Source {}
    }

    /** The user's items in it. */
    public List<Source.Photo> photos() {
        return sources(Source.Photo.class).toList();
    }

    /** The files in it that Sundown wrote. */
    public List<Source.Written> files() {
        return sources(Source.Written.class).toList();
    }

    private <S extends Source> Stream<S> sources(Class<S> kind) {
        return entries.stream()
                .map(PlannedEntry::source)
                .filter(kind::isInstance)
                .map(kind::cast);
    }

    /** The place of each byte in it. */
    public VolumeLayout layout() {
        return VolumeLayout.of(entries.stream().map(PlannedEntry::entry).toList());
    }

    @Override
    public String toString() {
        return "VolumePlan[" + number + ", " + entries.size() + " entries]";
    }
}
