package sundown.archive;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The sizes of archives, and how long an archive stays after its download.
 *
 * @param volumeBytes the largest volume, whatever its user chooses; a larger item gets a volume of its own
 * @param partBytes the size of an uploaded part except the last; S3 takes no less than 5 MiB
 * @param itemBytes the largest item that an archive takes; one run must be able to read it
 * @param keptAfterDownload how long an archive can still be downloaded once all of it has arrived, unless its end comes
 *     first; at least a day
 */
public record ArchiveSettings(long volumeBytes, int partBytes, long itemBytes, Duration keptAfterDownload) {
    /** A larger part takes fewer requests, and more memory: two parts are in it at once. */
    public static final int PART_BYTES = 64 << 20;

    /** S3 takes 10,000; this leaves a margin for other storages. */
    private static final int PARTS_MAX = 9_000;

    public ArchiveSettings {
        if (volumeBytes < 1 || partBytes < 1 || itemBytes < 1) {
            throw new IllegalArgumentException("the sizes of archives must be positive");
        }
        if (Math.max(volumeBytes, itemBytes) / partBytes >= PARTS_MAX) {
            throw new IllegalArgumentException("a volume or an item has too many parts");
        }
        if (keptAfterDownload.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("an archive must stay for a day after its download");
        }
    }

    /** The bytes of an item that are read with one request: an eighth of a part. */
    int sectionBytes() {
        return Math.max(1, partBytes / 8);
    }

    static final class Producer {
        @Produces
        @Singleton
        ArchiveSettings settings(
                @ConfigProperty(name = "ARCHIVE_VOLUME_BYTES") long volumeBytes,
                @ConfigProperty(name = "ARCHIVE_ITEM_BYTES") long itemBytes,
                @ConfigProperty(name = "ARCHIVE_DAYS_AFTER_DOWNLOAD") int daysAfterDownload) {
            return new ArchiveSettings(volumeBytes, PART_BYTES, itemBytes, Duration.ofDays(daysAfterDownload));
        }
    }
}
