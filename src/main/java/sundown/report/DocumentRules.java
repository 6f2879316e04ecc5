package sundown.report;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import sundown.gallery.ObjectKey;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.Plan.PlanId;
import sundown.report.ReportFiles.ReportFile;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.GroupId;

/** Decides which documents of the audit bucket operators read: pure. Manifests name users, and are not among them. */
final class DocumentRules {
    /** The age of the oldest run that is listed. */
    static final Duration RUN_AGE_MAX = Duration.ofDays(90);

    static final int RUNS_MAX = 200;

    /** The age of the oldest outcome of an import or a rehearsal that is listed; they come months before an opening. */
    static final Duration OUTCOME_AGE_MAX = Duration.ofDays(365);

    static final int OUTCOMES_MAX = 20;

    /** The answer escapes the text twice, which makes four characters of a quote, and Lambda hands on 6 MB. */
    static final int DOCUMENT_BYTES_MAX = 1024 * 1024;

    private static final String JSON = ".json";

    private DocumentRules() {}

    /**
     * The document under a key. What is read is the key that is put together again from the parts of this one, so that
     * no other key passes.
     *
     * @throws IllegalArgumentException when operators read no document there
     */
    static ReportFile file(String key) {
        ReportFile file = madeOf(key.split("/", -1));
        if (!file.path().equals(key)) {
            throw unknown();
        }
        return file;
    }

    private static ReportFile madeOf(String[] parts) {
        return switch (parts[0] + " " + parts.length) {
            case "progress 2" -> ReportFile.latestFigures();
            case "progress 3" -> ReportFile.figures(new ReportId(parts[1]));
            case "readiness 2" -> readiness(parts[1]);
            case "manifests 4" -> document(AuditKeys.report(new GroupId(parts[1]), new PlanId(parts[2])));
            case "certificates 3" -> document(AuditKeys.certificate(new GroupId(parts[1]), new PlanId(stem(parts[2]))));
            default -> throw unknown();
        };
    }

    private static ReportFile readiness(String name) {
        if (ReportFile.latestReadiness().path().endsWith("/" + name)) {
            return ReportFile.latestReadiness();
        }
        try {
            return ReportFile.readiness(Instant.parse(stem(name)));
        } catch (DateTimeParseException noInstant) {
            throw unknown();
        }
    }

    private static String stem(String name) {
        return name.endsWith(JSON) ? name.substring(0, name.length() - JSON.length()) : name;
    }

    private static ReportFile document(ObjectKey key) {
        return new ReportFile(key.value());
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException("operators read progress/<day>/report.json, progress/latest.json,"
                + " readiness/<instant>.json, readiness/latest.json, manifests/<group>/<plan>/report.txt, and"
                + " certificates/<group>/<plan>.json");
    }

    /** After this path are the runs of the readiness checks that are listed. */
    static String beforeHistory(Instant now) {
        return ReportFile.readiness(now.minus(RUN_AGE_MAX)).path();
    }

    /** The latest of these runs, which are in their order; the newest first. */
    static List<String> runs(Stream<String> paths) {
        return newest(
                paths.filter(path -> !path.equals(ReportFile.latestReadiness().path())), RUNS_MAX);
    }

    /** After this path are the outcomes of imports and rehearsals that are listed. */
    static String beforeOutcomes(Instant now) {
        return ReportFile.OUTCOMES + now.minus(OUTCOME_AGE_MAX);
    }

    /** The latest of these outcomes of imports and rehearsals, which are in their order; the newest first. */
    static List<ReportFile> outcomes(Stream<String> paths) {
        return newest(paths, OUTCOMES_MAX).stream().map(ReportFile::new).toList();
    }

    private static List<String> newest(Stream<String> paths, int most) {
        return paths.toList().reversed().stream().limit(most).toList();
    }
}
