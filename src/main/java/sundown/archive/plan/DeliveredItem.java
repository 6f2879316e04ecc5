package sundown.archive.plan;

import sundown.archive.zip.ZipWriter;
import sundown.media.PhotoDate;

/**
 * An item in a volume.
 *
 * @param bytes the length of its file, with what was added
 * @param date where a reader finds its date
 */
public record DeliveredItem(ArchiveItem item, long bytes, DatePlace date) {
    private static final int SIDECAR_BYTES_MAX = 1 << 10;

    /** Where the date of an item is. */
    public enum DatePlace {
        INSIDE("in the file"),
        ADDED("added to the file"),
        BESIDE("in a file beside it"),
        /** Nobody knows it, the file is broken, or no dates are added. */
        NOT_KNOWN("");

        private final String words;

        DatePlace(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** An item as it is planned. No place of a date takes more bytes in a list. */
    DeliveredItem(ArchiveItem item) {
        this(item, item.bytes(), DatePlace.BESIDE);
    }

    /** The bytes that the date of an item adds to a volume, at most: in it, or in a file beside it. */
    static long dateBytesMax(ArchiveItem item) {
        return PhotoDate.ADDED_BYTES_MAX
                + ZipWriter.entryBytes(WrittenFile.sidecarPath(item.path()), SIDECAR_BYTES_MAX);
    }
}
