package sundown.cli.adopt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import sundown.cli.adopt.Step.Changes;
import sundown.cli.adopt.Step.Claimed;
import sundown.cli.adopt.Step.Owned;
import sundown.cli.adopt.Step.Part;
import sundown.cli.adopt.Step.Run;

/**
 * Reads, checks and sorts the exported files piece by piece, then merges part by part, on all processors: first by
 * users, then by objects for the claims. What a run that died has done is not done again.
 *
 * @param files by table, in their order
 * @param since the folder of the import before
 */
record Import(
        ImportFolder folder,
        Mapping mapping,
        RowCheck check,
        ClaimRules rules,
        Map<Kind, List<Source>> files,
        int parts,
        Optional<Place> since,
        Meter meter) {
    /** What memory holds of a file at a time: so many rows, or so many characters. */
    private static final int MOST_ROWS = 1 << 15;

    private static final long MOST_CHARACTERS = 1 << 23;

    /** Each more takes memory, and a file is read by one. */
    private static final int AT_ONCE = Math.min(4, Runtime.getRuntime().availableProcessors());

    /** A piece of an exported file. */
    private record Piece(Kind kind, int file, int number, List<SourceRow> rows, boolean last) {
        String key() {
            return kind + " " + file + " " + number;
        }
    }

    /** What an import has counted. */
    record Result(
            long rows, Map<Reason, Long> refused, Totals totals, Changes accounts, Changes items, Changes claims) {
        long refusedRows() {
            return refused.values().stream().mapToLong(count -> count).sum();
        }

        long changes() {
            return accounts.all() + items.all() + claims.all();
        }

        long removed() {
            return accounts.removed() + items.removed() + claims.removed();
        }
    }

    /** Does all that can be done before it is decided whether anything is written. */
    Result run() throws IOException {
        try {
            sort();
            merge();
            claim();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
        return result();
    }

    private void sort() throws IOException {
        Set<String> done = folder.runs().stream()
                .map(run -> new Piece(run.kind(), run.file(), run.number(), List.of(), run.last()).key())
                .collect(Collectors.toCollection(HashSet::new));
        for (Kind kind : Kind.values()) {
            for (int file = 0; file < files.get(kind).size(); file++) {
                if (isRead(kind, file)) {
                    meter.read(files.get(kind).get(file).bytes());
                } else {
                    sort(kind, file, done);
                }
            }
        }
        meter.end();
    }

    /** Whether the last piece of a file is done and all before it are. */
    private boolean isRead(Kind kind, int file) {
        List<Run> runs = folder.runs().stream()
                .filter(run -> run.kind() == kind && run.file() == file)
                .toList();
        return runs.stream().anyMatch(run -> run.last() && run.number() + 1 == runs.size());
    }

    private void sort(Kind kind, int file, Set<String> done) throws IOException {
        Source source = files.get(kind).get(file);
        try (RowReader reader = RowReader.open(source, mapping.of(kind), meter::read)) {
            pieces(new Pieces(reader, kind, file))
                    .filter(piece -> !done.contains(piece.key()))
                    .gather(Gatherers.mapConcurrent(AT_ONCE, piece -> {
                        sort(piece, source);
                        return piece;
                    }))
                    .forEach(piece -> meter.checked(piece.rows().size()));
        }
    }

    private static Stream<Piece> pieces(Iterator<Piece> pieces) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pieces, Spliterator.ORDERED), false);
    }

    /** Cuts a file into pieces, each time at the same places. */
    private static final class Pieces implements Iterator<Piece> {
        private final RowReader reader;
        private final Kind kind;
        private final int file;
        private int number;
        private boolean ended;

        Pieces(RowReader reader, Kind kind, int file) {
            this.reader = reader;
            this.kind = kind;
            this.file = file;
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Piece next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            List<SourceRow> rows = new ArrayList<>();
            for (long characters = 0; !ended && rows.size() < MOST_ROWS && characters < MOST_CHARACTERS; ) {
                Optional<SourceRow> row = read();
                ended = row.isEmpty();
                row.ifPresent(rows::add);
                characters += row.map(Pieces::characters).orElse(0L);
            }
            return new Piece(kind, file, number++, rows, ended);
        }

        private Optional<SourceRow> read() {
            try {
                return reader.next();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static long characters(SourceRow row) {
            return switch (row) {
                case SourceRow.Cells cells ->
                    cells.cells().values().stream().mapToLong(String::length).sum();
                case SourceRow.Broken _ -> 0;
            };
        }
    }

    private void sort(Piece piece, Source source) {
        Refusals refusals = new Refusals(mapping);
        List<Entry> entries = new ArrayList<>(piece.rows().size());
        for (SourceRow row : piece.rows()) {
            Optional<Row> kept =
                    switch (outcome(piece.kind(), row)) {
                        case Outcome.Taken taken -> Optional.of(taken.row());
                        case Outcome.Refused refused -> {
                            refusals.add(piece.kind(), source, row.line(), refused.field(), refused.reason());
                            yield check.refused(piece.kind(), row.cells());
                        }
                    };
            kept.ifPresent(its -> entries.add(new Entry(its, piece.file(), row.line())));
        }
        entries.sort(null);
        Run run = new Run(
                piece.kind(),
                piece.file(),
                piece.number(),
                piece.last(),
                0,
                piece.rows().size(),
                refusals.counts(),
                0);
        try {
            folder.keep(run, SortedRuns.run(entries, parts), refusals.lines());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Outcome outcome(Kind kind, SourceRow row) {
        return switch (row) {
            case SourceRow.Broken broken -> new Outcome.Refused(broken.field(), broken.reason());
            case SourceRow.Cells cells -> check.check(kind, cells.cells());
        };
    }

    private void merge() throws IOException {
        Map<Kind, SortedRuns> runs = new EnumMap<>(Kind.class);
        if (folder.parts().size() < parts) {
            for (Kind kind : Kind.values()) {
                runs.put(kind, runs(kind.toString(), offsets(kind)));
            }
        }
        writeParts(
                () -> folder.parts().stream().map(Part::number),
                part -> PartJoin.write(folder, runs, files, new Refusals(mapping), rules, since, part));
    }

    private void claim() throws IOException {
        if (folder.claimed().size() == parts) {
            return;
        }
        List<Long> owners =
                folder.parts().stream().flatMap(part -> part.owners().stream()).toList();
        if (!owners.isEmpty()) {
            SortedRuns runs = runs(ClaimJoin.OWNERS, owners);
            writeParts(() -> folder.owned().stream().map(Owned::number), part -> ClaimJoin.own(folder, runs, part));
        }
        Stream<List<Long>> named = Stream.concat(
                folder.parts().stream().map(Part::named),
                folder.owned().stream().map(Owned::named));
        SortedRuns runs = runs(ClaimJoin.NAMED, named.flatMap(List::stream).toList());
        writeParts(
                () -> folder.claimed().stream().map(Claimed::number),
                part -> ClaimJoin.write(folder, runs, rules, since, part));
    }

    private SortedRuns runs(String name, List<Long> offsets) throws IOException {
        return new SortedRuns(folder.spill(name), offsets, parts);
    }

    /** Writes a part and returns how many rows it has. */
    private interface PartWriter {
        long write(int part) throws IOException;
    }

    private void writeParts(Supplier<Stream<Integer>> done, PartWriter writer) {
        Set<Integer> before = done.get().collect(Collectors.toSet());
        IntStream.range(0, parts)
                .boxed()
                .filter(part -> !before.contains(part))
                .gather(Gatherers.mapConcurrent(AT_ONCE, part -> {
                    try {
                        return writer.write(part);
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }))
                .forEach(rows -> meter.written(rows, done.get().count(), parts));
        meter.end();
    }

    private List<Long> offsets(Kind kind) {
        return folder.runs().stream()
                .filter(run -> run.kind() == kind)
                .map(Run::offset)
                .toList();
    }

    private Result result() {
        Map<Reason, Long> refused = new EnumMap<>(Reason.class);
        folder.runs().forEach(run -> run.refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum)));
        Totals totals = Totals.NONE;
        Changes accounts = Changes.NONE;
        Changes items = Changes.NONE;
        Changes claims = Changes.NONE;
        for (Part part : folder.parts()) {
            totals = totals.plus(part.totals());
            accounts = accounts.plus(part.accounts());
            items = items.plus(part.items());
            part.refused().forEach((reason, count) -> refused.merge(reason, count, Long::sum));
        }
        for (Claimed part : folder.claimed()) {
            totals = totals.plus(Totals.ofClaims(part.claims(), part.objects()));
            claims = claims.plus(part.changes());
        }
        long rows = folder.runs().stream().mapToLong(Run::rows).sum();
        return new Result(rows, refused, totals, accounts, items, claims);
    }
}
