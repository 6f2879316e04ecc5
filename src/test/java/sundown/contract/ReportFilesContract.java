package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.report.ReportFiles;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.ReportFiles.ReportId;

/** What every store of reports promises. */
public abstract class ReportFilesContract {
    private static final ReportFile REPORT = ReportFile.figures(new ReportId("2023-01-15"));

    /** The store under test, empty at first. */
    protected abstract ReportFiles files();

    @Test
    void readsWhatWasWritten() {
        String content = "Größe 61\u00A0% 📷".repeat(20_000);
        files().write(REPORT, content);
        assertThat(files().read(REPORT)).contains(content);
    }

    @Test
    void hasNothingThatWasNotWritten() {
        files().write(REPORT, "{}");
        assertThat(files().read(ReportFile.figures(new ReportId("2023-01-14")))).isEmpty();
        assertThat(files().read(ReportFile.latestFigures())).isEmpty();
    }

    @Test
    void tellsTheBytesOfAFile() {
        files().write(REPORT, "Größe 📷");

        assertThat(files().size(REPORT)).hasValue(12);
        assertThat(files().size(ReportFile.latestFigures())).isEmpty();
    }

    @Test
    void listsTheFilesOfAFolderAfterAPath() {
        List<String> runs = Stream.of("2022-12-05T10:00:00Z", "2022-12-06T10:00:00.250Z", "2023-01-01T00:00:00Z")
                .map(Instant::parse)
                .map(ReportFile::readiness)
                .peek(run -> files().write(run, "{}"))
                .map(ReportFile::path)
                .toList();
        files().write(REPORT, "{}");

        assertThat(files().list("readiness/", "readiness/2022")).containsExactlyElementsOf(runs);
        assertThat(files().list("readiness/", runs.getFirst())).containsExactlyElementsOf(runs.subList(1, 3));
        assertThat(files().list("readiness/", runs.getLast())).isEmpty();
    }

    @Test
    void putsALaterFileInThePlaceOfAnEarlierOne() {
        files().write(ReportFile.latestFigures(), "earlier and longer");
        files().write(ReportFile.latestFigures(), "later");
        assertThat(files().read(ReportFile.latestFigures())).contains("later");
    }
}
