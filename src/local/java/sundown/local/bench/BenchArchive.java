package sundown.local.bench;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sundown.local.bench.Contestant.Archiver;
import sundown.local.bench.Contestant.CommandArchiver;
import sundown.local.bench.Contestant.Limit;
import sundown.local.bench.Contestant.WarmArchiver;
import sundown.local.bench.Contestant.Writer;
import sundown.local.command.Program;
import sundown.local.command.Quantity;
import sundown.local.command.Variables;
import sundown.local.http.Json;
import sundown.local.unzip.InstalledProgram;
import sundown.local.unzip.UnzipProgram;
import sundown.local.unzip.UnzipProgram.Bsdtar;
import sundown.local.unzip.UnzipProgram.ListedEntry;
import sundown.local.unzip.UnzipProgram.SevenZip;

/**
 * {@code make bench-archive}: holds the renderer against other writers of the same archives and against the machine's
 * limit, all on one core, in turns. The figures go to {@code target/bench-archive.json}.
 */
public final class BenchArchive {
    private static final Path FIGURES = Path.of("target", "bench-archive.json");
    private static final Pattern SIZE = Pattern.compile("(?<number>[1-9][0-9]{0,3})(?<unit>[MG])");
    private static final InstalledProgram TASKSET = new InstalledProgram("taskset", List.of("taskset"));
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Pattern LAST_CORE = Pattern.compile("Cpus_allowed_list:.*?([0-9]+)");
    private static final long MEGABYTE = 1_000_000;
    private static final long FIRST_BYTES = 64 * MEGABYTE;
    private static final long ROOM_BESIDE = 100 * MEGABYTE;

    private final Path workspace;
    private final SampleFolder folder;
    private final Optional<String> core = lastCore();
    private final List<Archiver> archivers = new ArrayList<>();

    private BenchArchive(Path workspace, long bytes) throws IOException {
        System.out.println(core.map(number -> "All run on core " + number + ".")
                .orElse("What runs is not pinned to a core: there is no taskset here."));
        System.out.println("Writing " + Quantity.bytes(bytes) + " of photos and videos");
        this.workspace = workspace;
        this.folder = SampleFolder.create(workspace.resolve("files"), bytes);
    }

    /** Takes its settings from the environment: SIZE, ROUNDS and GRAALVM_HOME. */
    public static void main(String[] arguments) {
        Variables variables = new Variables(System.getenv());
        Program.execute(() -> run(
                bytes(variables.find("SIZE").orElse("2G")),
                variables.number("ROUNDS", 5, 1, 99),
                variables.find("GRAALVM_HOME").map(BenchArchive::imageBuilder)));
    }

