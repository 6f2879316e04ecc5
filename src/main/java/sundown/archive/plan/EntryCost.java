package sundown.archive.plan;

/**
 * What entries add to a volume, in bytes: their contents, their headers and what encryption needs. Where volumes may pass
 * 4 GiB, each entry counts as if it lay beyond, which is 12 bytes too much for some.
 */
final class EntryCost {
    private final long volumeBytes;

    EntryCost(long volumeBytes) {
        this.volumeBytes = volumeBytes;
    }

    /** What is left for entries beside the longest end of a volume. */
    long room() {
        return volumeBytes - 98;
    }

    long of(String path, long bytes) {
        long overflow = bytes + 28 >= 0xFFFFFFFFL ? 40 : 0;
        return 30 + 46 + 40 + 28 + 2L * Utf8.length(path) + bytes + overflow + (volumeBytes >= 0xFFFFFFFFL ? 12 : 0);
    }

    long of(WrittenFile file) {
        return of(file.name(), file.utf8().length);
    }
}
