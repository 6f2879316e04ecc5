package sundown.cli.adopt;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Region;
import sundown.cli.adopt.Place.Source;
import sundown.digest.Sha256;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;

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

    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null))
            .build();

    private final Path folder;
    private final FileChannel progress;
    private List<Step> steps = List.of();

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
            append(new Step(begun, null, null));
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
        List<Step> steps = progress.find().isPresent() ? parse(progress.text()) : List.of();
        if (steps.isEmpty() || steps.getLast().written() == null) {
            throw new IllegalArgumentException("There is no finished import in " + folder + ".");
        }
        return steps.getFirst().begun();
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
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

    /** Removes the end of a line that was not written to its end. */
    private List<Step> read() throws IOException {
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

    /** What was counted, once all is written. */
    Optional<Import.Result> written() {
        return steps.stream().flatMap(step -> Stream.ofNullable(step.written())).findFirst();
    }

    /** Remembers that a table is made. */
    void made(String table) throws IOException {
        if (steps.stream().noneMatch(step -> table.equals(step.made()))) {
            append(new Step(null, table, null));
        }
    }

    private void append(Step step) throws IOException {
        progress.position(progress.size());
        Channels.newOutputStream(progress)
                .write((JSON.writeValueAsString(step) + "\n").getBytes(StandardCharsets.UTF_8));
        progress.force(false);
        steps = Stream.concat(steps.stream(), Stream.of(step)).toList();
    }

    Path errorsFile() {
        return folder.resolve("errors.csv");
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
        MoreFiles.deleteRecursively(folder.resolve(UNFINISHED), RecursiveDeleteOption.ALLOW_INSECURE);
        append(new Step(null, null, result));
    }

    @Override
    public void close() throws IOException {
        progress.close();
    }

    /**
     * A line of the log. One of its components is not null.
     *
     * @param made a table that a statement has made
     * @param written what was counted, once all rows are where the operator takes them
     */
    record Step(Begun begun, String made, Import.Result written) {}

    /**
     * What the import depends on. An import goes on only with the same.
     *
     * @param mapping the digest of the mapping file
     * @param layout where objects lie, as the mapping has it
     * @param timeline the digest of the timeline
     * @param groups the regions of each group, and the exempt ones
     * @param chunks into how many a group is split
     * @param since the folder of the import before; empty when there is none
     * @param parts into how many files a table is split
     */
    record Begun(
            List<Input> inputs,
            String mapping,
            String layout,
            String timeline,
            String groups,
            int chunks,
            String since,
            int parts) {
        /** A part of a table has rows of about so many bytes of exported files. */
        private static final long PART = 8 << 20;

        private static final int MOST_PARTS = 4_096;

        /**
         * Tables are split as those of the import before, so that their parts can be compared.
         *
         * @throws IllegalArgumentException when the import before is not finished, or cannot be compared
         */
        static Begun of(
                Map<Table, List<Source>> files,
                String mappingText,
                Mapping mapping,
                String timeline,
                int chunks,
                Optional<Place> since)
                throws IOException {
            List<Input> inputs = new ArrayList<>();
            files.forEach((table, sources) -> sources.forEach(
                    file -> inputs.add(new Input(table, file.toString(), file.bytes(), file.version()))));
            long needed = inputs.stream().mapToLong(Input::bytes).sum() / PART + 1;
            Optional<Begun> before =
                    since.isPresent() ? Optional.of(ImportFolder.finished(since.get())) : Optional.empty();
            Begun begun = new Begun(
                    inputs,
                    Sha256.over(mappingText).hex(),
                    mapping.items().layout(),
                    Sha256.over(timeline).hex(),
                    groups(TimelineDocument.read(timeline)),
                    chunks,
                    since.map(Place::absolute).orElse(""),
                    before.map(Begun::parts).orElse((int) Math.min(MOST_PARTS, needed)));
            before.ifPresent(other -> begun.requireTheSame(other, since.orElseThrow()));
            return begun;
        }

        /** In the same order whatever that of the timeline is. */
        private static String groups(Timeline timeline) {
            Stream<String> groups =
                    timeline.groups().stream().map(group -> group.id() + " " + TimelineDocument.regions(group));
            String exempt = "exempt "
                    + timeline.exempt().stream().map(Region::code).sorted().toList();
            return Stream.concat(groups.sorted(), Stream.of(exempt)).collect(Collectors.joining("; "));
        }

        /**
         * Requires what the rows of all imports of a stack have in common: with another layout, claims would be
         * removed, and with other groups or chunks, users would move.
         *
         * @param before the folder of the import before
         * @throws IllegalArgumentException with a sentence for the user when something of it is not the same
         */
        void requireTheSame(Begun other, Place before) {
            require("layout", layout, other.layout, before);
            require("list of regions by group", groups, other.groups, before);
            require("number of chunks", chunks, other.chunks, before);
        }

        private static void require(String what, Object is, Object was, Place before) {
            if (!is.equals(was)) {
                throw new IllegalArgumentException("The %s is %s, and that of the import in %s is %s: it cannot change."
                        .formatted(what, is, before, was));
            }
        }
    }

    /**
     * An exported file.
     *
     * @param modified the time of its last change, or its ETag
     */
    record Input(Table table, String file, long bytes, String modified) {}
}
