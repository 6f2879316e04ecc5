package sundown.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.edge.Json;
import sundown.purge.SampleCertificates;
import sundown.purge.SampleManifests;
import sundown.readiness.Readiness;
import sundown.readiness.Readiness.Check;
import sundown.readiness.Readiness.Outcome;
import sundown.report.RecordedOutcome;
import sundown.report.SampleReports;

/** Documents in buckets, byte by byte: manifests, certificates and reports. */
class DocumentsTest {
    private static final Pattern FOR_PEOPLE = Pattern.compile("report\\.txt$");

    @ParameterizedTest
    @ValueSource(strings = {"manifest", "manifest-user-first", "certificates", "certificates-user-first"})
    void filesOfAPurge(String name) {
        Golden.file("documents/" + name + ".txt")
                .checkText(joined(
                        switch (name) {
                            case "manifest" -> SampleManifests.planned();
                            case "manifest-user-first" -> SampleManifests.userFirst();
                            case "certificates" -> SampleCertificates.certified();
                            default -> SampleCertificates.userFirst();
                        }));
    }

    /** The console compares two of them, line by line. */
    @Test
    void reportOfAPlan() {
        SampleManifests.planned().entrySet().stream()
                .filter(file -> FOR_PEOPLE.matcher(file.getKey()).find())
                .forEach(file -> Golden.file("documents/plan-report.txt").checkText(text(file.getValue())));
    }

    @Test
    void figuresOfAReport() {
        Golden.file("documents/report.json")
                .check(Golden.json(SampleReports.document(Instant.parse("2022-12-05T00:20:00Z"))));
    }

    /** A run of the checks; the next call and the command line read it. */
    @Test
    void checksOfTheReadiness() throws IOException {
        Readiness readiness = new Readiness(
                Instant.parse("2022-11-20T06:00:00Z"),
                List.of(
                        new Check("regions", Outcome.pass("Every region has its group.")),
                        new Check("tables", Outcome.warn("could not be read here: no answer", "Look there.")),
                        new Check("trail", Outcome.fail("It is off.", "Turn it on.")),
                        new Check(
                                "stripe-balance",
                                Outcome.pass("It covers the fees."),
                                Map.of("INR", Map.of("toCome", 129_900L, "available", 200_000L)))));
        Golden golden = Golden.file("documents/readiness.json");
        golden.check(Golden.json(Json.write(readiness)));
        assertThat(Json.read(golden.text(), Readiness.class)).isEqualTo(readiness);
    }

    /** People record it, and the function that lists it reads it. */
    @Test
    void outcomeOfAnImport() throws IOException {
        RecordedOutcome outcome = new RecordedOutcome(
                "import",
                "2022-11-20T06:00:00Z",
                RecordedOutcome.WARN,
                List.of("12 rows are refused: something is there twice."),
                Map.of("accounts", BigDecimal.valueOf(200_000), "refused", BigDecimal.valueOf(12)));
        Golden golden = Golden.file("documents/outcome.json");
        golden.check(Golden.json(outcome.write()));
        assertThat(RecordedOutcome.read(golden.text())).isEqualTo(outcome);
    }

    private static String joined(Map<String, byte[]> files) {
        StringBuilder text = new StringBuilder();
        files.entrySet().removeIf(file -> FOR_PEOPLE.matcher(file.getKey()).find());
        files.forEach((key, bytes) ->
                text.append("== ").append(key).append('\n').append(text(bytes)).append('\n'));
        return text.toString();
    }

    private static String text(byte[] bytes) {
        try {
            return bytes.length > 1 && bytes[0] == 0x1f ? unpacked(bytes) : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String unpacked(byte[] bytes) throws IOException {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
