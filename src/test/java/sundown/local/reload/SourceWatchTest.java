package sundown.local.reload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {
    @TempDir
    private Path folder;

    @Test
    void reportsEachWrittenCreatedOrDeletedFileOnce() throws Exception {
        Path written = Files.writeString(folder.resolve("Written.java"), "class Written {}");
        Path deleted = Files.writeString(folder.resolve("Deleted.java"), "class Deleted {}");
        Files.writeString(folder.resolve("Kept.java"), "class Kept {}");
        SourceWatch watch = new SourceWatch(folder);

        Files.setLastModifiedTime(written, FileTime.from(Instant.EPOCH));
        Files.delete(deleted);
        Files.writeString(folder.resolve("notes.txt"), "no source");
        Path created = Files.createDirectories(folder.resolve("room")).resolve("Created.java");
        Files.writeString(created, "class Created {}");

        assertThat(watch.changes()).containsExactlyInAnyOrder(written, deleted, created);
        assertThat(watch.changes()).isEmpty();
    }
}
