package sundown.local.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sundown.local.command.Program;
import sundown.local.command.Quantity;
import sundown.local.http.Json;
import sundown.local.unzip.Bsdtar;
import sundown.local.unzip.SevenZip;
import sundown.local.unzip.UnzipProgram;
import sundown.local.unzip.UnzipProgram.ListedEntry;

/**
 * {@code make bench-archive}: holds the renderer against other writers of the same archives and against the machine's
 * limit, all on one core, in turns. The figures go to {@code target/bench-archive.json}.
 */
public final class BenchArchive {
    private static final Path FIGURES = Path.of("target", "bench-archive.json");
    private static final long FIRST_BYTES = 64_000_000;
    private static final long ROOM_BESIDE = 100_000_000;

    private final BenchSettings settings;
    private final Path workspace;
    private final Path figures;
    private final PrintStream out;

    private BenchArchive(BenchSettings settings, Path workspace, Path figures, PrintStream out) {
        this.settings = settings;
        this.workspace = workspace;
        this.figures = figures;
        this.out = out;
    }

    /** Takes its settings from the environment: SIZE, ROUNDS and GRAALVM_HOME. */
    public static void main(String[] arguments) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Program.execute(() -> run(BenchSettings.of(System.getenv()), temporary, FIGURES, System.out));
    }

    /** Compares, and leaves nothing but the figures, whatever happens. */
    static boolean run(BenchSettings settings, Path temporary, Path figures, PrintStream out) throws Exception {
        requireRoom(settings.bytes(), temporary);
        Path workspace = Files.createTempDirectory(temporary, "sundown-bench-");
        try {
            new BenchArchive(settings, workspace, figures, out).run();
            return true;
        } finally {
            MoreFiles.deleteRecursively(workspace, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** The files, an archive of them, and the executable. */
    private static void requireRoom(long bytes, Path temporary) throws IOException {
        long needed = 2 * bytes + ROOM_BESIDE;
        long free = Files.getFileStore(temporary).getUsableSpace();
        if (free < needed) {
            throw new IllegalArgumentException("SIZE needs %s in %s, where %s are free."
                    .formatted(Quantity.bytes(needed), temporary, Quantity.bytes(free)));
        }
    }

    private void run() throws Exception {
        Core core = Core.last();
        out.println(core);
        out.println("Writing " + Quantity.bytes(settings.bytes()) + " of photos and videos");
        SampleFolder folder = SampleFolder.create(workspace.resolve("files"), settings.bytes());
        try (Contestants contestants = new Contestants(folder, workspace.resolve("archive.zip"), core)) {
            contestants.addJava();
            addNative(contestants, folder);
            contestants.addPrograms();
            check(contestants);
            BenchFigures outcome = new BenchFigures(
                    settings.bytes(), folder.files().size(), settings.rounds(), compare(contestants, core));
            out.println(BenchTable.of(outcome));
            Json.write(figures, outcome.json());
        }
    }

    private void addNative(Contestants contestants, SampleFolder folder) throws Exception {
        if (settings.imageBuilder().isEmpty()) {
            out.println("The native renderer is left out: GRAALVM_HOME is not set.");
            return;
        }
        out.println("Building the native renderer for this processor and for those of Lambda; this takes two minutes");
        Path builder = settings.imageBuilder().get();
        Path own = workspace.resolve("renderer");
        NativeRenderer.build(builder, NativeRenderer.thisProcessor(), own);
        contestants.addNative(own, folder.first(workspace.resolve("first"), FIRST_BYTES));
        Path portable = workspace.resolve("portable");
        NativeRenderer.build(builder, NativeRenderer.processorsOfLambda(System.getProperty("os.arch")), portable);
        contestants.addPortable(portable);
    }

    private void check(Contestants contestants) throws Exception {
        Path archive = workspace.resolve("checked.zip");
        for (Archiver archiver : contestants.archivers()) {
            out.println("Checking the archive of " + archiver.writer().label());
            archiver.write(archive);
            check(archiver.writer(), archive, archiver.bytes());
            Files.delete(archive);
        }
    }

    /** Reads all of an archive with a program that did not write it. */
    private static void check(Writer writer, Path archive, long bytes) throws IOException, InterruptedException {
        UnzipProgram program = writer == Writer.SEVEN_ZIP ? new Bsdtar() : new SevenZip();
        long listed =
                program.list(archive).stream().mapToLong(ListedEntry::bytes).sum();
        boolean right = program.contents(archive, ArchiveWriter.PASSWORD, OutputStream.nullOutputStream());
        if (!right || listed != bytes) {
            throw new IOException(program + " finds something wrong with the archive of " + writer.label());
        }
    }

    private Map<Writer, List<Double>> compare(Contestants contestants, Core core) throws Exception {
        List<Contestant> all = new ArrayList<>(contestants.archivers());
        all.add(new Limit(core));
        Contest comparison = new Contest(all);
        for (int round = 1; round <= settings.rounds(); round++) {
            out.println("Round " + round + " of " + settings.rounds());
            comparison.round();
        }
        return comparison.turns();
    }
}
