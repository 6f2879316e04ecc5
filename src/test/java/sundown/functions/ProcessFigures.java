package sundown.functions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Path folder;

    ProcessFigures(long processId) {
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
