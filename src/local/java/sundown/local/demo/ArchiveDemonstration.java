package sundown.local.demo;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
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
import java.util.function.Function;
import sundown.local.command.Quantity;
import sundown.local.demo.app.App;
import sundown.local.demo.app.ArchiveStatus;
import sundown.local.demo.app.Figures;
import sundown.local.demo.app.Figures.DemonstrationResult;
import sundown.local.demo.app.Patience;
import sundown.local.demo.app.ProgressLine;
import sundown.local.demo.gallery.Gallery;
import sundown.local.unzip.UnzipProgram;
import sundown.local.unzip.UnzipProgram.SevenZip;

/** Downloads a gallery as archives and opens them, as its user would. */
public record ArchiveDemonstration(App app, PrintStream out, Clock clock) {
    private static final Path FOLDER = Path.of("target", "local");
    private static final UnzipProgram PROGRAM = new SevenZip();
    /** Longer than a volume takes, and than it takes to notice a dead builder. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(6);

    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);

    /**
     * Requests the archive, waits, downloads, opens, and compares.
     *
     * @param strike kills a working builder; true when it need not be called again
     */
    public DemonstrationResult download(
            Gallery gallery, ExpectedDates expected, int volumeGigabytes, BooleanSupplier strike)
            throws IOException, InterruptedException {
        return download(gallery, expected, volumeGigabytes, strike, new DatesTable());
    }

    DemonstrationResult download(
            Gallery gallery, ExpectedDates expected, int volumeGigabytes, BooleanSupplier strike, DatesTable dates)
            throws IOException, InterruptedException {
        Instant start = clock.instant();
        out.println("Archive requested: " + app.requestArchive(volumeGigabytes).message());
        while (!strike.getAsBoolean() && app.archive().atWork()) {
            Thread.onSpinWait();
        }
        ArchiveStatus end = await();
        Duration building = Duration.between(start, clock.instant());
        if (end.download().isEmpty()) {
            return new DemonstrationResult(
                    figures(List.of(), 0, building), List.of("The archive is " + end.state() + ": " + end.message()));
        }
        return open(end, end.download().get(), new ArchiveVerification(gallery, expected, dates, PROGRAM), building);
    }

    /** Waits for the last state: ready, or where the archive made no progress for too long. */
    private ArchiveStatus await() throws IOException, InterruptedException {
        ProgressLine line = ProgressLine.onConsole(out, clock);
        ArchiveStatus end = new Patience(clock, LONGEST_STANDSTILL, out)
                .awaitEnd(app::archive, ArchiveStatus::atWork, Function.identity(), status -> {
                    line.show(status.line(clock.instant()), !status.atWork());
                    return BETWEEN_POLLS;
                });
        line.end();
        return end;
    }

    private DemonstrationResult open(
            ArchiveStatus end, ArchiveStatus.Download download, ArchiveVerification verification, Duration building)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(Files.createDirectories(FOLDER), "download-");
        try {
            List<Path> files = download(download.volumes(), Files.createDirectory(folder.resolve("volumes")));
            out.println("Opening them with " + PROGRAM);
            List<String> complaints = new ArrayList<>(
                    verification.complaints(download, files, Files.createDirectory(folder.resolve("unpacked"))));
            if (end.leftOut() > 0) {
                complaints.add("The archive lacks " + end.leftOut() + " items.");
            }
            return new DemonstrationResult(figures(download.volumes(), verification.verified(), building), complaints);
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    private List<Path> download(List<ArchiveStatus.Volume> volumes, Path folder)
            throws IOException, InterruptedException {
        List<Path> files = new ArrayList<>();
        for (ArchiveStatus.Volume volume : volumes) {
            Path file = folder.resolve(volume.name());
            app.download(volume, file);
            out.println("Downloaded " + volume.name() + " (" + Quantity.bytes(volume.bytes()) + ")");
            app.confirm(volume);
            files.add(file);
        }
        return files;
    }

    private static Figures figures(List<ArchiveStatus.Volume> volumes, long verified, Duration building) {
        long bytes = volumes.stream().mapToLong(ArchiveStatus.Volume::bytes).sum();
        double megabytesPerSecond = building.isZero() ? 0 : bytes / 1000.0 / building.toMillis();
        return new Figures()
                .put("archiveVolumes", volumes.size())
                .put("archiveBytes", bytes)
                .put("archiveMBps", megabytesPerSecond, 10)
                .put("archiveEntriesVerified", verified)
                .line("archive", volumes.size() + " volumes (" + Quantity.bytes(bytes) + ")")
                .line("", Quantity.decimal(megabytesPerSecond, 1) + " MB/s until it was ready")
                .line("", verified + " files are the gallery's items");
    }
}
