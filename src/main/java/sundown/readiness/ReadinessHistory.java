package sundown.readiness;

import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.report.ReportFile;
import sundown.report.ReportFiles;

/** The runs so far, each a file {@code readiness/<instant>.json} that stays, and the latest as {@code latest.json}. */
@Singleton
final class ReadinessHistory {
    private static final String JSON = "application/json";
    private static final String LATEST = "latest";

    private final ReportFiles files;

    ReadinessHistory(ReportFiles files) {
        this.files = files;
    }

    private static ReportFile file(String name) {
        return new ReportFile("readiness/" + name + ".json", JSON);
    }

    /** Keeps a run. */
    void add(Readiness readiness) {
        String document = ReadinessDocument.write(readiness).toString();
        files.write(file(readiness.at().toString()), document);
        files.write(file(LATEST), document);
    }

    /**
     * The latest run, if there was one.
     *
     * @throws IllegalArgumentException when its file cannot be read
     */
    Optional<Readiness> latest() {
        return files.read(file(LATEST)).map(ReadinessDocument::read);
    }
}
