package sundown.local.demo.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import sundown.local.command.Quantity;
import sundown.local.demo.app.App;
import sundown.local.demo.app.ArchiveStatus;
import sundown.local.demo.app.Patience;

/** An archive from the user's point of view: request it, wait, and download every volume. */
final class ArchiveJourney {
    /** Longer than a volume takes, and than a builder that died goes unnoticed. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(6);

    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);

    private final App app;
    private final PrintStream out;
    private final Clock clock;

    ArchiveJourney(App app, PrintStream out, Clock clock) {
        this.app = app;
        this.out = out;
        this.clock = clock;
    }

    /** Asks for the archive. */
    void begin() throws IOException, InterruptedException {
        out.println("Archive asked for: " + app.requestArchive().message());
    }

    /**
     * Waits until it is ready.
     *
     * @param observer sees each state that is read, the last one too
     * @return the last state: ready, or where it stood still for too long
     */
    ArchiveStatus await(Consumer<ArchiveStatus> observer) throws IOException, InterruptedException {
        return new Patience(clock, LONGEST_STANDSTILL)
                .awaitEnd(app::archive, ArchiveStatus::atWork, Function.identity(), status -> {
                    observer.accept(status);
                    return BETWEEN_POLLS;
                });
    }

    /** Downloads every volume into a folder and says so; the files in the order of the volumes. */
    List<Path> download(ArchiveStatus.Download download, Path folder) throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (ArchiveStatus.Volume volume : download.volumes()) {
            Path file = folder.resolve(volume.name());
            app.download(volume, file);
            out.println("Downloaded " + volume.name() + " (" + Quantity.bytes(volume.bytes()) + ")");
            app.confirm(volume);
            files.add(file);
        }
        return files;
    }
}
