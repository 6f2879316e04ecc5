package sundown.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where reports are kept. */
public interface ReportFiles {
    /** Writes a file, in place of one that is there. */
    void write(ReportFile file, String content);

    /** Returns the content of a file, after every write that came before; empty if there is no file. */
    Optional<String> read(ReportFile file);

    /** Returns the number of bytes of a file; empty if there is no file. */
    OptionalLong size(ReportFile file);

    /**
     * Lists the paths of the files in a folder, in their order.
     *
     * @param folder with a slash at its end
     * @param after only paths that come after this one
     */
    Stream<String> list(String folder, String after);

    /**
     * A file of a report, or another document that people read. Sundown writes JSON alone.
     *
     * @param path its key, {@code progress/2023-01-15/report.json} for example
     */
    record ReportFile(String path) {
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

    /**
     * Names a report.
     *
     * @param value its day in UTC, {@code 2023-01-15}; of a later one of the same day with its number,
     *     {@code 2023-01-15-2}
     */
    @RegisterForReflection
    record ReportId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:-([1-9]\\d{0,3}))?");

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public ReportId {
            try {
                LocalDate.parse(FORM.matcher(value).matches() ? part(value, "$1") : "");
            } catch (DateTimeParseException notDay) {
                throw new IllegalArgumentException("a report is named by its day", notDay);
            }
        }

        /** The first report of a day. */
        public static ReportId on(Instant now) {
            return new ReportId(now.atOffset(ZoneOffset.UTC).toLocalDate().toString());
        }

        /** The next report of its day. */
        public ReportId next() {
            int number = Integer.parseInt("0" + part(value, "$2"));
            return new ReportId(day() + "-" + (Math.max(1, number) + 1));
        }

        /** The day of the report. */
        public LocalDate day() {
            return LocalDate.parse(part(value, "$1"));
        }

        private static String part(String value, String group) {
            return FORM.matcher(value).replaceFirst(group);
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
