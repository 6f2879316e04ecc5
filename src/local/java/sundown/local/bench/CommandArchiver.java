package sundown.local.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An archiver that is a process of its own each time. Where its archive becomes a file, all that the process takes
 * counts. Where it is thrown away, only what it takes more than when it starts and loads the files.
 *
 * @param bytes how much it archives
 * @param scratch where its turns may write an archive
 */
record CommandArchiver(Writer writer, long bytes, CommandLine line, Path scratch, Core core) implements Archiver {

    /** How a program is called. */
    @FunctionalInterface
    interface CommandLine {
        /** The command that writes an archive of this name, which is empty where it is to be thrown away. */
        Command to(String archive);
    }

    @Override
    public void write(Path archive) throws IOException, InterruptedException {
        time(archive.toString());
    }

    @Override
    public double turn() throws IOException, InterruptedException {
        Duration time =
                switch (writer.sink()) {
                    case NONE -> time("").minus(time(WriteOnce.LOADING));
                    case FILE -> time(scratch.toString());
                };
        Files.deleteIfExists(scratch);
        return Contestant.megabytesPerSecond(bytes, time);
    }

    private Duration time(String archive) throws IOException, InterruptedException {
        return core.pinned(line.to(archive)).time();
    }

    @Override
    public void close() {
        // Each process has ended with its turn.
    }
}
