package sundown.readiness;

import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.report.ReportFiles;
import sundown.report.ReportFiles.ReportFile;

/** The runs so far, each a file {@code readiness/<instant>.json} that stays, and the latest as {@code latest.json}. */
@Singleton
record ReadinessHistory(ReportFiles files) {
    /** Keeps a run. */
    void add(Readiness readiness) {
        String document = ReadinessDocument.write(readiness).toString();
        files.write(ReportFile.readiness(readiness.at()), document);
        files.write(ReportFile.latestReadiness(), document);
    }

    /**
     * The latest run, if there was one.
     *
     * @throws IllegalArgumentException when its file cannot be read
     */
    Optional<Readiness> latest() {
        return files.read(ReportFile.latestReadiness()).map(ReadinessDocument::read);
    }
}
