package sundown.report;

import java.time.Instant;

/**
 * A file of a report, or another document that people read.
 *
 * @param path its key, {@code progress/2023-01-15/report.html} for example
 * @param mediaType as a browser is told
 */
public record ReportFile(String path, String mediaType) {
    private static final String JSON = "application/json";

    /** The latest report's page. */
    public static final ReportFile LATEST_PAGE = page("latest");

    /** The latest report's figures. */
    public static ReportFile latestFigures() {
        return figures("latest");
    }

    /** The figures of a report. */
    public static ReportFile figures(ReportId id) {
        return figures(id + "/report");
    }

    /** The page of a report. */
    public static ReportFile page(ReportId id) {
        return page(id + "/report");
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

    private static ReportFile page(String name) {
        return new ReportFile("progress/" + name + ".html", "text/html;charset=utf-8");
    }
}
