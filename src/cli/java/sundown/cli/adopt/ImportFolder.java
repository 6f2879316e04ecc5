package sundown.cli.adopt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.duckdb.DuckDBDataChunkReader;
import sundown.cli.adopt.ImportStep.Begun;
import sundown.cli.adopt.Mapping.TableMapping;
import sundown.edge.CsvTable;

/**
 * The folder of one import: what is done ({@code progress.jsonl}), the rows that were refused ({@code errors.csv}), and
 * the rows of the tables, which stand in {@code unfinished} until all of them may be written. A step is logged after
 * its data, so what a run that died left behind its last step is ignored.
 */
final class ImportFolder implements Closeable {
    static final String PROGRESS = "progress.jsonl";
    static final String TOTALS = "totals.json";
    static final String OUTCOME = "outcome.json";

    /** The folders that hold rows. */
    static final List<String> RESULTS = Stream.concat(
                    Stream.of(Table.values()).map(Table::toString), Stream.of("delta"))
            .toList();

    private static final String UNFINISHED = "unfinished";

    /** A channel copies to memory outside the heap what it writes at once. */
    private static final int AT_ONCE = 1 << 16;

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private final Path folder;
    private final FileChannel progress;
    private List<ImportStep> steps = List.of();

    private ImportFolder(Path folder, FileChannel progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Opens the folder, which is new or that of an import that goes on.
     *
     * @throws IllegalArgumentException when an import of something else began in it, or another process uses it
     */
    static ImportFolder open(Path folder, Begun begun) throws IOException {
        Files.createDirectories(folder);
        ImportFolder opened = new ImportFolder(folder, locked(folder.resolve(PROGRESS)));
        try {
            opened.goOn(begun);
            return opened;
        } catch (IOException | IllegalArgumentException failed) {
            opened.close();
            throw failed;
        }
    }

    private void goOn(Begun begun) throws IOException {
        steps = read();
        if (steps.isEmpty()) {
            append(new ImportStep(begun, null, null));
        } else if (!steps.getFirst().begun().equals(begun)) {
            throw new IllegalArgumentException(
                    "An import of other files, or with another mapping, timeline, --chunks or" + " --since, began in "
                            + folder + ": choose another folder.");
        }
    }

    /**
     * What a finished import depended on.
     *
     * @throws IllegalArgumentException when none is finished there
     */
    static Begun finished(Place folder) throws IOException {
        Place progress = folder.child(PROGRESS);
        List<ImportStep> steps = progress.find().isPresent() ? parse(progress.text()) : List.of();
        if (steps.isEmpty() || steps.getLast().written() == null) {
            throw new IllegalArgumentException("There is no finished import in " + folder + ".");
        }
        return steps.getFirst().begun();
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel = open(file);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException here) {
            // this process has it
        }
        channel.close();
        throw new IllegalArgumentException("Another import writes to " + file.getParent() + ".");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Removes the end of a line that was not written to its end. */
    private List<ImportStep> read() throws IOException {
        String text = Files.readString(folder.resolve(PROGRESS));
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        progress.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        return parse(whole);
    }

    private static List<ImportStep> parse(String lines) {
        return lines.lines()
                .map(line -> {
                    try {
                        return JSON.readValue(line, ImportStep.class);
                    } catch (IOException broken) {
                        throw new IllegalArgumentException("The log of an import cannot be read.", broken);
                    }
                })
                .toList();
    }

    /** What was counted, once all is written. */
    Optional<Import.Result> written() {
        return steps.stream().flatMap(step -> Stream.ofNullable(step.written())).findFirst();
    }

    /** Remembers that a table is made. */
    void made(String table) throws IOException {
        if (steps.stream().noneMatch(step -> table.equals(step.made()))) {
            append(new ImportStep(null, table, null));
        }
    }

    private void append(ImportStep step) throws IOException {
        append(progress, (JSON.writeValueAsString(step) + "\n").getBytes(StandardCharsets.UTF_8));
        steps = Stream.concat(steps.stream(), Stream.of(step)).toList();
    }

    Path errorsFile() {
        return folder.resolve("errors.csv");
    }

    /** Writes a line for each row that is refused. No value of a row is in them. */
    void writeErrors(DuckDb engine, Mapping mapping, Map<Kind, List<Source>> files) throws IOException {
        try (Writer errors = Files.newBufferedWriter(errorsFile())) {
            errors.write(CsvTable.header("file", "line", "column", "field", "reason"));
            for (Kind kind : Kind.values()) {
                engine.each(
                        "SELECT file, line, refused, first_file, first_line FROM refusals WHERE kind = '" + kind
                                + "' ORDER BY file, line",
                        rows -> {
                            for (long row = 0; row < rows.rowCount(); row++) {
                                errors.write(error(rows, row, mapping.of(kind), files.get(kind)));
                            }
                        });
            }
        }
    }

    private static String error(DuckDBDataChunkReader rows, long row, TableMapping mapping, List<Source> files) {
        String[] refused = rows.vector(2).getString(row).split(" ", -1);
        String column = mapping.columns().entrySet().stream()
                .filter(field -> field.getKey().toString().equals(refused[0]))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        String first = rows.vector(3).isNull(row)
                ? ""
                : ", first in %s, line %d"
                        .formatted(
                                files.get(rows.vector(3).getInt(row)),
                                rows.vector(4).getLong(row));
        return CsvTable.line(
                files.get(rows.vector(0).getInt(row)),
                rows.vector(1).getLong(row),
                column,
                refused[0],
                Reason.valueOf(refused[1]).sentence() + first);
    }

    private static void append(FileChannel file, byte[] bytes) throws IOException {
        long begin = file.size();
        for (int at = 0; at < bytes.length; ) {
            at += file.write(ByteBuffer.wrap(bytes, at, Math.min(AT_ONCE, bytes.length - at)), begin + at);
        }
        file.force(false);
    }

    /** A file of a part of a table, or of its delta, while the import is under way. */
    Path unfinished(String name, int part) throws IOException {
        Path file = folder.resolve(UNFINISHED).resolve(file(name, part));
        Files.createDirectories(file.getParent());
        return file;
    }

    /** The name of a file of a part in the folder of a finished import. */
    static String file(String name, int part) {
        return "%s/part-%05d.json.gz".formatted(name, part);
    }

    /** A file that is not needed once the import is written. */
    Path temporary(String name) throws IOException {
        return Files.createDirectories(folder.resolve(UNFINISHED)).resolve(name);
    }

    /** Puts all files where the operator takes them, and removes what was needed on the way. */
    void write(Import.Result result) throws IOException {
        Files.writeString(folder.resolve(TOTALS), JSON.writeValueAsString(result.totals()) + "\n");
        for (String name : RESULTS) {
            Path made = folder.resolve(UNFINISHED).resolve(name);
            if (Files.exists(made)) {
                Files.move(made, folder.resolve(name));
            }
        }
        remove(folder.resolve(UNFINISHED));
        append(new ImportStep(null, null, result));
    }

    private static void remove(Path folder) throws IOException {
        List<Path> left = List.of();
        if (Files.exists(folder)) {
            try (Stream<Path> found = Files.walk(folder)) {
                left = found.sorted(Comparator.reverseOrder()).toList();
            }
        }
        for (Path path : left) {
            Files.delete(path);
        }
    }

    @Override
    public void close() throws IOException {
        progress.close();
    }
}
