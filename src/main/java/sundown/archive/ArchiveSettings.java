package sundown.archive;

/**
 * The measures of archives.
 *
 * @param volumeBytes how large a volume may become; an item that is larger has one of its own
 * @param partBytes the least size of an uploaded part but the last; S3 takes no less than 5 MiB
 * @param itemBytes how large an item may be: one that takes longer to read than a function may run never ends
 */
public record ArchiveSettings(long volumeBytes, int partBytes, long itemBytes) {
    /** Few requests, and two parts in memory at once. */
    public static final int PART_BYTES = 16 << 20;

    /** What a function reads within its 15 minutes, with room to spare. */
    public static final long ITEM_BYTES = 50_000_000_000L;

    public ArchiveSettings {
        if (volumeBytes < 1 || partBytes < 1 || itemBytes < 1) {
            throw new IllegalArgumentException("the measures of archives must be positive");
        }
    }
}
