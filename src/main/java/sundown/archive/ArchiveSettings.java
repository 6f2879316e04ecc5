package sundown.archive;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The sizes of archives, and how long those stay that people have.
 *
 * @param volumeBytes the largest volume; a larger item gets a volume of its own
 * @param partBytes the least size of an uploaded part except the last; S3 takes no less than 5 MiB
 * @param itemBytes the largest item: an item that takes longer to read than a function may run would never end
 * @param keptAfterDownload how long an archive can still be downloaded once all of it has arrived, unless its end comes
 *     first; at least a day
 */
public record ArchiveSettings(long volumeBytes, int partBytes, long itemBytes, Duration keptAfterDownload) {
    /** Few requests, and two parts in memory at once. */
    public static final int PART_BYTES = 16 << 20;

    /** What a function reads within its 15 minutes, with room to spare. */
    public static final long ITEM_BYTES = 50_000_000_000L;

    public ArchiveSettings {
        if (volumeBytes < 1 || partBytes < 1 || itemBytes < 1) {
            throw new IllegalArgumentException("the sizes of archives must be positive");
        }
        if (keptAfterDownload.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("an archive must stay for a day after its download");
        }
    }

    static final class Producer {
        @Produces
        @Singleton
        ArchiveSettings settings(
                @ConfigProperty(name = "ARCHIVE_VOLUME_BYTES") long volumeBytes,
                @ConfigProperty(name = "ARCHIVE_DAYS_AFTER_DOWNLOAD") int daysAfterDownload) {
            return new ArchiveSettings(volumeBytes, PART_BYTES, ITEM_BYTES, Duration.ofDays(daysAfterDownload));
        }
    }
}
