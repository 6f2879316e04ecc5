package sundown.local.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a folder, loaded into memory: as in the function, where they have come from S3 into memory, a writer in
 * Java has them without a call to the system for every few kilobytes.
 */
final class MappedFolder implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final List<MappedFile> files = new ArrayList<>();

    /** A file and its bytes. */
    record MappedFile(String name, MemorySegment bytes) {
        InputStream open(long offset) {
            return new MappedStream(bytes, offset);
        }
    }

    static MappedFolder open(Path path) throws IOException {
        MappedFolder folder = new MappedFolder();
        for (Path file : SampleFolder.of(path).files()) {
            folder.map(file);
        }
        return folder;
    }

    private void map(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            MemorySegment bytes = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            bytes.load();
            files.add(new MappedFile(file.getFileName().toString(), bytes));
        }
    }

    List<MappedFile> files() {
        return files;
    }

    @Override
    public void close() {
        arena.close();
    }
}
