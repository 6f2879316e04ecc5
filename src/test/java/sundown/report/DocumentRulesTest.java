package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.ReportFiles.ReportId;

class DocumentRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "progress/2023-01-15/report.json",
                "progress/2023-01-15-2/report.json",
                "progress/latest.json",
                "readiness/2022-12-05T10:00:00Z.json",
                "readiness/2022-12-05T10:00:00.123456Z.json",
                "readiness/latest.json",
                "manifests/1/3c9121f3a535fb95/report.txt",
                "certificates/1/3c9121f3a535fb95.json"
            })
    void letsOperatorsRead(String key) {
        assertThat(DocumentRules.file(key).path()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "progress",
                "progress/",
                "progress/latest.html",
                "progress/2023-01-15/report.html",
                "progress/2023-01-15/../latest.json",
                "progress/2023-13-15/report.json",
                "progress//report.json",
                "progress/latest/report.json",
                "readiness/..json",
                "readiness/2022-12-05T11:00:00+01:00.json",
                "readiness/2022-12-05T10:00Z.json",
                "readiness/2022-12-05T10:00:00Z",
                "readiness/latest",
                "manifests/1/3c9121f3a535fb95/manifest.jsonl",
                "manifests/1/3c9121f3a535fb95/accounts/u1.jsonl.gz",
                "manifests/1/../report.txt",
                "manifests/../3c9121f3a535fb95/report.txt",
                "manifests/1/3c9121f3a535fb95/x/report.txt",
                "certificates/1/3c9121f3a535fb95.html",
                "certificates/1/3c9121f3a535fb95",
                "certificates/../manifests.json",
                "certificates/1/3c9121f3a535fb95.json/",
                " certificates/1/3c9121f3a535fb95.json",
                "./certificates/1/3c9121f3a535fb95.json",
                "Certificates/1/3c9121f3a535fb95.json",
                "certificates/1/%2e%2e.json",
                "differences/1/3c9121f3a535fb95.json",
                "trail/AWSLogs/x.json"
            })
    void keepsEverythingElseFromThem(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> DocumentRules.file(key));
    }

    @Test
    void listsTheNewestRunsFirstAndNotTheLatestTwice() {
        Instant first = Instant.parse("2022-12-05T10:00:00Z");
        List<String> runs = IntStream.range(0, DocumentRules.RUNS_MAX + 1)
                .mapToObj(day -> ReportFile.readiness(first.plusSeconds(day)).path())
                .toList();

        List<String> listed = DocumentRules.runs(Stream.concat(runs.stream(), Stream.of("readiness/latest.json")));

        assertThat(listed)
                .hasSize(DocumentRules.RUNS_MAX)
                .startsWith(runs.getLast())
                .endsWith(runs.get(1));
    }

    @Test
    void isTheDayInUtc() {
        assertThat(ReportId.on(Instant.parse("2023-01-15T23:59:59Z")).value()).isEqualTo("2023-01-15");
        assertThat(ReportId.on(Instant.parse("2023-01-16T00:00:00Z")).value()).isEqualTo("2023-01-16");
    }

    @Test
    void countsTheReportsOfADay() {
        ReportId second = new ReportId("2023-01-15").next();
        assertThat(second.value()).isEqualTo("2023-01-15-2");
        assertThat(second.next().value()).isEqualTo("2023-01-15-3");
        assertThat(second.next().day()).isEqualTo(LocalDate.of(2023, 1, 15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2023-1-5", "2023-01-15-0", "2023-01-15-", "../2023-01-15", "2023-01-15/x", "2023-13-01"})
    void isNothingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReportId(text));
    }
}
