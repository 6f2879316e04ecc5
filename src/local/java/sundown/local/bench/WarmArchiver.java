package sundown.local.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;

/** An archiver in a JVM that lives from turn to turn, and tells the processor time of all its threads. */
final class WarmArchiver implements Archiver {
    private final Writer writer;
    private final long bytes;
    private final Process process;
    private final BufferedWriter turns;
    private final BufferedReader times;

    private WarmArchiver(Writer writer, long bytes, Process process) {
        this.writer = writer;
        this.bytes = bytes;
        this.process = process;
        this.turns = process.outputWriter();
        this.times = process.inputReader();
    }

    /** Starts a command that does as {@link WriteInTurns} does, and archives this many bytes each time. */
    static WarmArchiver start(Writer writer, long bytes, Command command) throws IOException {
        return new WarmArchiver(writer, bytes, command.start(Redirect.INHERIT));
    }

    @Override
    public Writer writer() {
        return writer;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void write(Path archive) throws IOException {
        time(archive.toString());
    }

    @Override
    public double turn() throws IOException {
        return Contestant.megabytesPerSecond(bytes, time(""));
    }

    private Duration time(String archive) throws IOException {
        turns.write(archive);
        turns.newLine();
        turns.flush();
        String nanoseconds = times.readLine();
        if (nanoseconds == null) {
            throw new IOException(writer.label() + " ended before its turn was over");
        }
        return Duration.ofNanos(Long.parseLong(nanoseconds));
    }

    /** The JVM ends at the end of its input. A signal would have it log its exit, with no log manager to log it. */
    @Override
    public void close() throws IOException, InterruptedException {
        turns.close();
        process.waitFor();
    }
}
