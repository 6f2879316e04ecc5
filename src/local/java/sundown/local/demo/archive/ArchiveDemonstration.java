package sundown.local.demo.archive;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import sundown.local.command.Folders;
import sundown.local.demo.app.App;
import sundown.local.demo.app.ArchiveStatus;
import sundown.local.demo.gallery.Gallery;
import sundown.local.unzip.SevenZip;
import sundown.local.unzip.UnzipProgram;

/** Downloads a gallery as archives and opens them as its user would. */
public final class ArchiveDemonstration {
    private static final Path FOLDER = Path.of("target", "local");

    private final App app;
    private final PrintStream out;
    private final boolean terminal;
    private final Clock clock;
    private final UnzipProgram program = new SevenZip();

    public ArchiveDemonstration(App app, PrintStream out, boolean terminal, Clock clock) {
        this.app = app;
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** What it came to. */
    public record Outcome(ArchiveFigures figures, List<String> complaints) {}

    /**
     * Asks for the archive, waits, downloads, opens and compares.
     *
     * @param strike kills a builder that is at work, and tells whether it need not be called again
     */
    public Outcome download(Gallery gallery, BooleanSupplier strike) throws IOException, InterruptedException {
        ArchiveJourney journey = new ArchiveJourney(app, out, clock);
        Instant start = clock.instant();
        journey.begin();
        while (!strike.getAsBoolean() && app.archive().atWork()) {
            Thread.onSpinWait();
        }
        ArchiveStatus end = await(journey);
        Duration building = Duration.between(start, clock.instant());
        if (end.download().isEmpty()) {
            return new Outcome(
                    new ArchiveFigures(0, 0, 0, building),
                    List.of("The archive is " + end.state() + ": " + end.message()));
        }
        return open(journey, end, gallery, building);
    }

    private ArchiveStatus await(ArchiveJourney journey) throws IOException, InterruptedException {
        ArchiveDisplay display = new ArchiveDisplay(out, terminal, clock);
        ArchiveStatus end = journey.await(display::show);
        display.end();
        return end;
    }

    private Outcome open(ArchiveJourney journey, ArchiveStatus end, Gallery gallery, Duration building)
            throws IOException, InterruptedException {
        ArchiveStatus.Download download = end.download().orElseThrow();
        Path folder = Files.createTempDirectory(Files.createDirectories(FOLDER), "download-");
        try {
            List<Path> files = journey.download(download, Files.createDirectory(folder.resolve("volumes")));
            out.println("Opening them with " + program);
            ArchiveVerification verification = new ArchiveVerification(gallery, program);
            List<String> complaints = new ArrayList<>(
                    verification.complaints(download, files, Files.createDirectory(folder.resolve("unpacked"))));
            if (end.leftOut() > 0) {
                complaints.add("The archive lacks " + end.leftOut() + " items.");
            }
            return new Outcome(figures(download, verification.verified(), building), complaints);
        } finally {
            Folders.delete(folder);
        }
    }

    private static ArchiveFigures figures(ArchiveStatus.Download download, long verified, Duration building) {
        long bytes = download.volumes().stream()
                .mapToLong(ArchiveStatus.Volume::bytes)
                .sum();
        return new ArchiveFigures(download.volumes().size(), bytes, verified, building);
    }
}
