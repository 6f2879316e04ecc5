package sundown.cli.adopt;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import sundown.account.Money;
import sundown.account.Region;
import sundown.cli.adopt.Step.Begun;
import sundown.cli.adopt.Step.Changes;
import sundown.cli.adopt.Step.Input;
import sundown.digest.Sha256;
import sundown.edge.Json;
import sundown.gallery.GalleryLayout;
import sundown.job.GroupChunks;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineDocument;

/** {@code sundown import}: makes the rows of accounts, items, and claims of exported files. */
@Command(
        name = "import",
        description = "Make the rows of accounts and items of what a photo cloud exports.",
        customSynopsis = "sundown import --mapping FILE --to FOLDER [--since FOLDER] [--apply STACK]",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all rows are written",
            "1:nothing is written, or the tables contradict some rows",
            "2:the mapping or a file cannot be read"
        })
public final class ImportCommand implements Callable<Integer> {
    private static final int WRITTEN = 0;
    private static final int REFUSED = 1;
    private static final Pattern MOST = Pattern.compile("[0-9]{1,18}|([0-9]{1,3}(\\.[0-9]{1,9})?)%");

    /** A part of a table has rows of about so many bytes of exported files. */
    private static final long PART = 8 << 20;

    private static final int MOST_PARTS = 4_096;

