package sundown.cli.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sundown.account.Membership.ChargeId;
import sundown.cli.Output;
import sundown.cli.adopt.CsvReader;
import sundown.cli.adopt.DuckDb;
import sundown.cli.adopt.ExportedRows;
import sundown.cli.adopt.Place.LocalPlace;
import sundown.cli.adopt.Place.Source;
import sundown.edge.Json;
import sundown.edge.Line;
import sundown.refund.ResolveRefundFunction;

/**
 * {@code sundown resolve-refunds}: closes the refunds that a file lists, in lots of the operators' call
 * {@code resolve-refund}. All rows are checked before the first lot is sent.
 */
@Command(
        name = "resolve-refunds",
        description =
                "Close refunds that people have seen to, as a CSV file with the columns charge and note lists them."
                        + " The variable TOKEN has your token.",
        customSynopsis = "sundown resolve-refunds FILE --api ADDRESS",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all are resolved, now or before",
            "1:some are not, and the lines say which",
            "2:the file cannot be used, or the API refuses: what was sent stays resolved, and the same call goes on"
        })
public final class ResolveRefundsCommand implements Callable<Integer> {
    private static final int OK = 200;

    @Parameters(paramLabel = "FILE", description = "the CSV file: list-refunds as csv, with notes")
    private Path file;

    @Option(
            names = "--api",
            required = true,
            paramLabel = "ADDRESS",
            description = "the operators' API, OperatorsApiUri of the stack")
    private URI api;

    @Mixin
    private Output output;

    private record Row(ChargeId charge, Line note) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        String token = Optional.ofNullable(System.getenv("TOKEN"))
                .orElseThrow(() -> new IllegalArgumentException("Set TOKEN to the token of your sign-in."));
        List<Row> rows = read();
        long open = 0;
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int from = 0; from < rows.size(); from += ResolveRefundFunction.LOT_MAX) {
                int to = Math.min(rows.size(), from + ResolveRefundFunction.LOT_MAX);
                open += report(send(http, token, rows.subList(from, to)));
            }
        }
        output.out().printf("%d of %d refunds are resolved.%n", rows.size() - open, rows.size());
        return open == 0 ? 0 : 1;
    }

    private List<Row> read() throws IOException {
        try (DuckDb engine = DuckDb.temporary(Optional.empty())) {
            List<List<String>> columns = List.of(List.of("charge"), List.of("note"));
            Source source = new LocalPlace(file).require();
            ExportedRows.register(
                    engine,
                    "refund_files",
                    List.of("charge", "note"),
                    List.of(source),
                    from -> CsvReader.named(from, ',', columns, String::toLowerCase, _ -> {}),
                    _ -> {});
            Set<ChargeId> seen = new HashSet<>();
            return engine.query(
                    "SELECT line, nullif(trim(charge), ''), nullif(trim(note), '') FROM refund_files() ORDER BY line",
                    row -> checked(row.getLong(1), row.getString(2), row.getString(3), seen));
        }
    }

    private Row checked(long line, String charge, String note, Set<ChargeId> seen) {
        String where = "%s, line %d: ".formatted(file, line);
        if (charge == null || note == null) {
            throw new IllegalArgumentException(where + "there is no " + (charge == null ? "charge." : "note."));
        }
        try {
            Row row = new Row(new ChargeId(charge), new Line(note));
            if (seen.add(row.charge())) {
                return row;
            }
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(where + wrong.getMessage() + ".", wrong);
        }
        throw new IllegalArgumentException(where + "the charge is there twice.");
    }

    private JsonNode send(HttpClient http, String token, List<Row> lot) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(api.toString().replaceFirst("/$", "") + "/operators/resolve-refund"))
                .timeout(Duration.ofMinutes(1))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(Map.of("refunds", lot))))
                .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("The API answers " + answer.statusCode() + ": " + answer.body());
        }
        return Json.read(answer.body()).path("refunds");
    }

    /** Prints and counts the refunds that are not resolved. */
    private long report(JsonNode results) {
        return results.valueStream()
                .filter(one -> !List.of("resolved", "already-resolved")
                        .contains(one.path("result").asText()))
                .peek(one -> output.out()
                        .println(one.path("charge").asText() + ": "
                                + one.path("result").asText()))
                .count();
    }
}
