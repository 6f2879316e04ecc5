package sundown.local.demo.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectsFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isDeletedWithItsCloud() throws Exception {
        ObjectsFolder folder = ObjectsFolder.create(parent);
        Files.createDirectories(folder.path().resolve("bucket"));
        Files.writeString(folder.path().resolve("bucket/photo.jpg"), "picture");

        folder.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void deletesWhatKilledCloudsLeft() throws Exception {
        Path left = leftByAKilledCloud();

        try (ObjectsFolder folder = ObjectsFolder.create(parent)) {
            assertThat(left).doesNotExist();
            assertThat(folder.path()).isEmptyDirectory();
        }
    }

    @Test
    void leavesTheFoldersOfCloudsThatRun() throws Exception {
        try (ObjectsFolder running = ObjectsFolder.create(parent)) {
            Files.writeString(running.path().resolve("photo.jpg"), "picture");

            ObjectsFolder.create(parent).close();

            assertThat(running.path().resolve("photo.jpg")).exists();
        }
    }

    @Test
    void leavesWhatIsNotItsOwn() throws Exception {
        Path log = Files.writeString(parent.resolve("functions.log"), "line");
        Path folder = Files.createDirectory(parent.resolve("objects-of-mine"));

        ObjectsFolder.create(parent).close();

        assertThat(log).exists();
        assertThat(folder).exists();
    }

    /** The system has released its lock, and the lock's file is still there. */
    private Path leftByAKilledCloud() throws IOException {
        Files.createFile(parent.resolve("objects-1.lock"));
        Path folder = Files.createDirectory(parent.resolve("objects-1"));
        Files.writeString(folder.resolve("photo.jpg"), "picture");
        return folder;
    }
}
