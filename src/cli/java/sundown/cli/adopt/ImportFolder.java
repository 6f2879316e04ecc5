package sundown.cli.adopt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sundown.cli.adopt.Step.Begun;
import sundown.cli.adopt.Step.Claimed;
import sundown.cli.adopt.Step.Owned;
import sundown.cli.adopt.Step.Part;
import sundown.cli.adopt.Step.Run;

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
    private final FileChannel errors;
    private final Map<String, FileChannel> spills = new HashMap<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Owned> owned = new ArrayList<>();
    private final List<Claimed> claimed = new ArrayList<>();
    private boolean written;

    private ImportFolder(Path folder, FileChannel progress) throws IOException {
        this.folder = folder;
        this.progress = progress;
        this.errors = open(folder.resolve("errors.csv"));
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
        List<Step> steps = steps();
        if (steps.isEmpty()) {
            begin(begun);
        } else if (!steps.getFirst().begun().equals(begun)) {
            throw new IllegalArgumentException(
                    "An import of other files, or with another mapping, timeline, --chunks or" + " --since, began in "
                            + folder + ": choose another folder.");
        }
        steps.forEach(this::remember);
        errors.truncate(knownErrors());
    }

    /**
     * What a finished import depended on.
     *
     * @throws IllegalArgumentException when none is finished there
     */
    static Begun finished(Place folder) throws IOException {
        Place progress = folder.child(PROGRESS);
        List<Step> steps = progress.find().isPresent() ? parse(progress.text()) : List.of();
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
    private List<Step> steps() throws IOException {
        String text = Files.readString(folder.resolve(PROGRESS));
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        progress.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        return parse(whole);
    }

    private static List<Step> parse(String lines) {
        return lines.lines()
                .map(line -> {
                    try {
                        return JSON.readValue(line, Step.class);
                    } catch (IOException broken) {
                        throw new IllegalArgumentException("The log of an import cannot be read.", broken);
                    }
                })
                .toList();
    }

    private void begin(Begun begun) throws IOException {
        errors.truncate(0);
        append(errors, Refusals.HEADER.getBytes(StandardCharsets.UTF_8));
        append(Step.of(begun));
    }

    private void remember(Step step) {
        if (step.run() != null) {
            runs.add(step.run());
        } else if (step.part() != null) {
            parts.add(step.part());
        } else if (step.owned() != null) {
            owned.add(step.owned());
        } else if (step.claimed() != null) {
            claimed.add(step.claimed());
        } else if (step.written() != null) {
            written = true;
        }
    }

    private long knownErrors() throws IOException {
        long header = Refusals.HEADER.length();
        return Stream.concat(runs.stream().map(Run::errors), parts.stream().map(Part::errors))
                .mapToLong(length -> length)
                .reduce(header, Math::max);
    }

    synchronized List<Run> runs() {
        return List.copyOf(runs);
    }

    synchronized List<Part> parts() {
        return List.copyOf(parts);
    }

    synchronized List<Owned> owned() {
        return List.copyOf(owned);
    }

    synchronized List<Claimed> claimed() {
        return List.copyOf(claimed);
    }

    boolean written() {
        return written;
    }

    Path errorsFile() {
        return folder.resolve("errors.csv");
    }

    /** The sorted runs of this name. */
    synchronized FileChannel spill(String name) throws IOException {
        if (!spills.containsKey(name)) {
            Path file = Files.createDirectories(folder.resolve(UNFINISHED)).resolve("runs-" + name);
            spills.put(name, open(file));
        }
        return spills.get(name);
    }

    /** Keeps a run and returns where it begins; a step has to remember that. */
    synchronized long keep(String name, byte[] sorted) throws IOException {
        FileChannel spill = spill(name);
        long offset = spill.size();
        append(spill, sorted);
        return offset;
    }

    /** Keeps a run; its offset and the length of errors are set here. */
    synchronized void keep(Run run, byte[] sorted, String lines) throws IOException {
        long offset = keep(run.kind().toString(), sorted);
        Run kept = new Run(
                run.kind(),
                run.file(),
                run.number(),
                run.last(),
                offset,
                run.rows(),
                run.refused(),
                errorsAfter(lines));
        append(Step.of(kept));
    }

    /** Keeps a part, whose files are there; the length of errors is set here. */
    synchronized void keep(Part part, String lines) throws IOException {
        append(Step.of(new Part(
                part.number(),
                part.totals(),
                part.accounts(),
                part.items(),
                part.named(),
                part.owners(),
                part.refused(),
                errorsAfter(lines))));
    }

    synchronized void keep(Owned part) throws IOException {
        append(Step.of(part));
    }

    /** Keeps a part, whose files are there. */
    synchronized void keep(Claimed part) throws IOException {
        append(Step.of(part));
    }

    private long errorsAfter(String lines) throws IOException {
        append(errors, lines.getBytes(StandardCharsets.UTF_8));
        return errors.size();
    }

    private void append(Step step) throws IOException {
        append(progress, (JSON.writeValueAsString(step) + "\n").getBytes(StandardCharsets.UTF_8));
        remember(step);
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

    /** Puts all files where the operator takes them, and removes what was needed on the way. */
    void write(Totals totals) throws IOException {
        Files.writeString(folder.resolve(TOTALS), JSON.writeValueAsString(totals) + "\n");
        for (String name : RESULTS) {
            Path made = folder.resolve(UNFINISHED).resolve(name);
            if (Files.exists(made)) {
                Files.move(made, folder.resolve(name));
            }
        }
        remove(folder.resolve(UNFINISHED));
        append(Step.WRITTEN);
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
        for (FileChannel spill : spills.values()) {
            spill.close();
        }
        errors.close();
        progress.close();
    }
}
