package sundown.archive;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What archives need besides their ports. */
final class ArchiveProducers {
    @Produces
    @Singleton
    @ForArchives
    ExecutorService reading() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("archive-", 0).factory());
    }

    void close(@Disposes @ForArchives ExecutorService reading) {
        reading.close();
    }

    @Produces
    @Singleton
    ArchiveSettings settings(@ConfigProperty(name = "ARCHIVE_VOLUME_BYTES") long volumeBytes) {
        return new ArchiveSettings(volumeBytes, ArchiveSettings.PART_BYTES, ArchiveSettings.ITEM_BYTES);
    }
}
