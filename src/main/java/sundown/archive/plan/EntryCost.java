package sundown.archive.plan;

import sundown.archive.zip.VolumeSize;

/**
 * What entries add to a volume, in bytes: contents, headers, and what encryption needs. Each counts as if it were the
 * volume's last; where volumes pass 4 GiB, that is 12 bytes too much for those before.
 */
final class EntryCost {
    private static final VolumeSize WITH_LONGEST_END = new VolumeSize(Integer.MAX_VALUE, 0, 0);

    private final VolumeSize full;

    EntryCost(long volumeBytes) {
        full = new VolumeSize(0, volumeBytes, 0);
    }

    /** What a volume has for entries. */
    long room() {
        return full.entriesBytes() - WITH_LONGEST_END.bytes();
    }

    long of(String path, long bytes) {
        VolumeSize fuller = full.plus(path, bytes);
        return fuller.entriesBytes() - full.entriesBytes() + fuller.directoryBytes();
    }

    long of(WrittenFile file) {
        return of(file.name(), file.utf8().length);
    }
}
