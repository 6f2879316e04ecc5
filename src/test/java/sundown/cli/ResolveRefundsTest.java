package sundown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.edge.Json;

/** Lots go to an operators' API that knows some charges. */
class ResolveRefundsTest {
    private static final Map<String, String> RESULTS =
            Map.of("ch_7", "unknown", "ch_8", "not-open", "ch_9", "already-resolved");

    @TempDir
    private Path folder;

    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private HttpServer api;
    private int status = 200;

    @BeforeEach
    void serve() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.createContext("/operators/resolve-refund", this::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(call.getRequestHeaders().getFirst("authorization") + " " + body);
        byte[] answer = Json.write(Map.of(
                        "refunds",
                        Json.read(body)
                                .path("refunds")
                                .valueStream()
                                .map(row -> row.path("charge").textValue())
                                .map(charge ->
                                        Map.of("charge", charge, "result", RESULTS.getOrDefault(charge, "resolved")))
                                .toList()))
                .getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, answer.length);
        call.getResponseBody().write(answer);
        call.close();
    }

    @Test
    void sendsLotsAndNamesWhatIsNotResolved() throws Exception {
        assertThat(run(rows(IntStream.rangeClosed(1, 250))))
                .containsExactly("ch_7: unknown", "ch_8: not-open", "248 of 250 refunds are resolved.", "1");
        assertThat(bodies).hasSize(3);
        assertThat(bodies.getFirst())
                .startsWith("Bearer secret {\"refunds\":[{\"charge\":\"ch_1\",\"note\":\"paid, by hand\"},");
    }

    @Test
    void endsWithZeroWhenAllAreResolvedNowOrBefore() throws Exception {
        assertThat(run(rows(IntStream.of(1, 9)))).containsExactly("2 of 2 refunds are resolved.", "0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "ch 3",paid    | line 3: not a charge id.
            ch_3,          | line 3: there is no note.
            ch_3,"  "      | line 3: there is no note.
            ,paid          | line 3: there is no charge.
            ch_1,again     | line 3: the charge is there twice.
            ch_3           | line 3: there is no note.
            """)
    void sendsNothingOfAFileWithAWrongRow(String row, String why) throws Exception {
        List<String> lines = run("charge,note\nch_1,paid\n" + row + "\n");

        assertThat(lines).hasSize(2).last().isEqualTo("2");
        assertThat(lines.getFirst()).endsWith(why);
        assertThat(bodies).isEmpty();
    }

    @Test
    void saysWhatTheApiAnswersAndSendsNoOtherLot() throws Exception {
        status = 403;

        List<String> lines = run(rows(IntStream.rangeClosed(1, 250)));

        assertThat(lines.getFirst()).startsWith("The API answers 403: ");
        assertThat(lines).hasSize(2).last().isEqualTo("2");
        assertThat(bodies).hasSize(1);
    }

    private static String rows(IntStream charges) {
        return charges.mapToObj(number -> "\"ch_" + number + "\",\"u1\",\"paid, by hand\"\r\n")
                .collect(Collectors.joining("", "charge,user,note\r\n", ""));
    }

    /** What the command prints, and its exit code. */
    private List<String> run(String csv) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("resolved.csv"), csv);
        ProcessBuilder command = CommandLineRun.process(
                "resolve-refunds",
                file.toString(),
                "--api",
                "http://127.0.0.1:" + api.getAddress().getPort() + "/");
        command.environment().put("TOKEN", "secret");
        Process running = command.start();
        String out = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of((out + running.waitFor()).split("\n", -1));
    }
}
