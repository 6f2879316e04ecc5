package sundown.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of a process.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html">proc_pid_status(5)</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_io.5.html">proc_pid_io(5)</a>
 */
final class ProcessFigures {
    private static final long KIBIBYTE = 1024;

    private final long processId;
    private final Path folder;

    ProcessFigures(long processId) {
        this.processId = processId;
        this.folder = Path.of("/proc", Long.toString(processId));
    }

    /** The memory that it holds now. */
    long residentBytes() {
        return figure("status", "VmRSS") * KIBIBYTE;
    }

    /** The most memory that it ever held. */
    long peakBytes() {
        return figure("status", "VmHWM") * KIBIBYTE;
    }

    /** What a process took for its work. */
    record Peak(long bytes, Duration processor, Duration elapsed) {
        /** The figures in words. */
        String sentence(long done) {
            return String.format(
                    Locale.ROOT,
                    "%.2f GB in %.1f s, %.1f s of them on a processor: %.0f MB/s, %.1f MiB resident at most",
                    done / 1e9,
                    elapsed.toMillis() / 1e3,
                    processor.toMillis() / 1e3,
                    done / 1e3 / elapsed.toMillis(),
                    bytes / (double) (1 << 20));
        }
    }

    /** What it took since its start for work that lasted so long. */
    Peak peak(Duration elapsed) {
        return new Peak(peakBytes(), processor(), elapsed);
    }

    private Duration processor() {
        return ProcessHandle.of(processId)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** What it has caused to be written to disk. */
    long bytesWrittenToDisk() {
        return figure("io", "write_bytes");
    }

    private long figure(String file, String name) {
        Matcher figure =
                Pattern.compile("^" + name + ":\\s*(\\d+)", Pattern.MULTILINE).matcher(read(file));
        if (!figure.find()) {
            throw new IllegalStateException("The kernel does not tell " + name);
        }
        return Long.parseLong(figure.group(1));
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
