package sundown.report;

import java.time.Instant;

/**
 * A file of a report, or another document that people read. All that are written are JSON.
 *
 * @param path its key, {@code progress/2023-01-15/report.json} for example
 */
public record ReportFile(String path) {
    /** The folder of the outcomes of imports and rehearsals. */
    static final String OUTCOMES = "outcomes/";

    /** The latest report's figures. */
    public static ReportFile latestFigures() {
        return figures("latest");
    }

    /** The figures of a report. */
    public static ReportFile figures(ReportId id) {
        return figures(id + "/report");
    }

    /** The latest run of the readiness checks. */
    public static ReportFile latestReadiness() {
        return readiness("latest");
    }

    /** A run of the readiness checks. */
    public static ReportFile readiness(Instant at) {
        return readiness(at.toString());
    }

    /** The outcome of an import or a rehearsal. */
    public static ReportFile of(RecordedOutcome outcome) {
        return new ReportFile(OUTCOMES + outcome.at() + "-" + outcome.kind() + ".json");
    }

    private static ReportFile readiness(String name) {
        return new ReportFile("readiness/" + name + ".json");
    }

    private static ReportFile figures(String name) {
        return new ReportFile("progress/" + name + ".json");
    }
}
