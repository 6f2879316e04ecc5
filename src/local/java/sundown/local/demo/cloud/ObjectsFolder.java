package sundown.local.demo.cloud;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The folder with the objects of one local cloud, or of a stand-in, which is deleted with it. A cloud that is killed
 * leaves its folder behind, and the next one deletes it. A lock tells the folders apart: the system releases it when
 * its process ends, however that happens.
 */
public final class ObjectsFolder implements AutoCloseable {
    private static final String PREFIX = "objects-";
    private static final String LOCK = ".lock";

    private final Path lockFile;
    private final FileChannel lock;

    private ObjectsFolder(Path lockFile, FileChannel lock) {
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Creates one beside those of other clouds, and deletes those that no cloud uses. */
    public static ObjectsFolder create(Path parent) throws IOException {
        Files.createDirectories(parent);
        deleteUnused(parent);
        Path lockFile = Files.createTempFile(parent, PREFIX, LOCK);
        ObjectsFolder folder = new ObjectsFolder(
                lockFile,
                locked(lockFile).orElseThrow(() -> new IOException("the new file " + lockFile + " is locked")));
        Files.createDirectory(folder.path());
        return folder;
    }

    private static void deleteUnused(Path parent) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(parent, PREFIX + "*" + LOCK)) {
            for (Path lockFile : locks) {
                Optional<FileChannel> unused = locked(lockFile);
                if (unused.isPresent()) {
                    new ObjectsFolder(lockFile, unused.get()).close();
                }
            }
        }
    }

    /** Nothing if another cloud holds the lock, or has just deleted it. */
    private static Optional<FileChannel> locked(Path file) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
        if (held(channel)) {
            return Optional.of(channel);
        }
        channel.close();
        return Optional.empty();
    }

    private static boolean held(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    public Path path() {
        String name = lockFile.getFileName().toString();
        return lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length()));
    }

    /** Deletes the folder, and its lock file last, so that a deletion that is cut short is repeated. */
    @Override
    public void close() throws IOException {
        try (lock) {
            if (Files.exists(path())) {
                MoreFiles.deleteRecursively(path(), RecursiveDeleteOption.ALLOW_INSECURE);
            }
            Files.deleteIfExists(lockFile);
        }
    }
}