    @Option(names = "--mapping", required = true, paramLabel = "FILE", description = "what the files look like, JSON")
    private Path mappingFile;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FOLDER",
            description = "where the rows go; an import that died goes on there")
    private Path to;

    @Option(
            names = "--since",
            paramLabel = "FOLDER",
            description = "that of the import before; what differs is written to delta")
    private Path since;

    @Option(
            names = "--timeline",
            paramLabel = "FILE",
            description = "the timeline, which says in which group a region is; that of a new deployment without it")
    private Path timelineFile;

    @Option(
            names = "--chunks",
            defaultValue = "256",
            paramLabel = "N",
            description = "at most the stack's parameter GroupChunks (${DEFAULT-VALUE})")
    private int chunks;

    @Option(names = "--totals", paramLabel = "FILE", description = "control totals, JSON")
    private Path totalsFile;

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

    @Spec
    private CommandSpec spec;

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() throws IOException {
        if (!MOST.matcher(allowedErrors).matches()) {
            throw new IllegalArgumentException("--allow-errors is a number, or a percentage such as 0.5%.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Optional<JsonNode> control = totalsFile == null ? Optional.empty() : Optional.of(json(totalsFile));
        control.ifPresent(Totals.NONE::differences);
        Mapping mapping = Mapping.read(mappingFile, text(mappingFile));
        String timeline = timeline();
        Timeline read = TimelineDocument.read(timeline);
        RowCheck check = new RowCheck(mapping, read, new GroupChunks(chunks));
        ClaimRules rules = new ClaimRules(GalleryLayout.of(mapping.items().layout()), read);
        Map<Kind, List<Path>> files = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            files.put(kind, mapping.files(kind, mappingFile.toAbsolutePath().getParent()));
        }
        Begun begun = begun(files, mapping, timeline, read);
        Meter meter = meter(begun.inputs().stream().mapToLong(Input::bytes).sum());
        long rows;
        Import.Result result;
        try (ImportFolder folder = ImportFolder.open(to, begun)) {
            result = new Import(folder, mapping, check, rules, files, begun.parts(), Optional.ofNullable(since), meter)
                    .run();
            print(result, folder.errorsFile(), out);
            rows = since == null
                    ? result.totals().rows()
                    : result.accounts().all()
                            + result.items().all()
                            + result.claims().all();
            if (!folder.written()) {
                List<String> hindrances = hindrances(result, control);
                hindrances.forEach(out::println);
                if (!hindrances.isEmpty()) {
                    write(new ImportOutcome(result, hindrances, 0));
                    out.println("Nothing is written.");
                    return REFUSED;
                }
                folder.write(result.totals());
            }
        }
        write(new ImportOutcome(result, List.of(), 0));
        out.println("All rows are written to " + to + ".");
        return stack == null ? WRITTEN : apply(begun.parts(), rows, result, out);
    }

    /** In place of that of the run before: {@code sundown record} takes it. */
    private void write(ImportOutcome outcome) throws IOException {
        Files.writeString(
                to.resolve("outcome.json"), outcome.at(clock.instant()).write() + "\n");
    }

    private static JsonNode json(Path file) throws IOException {
        try {
            return Json.read(text(file));
        } catch (IllegalArgumentException invalid) {
            throw new IllegalArgumentException(file + " is " + invalid.getMessage() + ".", invalid);
        }
    }

    private static String text(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("There is no file " + file + ".");
        }
        return Files.readString(file);
    }

    private String timeline() throws IOException {
        if (timelineFile != null) {
            return text(timelineFile);
        }
        try (InputStream started = TimelineDocument.class.getResourceAsStream("/timeline.json")) {
            return new String(started.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Tables are split as those of the import before, so that their parts can be compared. */
    private Begun begun(Map<Kind, List<Path>> files, Mapping mapping, String timeline, Timeline read)
            throws IOException {
        List<Input> inputs = new ArrayList<>();
        for (Map.Entry<Kind, List<Path>> table : files.entrySet()) {
            for (Path file : table.getValue()) {
                inputs.add(new Input(
                        table.getKey(),
                        file.toString(),
                        Files.size(file),
                        Files.getLastModifiedTime(file).toString()));
            }
        }
        long needed = inputs.stream().mapToLong(Input::bytes).sum() / PART + 1;
        Optional<Begun> before = since == null ? Optional.empty() : Optional.of(ImportFolder.finished(since));
        Begun begun = new Begun(
                inputs,
                Sha256.over(text(mappingFile)).hex(),
                mapping.items().layout(),
                Sha256.over(timeline).hex(),
                groups(read),
                chunks,
                since == null ? "" : since.toAbsolutePath().normalize().toString(),
                before.map(Begun::parts).orElse((int) Math.min(MOST_PARTS, needed)));
        before.ifPresent(other -> begun.requireTheSame(other, since));
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

    private Meter meter(long bytes) {
        boolean terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new Meter(spec.commandLine().getErr(), terminal, clock, bytes);
    }

    private void print(Import.Result result, Path errors, PrintWriter out) {
        Totals totals = result.totals();
        out.printf(
                Locale.ROOT,
                "%,d accounts, %,d of them members, %,d of exempt regions, %,d without items%n",
                totals.accounts(),
                totals.members(),
                totals.exempt(),
                totals.accountsWithoutItems());
        totals.accountsByRegion().forEach((region, count) -> out.printf(Locale.ROOT, "  %s %,d%n", region, count));
        totals.fees().forEach((currency, fees) -> out.printf(Locale.ROOT, "Fees: %s%n", Money.of(fees, currency)));
        out.printf(
                Locale.ROOT,
                "%,d items of %,d bytes, %,d in the largest gallery%n",
                totals.items(),
                totals.bytes(),
                totals.largestGallery());
        out.printf(
                Locale.ROOT,
                "%,d claims on %,d objects that several users share, or that lie outside their user's folder%n",
                totals.claims(),
                totals.sharedObjects());
        if (since != null) {
            print("Accounts", result.accounts(), out);
            print("Items", result.items(), out);
            print("Claims", result.claims(), out);
        }
        out.printf(
                Locale.ROOT,
                "%,d of %,d rows are refused%s%n",
                result.refusedRows(),
                result.rows(),
                result.refusedRows() == 0 ? "" : "; each is in " + errors + ":");
        result.refused().forEach((reason, count) -> out.printf(Locale.ROOT, "  %,d: %s%n", count, reason.sentence()));
    }

    private static void print(String what, Changes changes, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s: %,d added, %,d changed, %,d removed%n",
                what,
                changes.added(),
                changes.changed(),
                changes.removed());
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

    /** A plan knows the claims that were there: what it took for nobody else's, a purge deletes without asking. */
    private void requireNoPlans(DynamoDbClient client, long newClaims) {
        List<String> planned = newClaims == 0 ? List.of() : TableWrites.planned(client, stack);
        if (!planned.isEmpty()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d new claims cannot be applied: the table %s-groups has %s, and a plan does not know claims that"
                            + " come after it.",
                    newClaims,
                    stack,
                    String.join(" and ", planned)));
        }
    }

    /** AWS's own variables say where the tables are: AWS_REGION, AWS_ENDPOINT_URL, and those of credentials. */
    private int apply(int parts, long rows, Import.Result result, PrintWriter out) throws IOException {
        long contradicted = 0;
        Meter meter = meter(0);
        try (DynamoDbClient client = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            requireNoPlans(
                    client,
                    since == null ? result.totals().claims() : result.claims().added());
            AtomicLong done = new AtomicLong();
            for (Table table : Table.values()) {
                TableWrites writes = new TableWrites(client, stack, table);
                for (int part : IntStream.range(0, parts).toArray()) {
                    Path file = ImportFolder.file(to, (since == null ? "" : "delta/") + table, part);
                    try (Stream<String> lines = RowFile.lines(file)) {
                        contradicted += writes.write(lines, () -> meter.written(1, done.incrementAndGet(), rows));
                    }
                }
            }
            meter.end();
        } catch (SdkException failed) {
            throw new IOException("The tables of " + stack + " cannot be written: " + failed.getMessage(), failed);
        }
        write(new ImportOutcome(result, List.of(), contradicted));
        out.printf(Locale.ROOT, "%,d rows are in the tables of %s.%n", rows - contradicted, stack);
        if (contradicted > 0) {
            out.printf(Locale.ROOT, "%,d rows are not: the tables hold something else there.%n", contradicted);
        }
        return contradicted == 0 ? WRITTEN : REFUSED;
    }
}
