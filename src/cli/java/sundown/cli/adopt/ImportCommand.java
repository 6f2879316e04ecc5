package sundown.cli.adopt;

import static com.google.common.base.Preconditions.checkArgument;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.FormatMethod;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sundown.account.Money;
import sundown.cli.Output;
import sundown.cli.adopt.Import.Changes;
import sundown.cli.adopt.ImportFolder.Begun;
import sundown.cli.adopt.ImportFolder.Input;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.cli.adopt.Place.Source;
import sundown.edge.Json;
import sundown.job.GroupUsers.GroupChunks;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;

/** {@code sundown import}: makes the rows of accounts, items, and claims of exported files. */
@Command(
        name = "import",
        description = "Make the rows of accounts and items of what a photo cloud exports.",
        customSynopsis = "sundown import --mapping FILE --to FOLDER [--work FOLDER] [--since FOLDER] [--apply STACK]",
        footer = "%nA FILE or FOLDER can be in S3, as s3://bucket/key; only that of --work is always on this machine."
                + " AWS's own variables say where S3 and the stack are: AWS_REGION, AWS_ENDPOINT_URL, those of"
                + " credentials.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all rows are written",
            "1:nothing is written, or the tables contradict some rows",
            "2:the call, the mapping, or a file cannot be used"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int WRITTEN = 0;
    private static final int REFUSED = 1;
    private static final Pattern MOST = Pattern.compile("[0-9]{1,18}|([0-9]{1,3}(\\.[0-9]{1,9})?)%");

    @Option(names = "--mapping", required = true, paramLabel = "FILE", description = "what the files look like, JSON")
    private Place mappingFile;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "where the rows go; an import that died goes on there")
    private Place to;

    @Option(
            names = "--work",
            paramLabel = "FOLDER",
            description = "for a --to in S3: where the import works, and goes on when it died")
    private Path work;

    @Option(
            names = "--since",
            paramLabel = "FOLDER",
            description = "that of the import before; what differs is written to delta")
    private Place since;

    @Option(
            names = "--timeline",
            required = true,
            paramLabel = "FILE",
            description = "the timeline that is or will be published; it says in which group a region is")
    private Place timelineFile;

    @Option(
            names = "--chunks",
            defaultValue = "256",
            paramLabel = "N",
            description = "at most the stack's parameter GroupChunks (${DEFAULT-VALUE})")
    private int chunks;

    @Option(names = "--totals", paramLabel = "FILE", description = "control totals, JSON")
    private Place totalsFile;

    @Option(
            names = "--allow-errors",
            defaultValue = "0",
            paramLabel = "N|N%",
            description = "write although so many rows, or percent of them, are refused (${DEFAULT-VALUE})")
    private String allowedErrors;

    @Option(
            names = "--allow-removals",
            defaultValue = "0",
            paramLabel = "N",
            description = "write although so many rows of the import before are gone (${DEFAULT-VALUE})")
    private long allowedRemovals;

    @Option(
            names = "--apply",
            paramLabel = "STACK",
            description = "write to the tables of this stack: what differs, or without --since all rows")
    private String stack;

    @Option(
            names = "--engine",
            defaultValue = "duckdb",
            paramLabel = "ENGINE",
            description = "duckdb, on this machine, or athena, for exports in S3 (${DEFAULT-VALUE})")
    private String engine;

    @Option(names = "--database", paramLabel = "NAME", description = "for athena: a database for this import alone")
    private String database;

    @Option(names = "--work-group", paramLabel = "NAME", description = "for athena: in place of primary")
    private String workGroup;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "for athena: where results and tables go in S3, in place of the work group's location")
    private Place results;

    @Mixin
    private Output output;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        if (!MOST.matcher(allowedErrors).matches()) {
            throw new IllegalArgumentException("--allow-errors is a number, or a percentage such as 0.5%.");
        }
        Path folder = folder();
        requireEngine();
        Optional<JsonNode> control = control();
        String mappingText = mappingFile.text();
        Mapping mapping = Mapping.read(mappingFile, mappingText);
        String timeline = timelineFile.text();
        Timeline read = TimelineDocument.read(timeline);
        ImportSql sql = new ImportSql(mapping, read, new GroupChunks(chunks).number());
        Optional<Place> before = Optional.ofNullable(since);
        Map<Table, List<Source>> files = mapping.files(mappingFile.parent());
        Begun begun = Begun.of(files, mappingText, mapping, timeline, chunks, before);
        if (isAthena()) {
            return athena(folder, sql, files, begun, control);
        }
        Optional<Upload> upload = upload(folder);
        Meter meter = new Meter(output.error(), clock);
        meter.begin(
                "Check", "rows", begun.inputs().stream().mapToLong(Input::bytes).sum());
        Import.Result result;
        List<String> hindrances;
        try (ImportFolder opened = ImportFolder.open(folder, begun)) {
            Optional<Import.Result> written = opened.written();
            if (written.isPresent()) {
                result = written.get();
                hindrances = List.of();
                print(result, opened.errorsFile());
            } else {
                try (DuckDb engine = DuckDb.open(opened.temporary("import.duckdb"))) {
                    Import run = new Import(engine, opened, sql, files, begun.parts(), before, meter);
                    result = run.run();
                    print(result, opened.errorsFile());
                    hindrances = hindrances(result, control);
                    if (hindrances.isEmpty()) {
                        run.write(result);
                    }
                }
                if (hindrances.isEmpty()) {
                    opened.write(result);
                }
            }
        }
        write(new ImportOutcome(result, hindrances, 0), folder);
        if (!hindrances.isEmpty()) {
            return refuse(hindrances);
        }
        if (upload.isPresent()) {
            upload.get().run(meter);
        }
        output.out().println("All rows are written to " + to + ".");
        return stack == null ? WRITTEN : apply(folder, begun.parts(), result, upload);
    }

    private boolean isAthena() {
        return engine.equals("athena");
    }

    private void requireEngine() {
        checkArgument(isAthena() || engine.equals("duckdb"), "--engine is duckdb or athena.");
        if (isAthena()) {
            checkArgument(database != null, "--engine athena needs --database.");
            checkArgument(to instanceof S3Place, "--engine athena needs a --to in S3.");
            checkArgument(results == null || results instanceof S3Place, "--output is not in S3.");
            checkArgument(since == null && stack == null, "--since and --apply are for --engine duckdb.");
        } else {
            checkArgument(
                    database == null && workGroup == null && results == null,
                    "--database, --work-group, and --output are for --engine athena.");
        }
    }

    /** The rows go from the bucket of the exports to that of the import, and only counts come here. */
    private int athena(
            Path folder, ImportSql sql, Map<Table, List<Source>> files, Begun begun, Optional<JsonNode> control)
            throws IOException {
        S3Place bucket = (S3Place) to;
        checkArgument(bucket.sizes().isEmpty(), "There is something in %s: choose another --to.", to);
        try (Athena athena = Athena.connect(
                database,
                Optional.ofNullable(workGroup),
                Optional.ofNullable(results).map(Place::toString))) {
            AthenaImport run = new AthenaImport(athena, sql, files, begun);
            run.requireReadable();
            Import.Result result = run.run();
            Files.createDirectories(folder);
            Path errors = folder.resolve("errors.csv");
            Files.writeString(errors, run.errors());
            print(result, errors);
            List<String> hindrances = hindrances(result, control);
            Path totals = Files.writeString(folder.resolve(ImportFolder.TOTALS), Json.write(result.totals()) + "\n");
            write(new ImportOutcome(result, hindrances, 0), folder);
            if (!hindrances.isEmpty()) {
                return refuse(hindrances);
            }
            for (Table table : Table.values()) {
                run.write(table, to.child(table.toString()));
            }
            for (Path file : List.of(totals, folder.resolve(ImportFolder.OUTCOME))) {
                bucket.child(file.getFileName().toString()).put(file, Upload.digest(file));
            }
        }
        output.out().println("All rows are written to " + to + ".");
        return WRITTEN;
    }

    private int refuse(List<String> hindrances) {
        hindrances.forEach(output.out()::println);
        output.out().println("Nothing is written.");
        return REFUSED;
    }

    private int apply(Path folder, int parts, Import.Result result, Optional<Upload> upload) throws IOException {
        long rows = since == null ? result.totals().rows() : result.changes();
        long contradicted = new StackTables(stack, folder, since != null)
                .write(parts, result, rows, new Meter(output.error(), clock));
        write(new ImportOutcome(result, List.of(), contradicted), folder);
        if (upload.isPresent()) {
            upload.get().outcome();
        }
        say("%,d rows are in the tables of %s.", rows - contradicted, stack);
        if (contradicted > 0) {
            say("%,d rows are not: the tables hold something else there.", contradicted);
        }
        return contradicted == 0 ? WRITTEN : REFUSED;
    }

    /** Where the import works: on this machine, also when its rows go to S3. */
    private Path folder() {
        return switch (to) {
            case S3Place _
            when work == null ->
                throw new IllegalArgumentException("A --to in S3 needs --work, a folder on this machine.");
            case LocalPlace _ when work != null -> throw new IllegalArgumentException("--work is for a --to in S3.");
            case S3Place _ -> work;
            case LocalPlace local -> local.path();
        };
    }

    /** @throws IllegalArgumentException when another import is there */
    private Optional<Upload> upload(Path folder) throws IOException {
        Optional<Upload> upload =
                to instanceof S3Place bucket ? Optional.of(new Upload(folder, bucket)) : Optional.empty();
        if (upload.isPresent()) {
            upload.get().requireNoOther();
        }
        return upload;
    }

    /** In place of that of the run before: {@code sundown record} takes it. */
    private void write(ImportOutcome outcome, Path folder) throws IOException {
        Files.writeString(
                folder.resolve(ImportFolder.OUTCOME),
                outcome.at(clock.instant()).write() + "\n");
    }

    private Optional<JsonNode> control() throws IOException {
        if (totalsFile == null) {
            return Optional.empty();
        }
        JsonNode control = json(totalsFile);
        Totals.NONE.differences(control);
        return Optional.of(control);
    }

    private static JsonNode json(Place file) throws IOException {
        String text = file.text();
        try {
            return Json.read(text);
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(file + " is " + invalid.getMessage() + ".", invalid);
        }
    }

    @FormatMethod
    private void say(String form, Object... values) {
        output.out().println(String.format(Locale.ROOT, form, values));
    }

    private void print(Import.Result result, Path errors) {
        Totals totals = result.totals();
        say(
                "%,d accounts, %,d of them members, %,d of exempt regions, %,d without items",
                totals.accounts(), totals.members(), totals.exempt(), totals.accountsWithoutItems());
        totals.accountsByRegion().forEach((region, count) -> say("  %s %,d", region, count));
        totals.fees().forEach((currency, fees) -> say("Fees: %s", Money.of(fees, currency)));
        say(
                "%,d items of %,d bytes, %,d in the largest gallery",
                totals.items(), totals.bytes(), totals.largestGallery());
        say(
                "%,d claims on %,d objects that several users share, or that lie outside their user's folder",
                totals.claims(), totals.sharedObjects());
        if (totals.keysNotInXml() > 0) {
            say(ImportOutcome.NOT_IN_XML, totals.keysNotInXml());
        }
        if (since != null) {
            print("Accounts", result.accounts());
            print("Items", result.items());
            print("Claims", result.claims());
        }
        say(
                "%,d of %,d rows are refused%s",
                result.refusedRows(), result.rows(), result.refusedRows() == 0 ? "" : "; each is in " + errors + ":");
        result.refused().forEach((reason, count) -> say("  %,d: %s", count, reason.sentence()));
    }

    private void print(String what, Changes changes) {
        say("%s: %,d added, %,d changed, %,d removed", what, changes.added(), changes.changed(), changes.removed());
    }

    /** Why nothing may be written. */
    private List<String> hindrances(Import.Result result, Optional<JsonNode> control) {
        List<String> hindrances = new ArrayList<>();
        if (aboveThreshold(result)) {
            hindrances.add("More rows are refused than --allow-errors " + allowedErrors + " allows.");
        }
        if (result.removed() > allowedRemovals) {
            hindrances.add("More rows are removed than --allow-removals " + allowedRemovals + " allows.");
        }
        control.ifPresent(expected -> result.totals()
                .differences(expected)
                .forEach(difference -> hindrances.add("Control total " + difference + ".")));
        return hindrances;
    }

    private boolean aboveThreshold(Import.Result result) {
        BigDecimal refused = BigDecimal.valueOf(result.refusedRows());
        BigDecimal most = allowedErrors.endsWith("%")
                ? new BigDecimal(allowedErrors.replace("%", ""))
                        .movePointLeft(2)
                        .multiply(BigDecimal.valueOf(result.rows()))
                : new BigDecimal(allowedErrors);
        return refused.compareTo(most) > 0;
    }
}
