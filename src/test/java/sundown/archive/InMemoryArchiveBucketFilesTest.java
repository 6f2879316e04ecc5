package sundown.archive;

import sundown.contract.ArchiveFilesContract;
import sundown.contract.SampleArchives;
import sundown.runtime.ManualClock;

class InMemoryArchiveBucketFilesTest extends ArchiveFilesContract {
    private final InMemoryArchiveBucket bucket =
            new InMemoryArchiveBucket(new ManualClock(SampleArchives.NOW), InMemoryArchiveBucket.MINIMUM_PART);

    @Override
    protected ArchiveFiles files() {
        return bucket;
    }

    @Override
    protected VolumeStorage storage() {
        return bucket;
    }
}