    private static long bytes(String size) {
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("SIZE must be like 200M or 2G, not " + size + ".");
        }
        return Long.parseLong(matcher.group("number"))
                * (matcher.group("unit").equals("M") ? MEGABYTE : 1000 * MEGABYTE);
    }

    private static Path imageBuilder(String home) {
        Path builder = Path.of(home, "bin", "native-image");
        if (!Files.isExecutable(builder)) {
            throw new IllegalArgumentException("GRAALVM_HOME must have bin/native-image, and " + home + " has not.");
        }
        return builder;
    }

    /** Compares, and leaves nothing but the figures, whatever happens. */
    private static boolean run(long bytes, int rounds, Optional<Path> imageBuilder) throws Exception {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        // The files, an archive of them, and the executable.
        long needed = 2 * bytes + ROOM_BESIDE;
        long free = Files.getFileStore(temporary).getUsableSpace();
        if (free < needed) {
            throw new IllegalArgumentException("SIZE needs %s in %s, where %s are free."
                    .formatted(Quantity.bytes(needed), temporary, Quantity.bytes(free)));
        }
        Path workspace = Files.createTempDirectory(temporary, "sundown-bench-");
        BenchArchive bench = new BenchArchive(workspace, bytes);
        try {
            bench.addArchivers(imageBuilder);
            bench.check();
            ArchiveFigures figures =
                    new ArchiveFigures(bytes, bench.folder.files().size(), rounds, bench.compare(rounds));
            System.out.println(figures.table());
            Json.write(FIGURES, figures.json());
            return true;
        } finally {
            for (Archiver archiver : bench.archivers) {
                archiver.close();
            }
            MoreFiles.deleteRecursively(workspace, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }

    /** The last core that this process may use: the first one often has more of the system's own work. */
    private static Optional<String> lastCore() throws IOException {
        if (TASKSET.find().isEmpty() || !Files.exists(STATUS)) {
            return Optional.empty();
        }
        return Files.readAllLines(STATUS).stream()
                .map(LAST_CORE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .findFirst();
    }

    private Command pinned(Command command) {
        return core.map(number ->
                        Command.of("taskset", "-c", number).with(command.words().toArray(String[]::new)))
                .orElse(command);
    }

    private void addArchivers(Optional<Path> imageBuilder) throws IOException, InterruptedException {
        addWarm(Writer.RENDERER_WARM, "renderer");
        addWarm(Writer.ZIP4J, "zip4j");
        addRenderer(Writer.RENDERER_COLD, Command.java(WriteOnce.class), folder);
        if (imageBuilder.isPresent()) {
            addNative(imageBuilder.get());
        } else {
            System.out.println("The native renderer is left out: GRAALVM_HOME is not set.");
        }
        String path = folder.path().toString();
        String password = ArchiveWriter.PASSWORD.reveal();
        Command sevenZip = Command.of(InstalledProgram.SEVEN_ZIP.path().toString())
                .with("a", "-tzip", "-mx0", "-mem=AES256", "-bd", "-p" + password);
        add(Writer.SEVEN_ZIP, archive -> sevenZip.with(archive, path), folder);
        Command bsdtar = Command.of(InstalledProgram.BSDTAR.path().toString())
                .with("-c", "--format", "zip", "--options", "zip:compression=store,zip:encryption=aes256")
                .with("--passphrase", password, "-C", path);
        add(Writer.BSDTAR, archive -> bsdtar.with("-f", archive, "."), folder);
    }

    private void addNative(Path builder) throws IOException, InterruptedException {
        System.out.println(
                "Building the native renderer for this processor and for those of Lambda; this takes two minutes");
        Path own = workspace.resolve("renderer");
        NativeRenderer.build(builder, List.of("-march=native"), own);
        Command command = Command.of(own.toString());
        addRenderer(Writer.RENDERER_NATIVE, command, folder);
        addRenderer(Writer.RENDERER_NATIVE_FIRST, command, folder.first(workspace.resolve("first"), FIRST_BYTES));
        addRenderer(Writer.RENDERER_NATIVE_FILE, command, folder);
        Path portable = workspace.resolve("portable");
        NativeRenderer.build(builder, NativeRenderer.processorsOfLambda(System.getProperty("os.arch")), portable);
        addRenderer(Writer.RENDERER_PORTABLE, Command.of(portable.toString()), folder);
    }

    private void addWarm(Writer writer, String name) throws IOException {
        Command command =
                Command.java(WriteInTurns.class).with(name, folder.path().toString());
        archivers.add(WarmArchiver.start(writer, folder.bytes(), pinned(command)));
    }

    private void addRenderer(Writer writer, Command command, SampleFolder files) throws IOException {
        add(writer, archive -> command.with(files.path().toString(), archive), files);
    }

    private void add(Writer writer, Function<String, Command> line, SampleFolder files) throws IOException {
        archivers.add(new CommandArchiver(
                writer, files.bytes(), line.andThen(this::pinned), workspace.resolve("archive.zip")));
    }

    /** Reads all of each archive with a program that did not write it. */
    private void check() throws IOException, InterruptedException {
        Path archive = workspace.resolve("checked.zip");
        for (Archiver archiver : archivers) {
            String label = archiver.writer().label;
            System.out.println("Checking the archive of " + label);
            archiver.write(archive);
            UnzipProgram program = archiver.writer() == Writer.SEVEN_ZIP ? new Bsdtar() : new SevenZip();
            long listed =
                    program.list(archive).stream().mapToLong(ListedEntry::bytes).sum();
            boolean right = program.contents(archive, ArchiveWriter.PASSWORD, OutputStream.nullOutputStream());
            if (!right || listed != archiver.bytes()) {
                throw new IOException(program + " finds something wrong with the archive of " + label);
            }
            Files.delete(archive);
        }
    }

    /** Each contestant takes one turn in a round; the first is the last in the next round. */
    private Map<Writer, List<Double>> compare(int rounds) throws IOException, InterruptedException {
        List<Contestant> contestants = new ArrayList<>(archivers);
        contestants.add(new Limit(algorithm -> pinned(Limit.command(algorithm))));
        Map<Writer, List<Double>> turns = new EnumMap<>(Writer.class);
        for (int round = 1; round <= rounds; round++) {
            System.out.println("Round " + round + " of " + rounds);
            for (Contestant contestant : contestants) {
                turns.computeIfAbsent(contestant.writer(), _ -> new ArrayList<>())
                        .add(contestant.turn());
            }
            Collections.rotate(contestants, -1);
        }
        return turns;
    }
}
