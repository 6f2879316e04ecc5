package sundown.report;

import java.time.Instant;

/**
 * A file of a report, or another document that people read.
 *
 * @param path its key, {@code progress/2023-01-15/report.json} for example
 * @param mediaType as a browser is told
 */
public record ReportFile(String path, String mediaType) {
    private static final String JSON = "application/json";

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

    private static ReportFile readiness(String name) {
        return new ReportFile("readiness/" + name + ".json", JSON);
    }

    private static ReportFile figures(String name) {
        return new ReportFile("progress/" + name + ".json", JSON);
    }
}
