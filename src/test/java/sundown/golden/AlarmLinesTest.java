package sundown.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.metrics.Fault;

/** The log lines beside the reports of faults, which the runbook and saved queries look for. */
class AlarmLinesTest {
    private static final Pattern REPORT = Pattern.compile("Fault\\.(\\w+)\\.report\\(\\)");

    /** A logging statement up to its end, and the report that follows; no line has a semicolon in its text. */
    private static final Pattern LOGGED_AND_REPORTED =
            Pattern.compile("LOG\\s*\\.(\\w+)\\(([^;]*)\\);\\s*(?:if \\([^;{]*\\) \\{\\s*)?" + REPORT.pattern() + ";");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void faultsAreLoggedAsEverWhereTheyAreReported() throws IOException {
        String code = code();
        Map<String, Object> lines = new TreeMap<>(LOGGED_AND_REPORTED
                .matcher(code)
                .results()
                .collect(Collectors.groupingBy(
                        found -> Fault.valueOf(found.group(3)).toString(),
                        Collectors.mapping(AlarmLinesTest::format, Collectors.toList()))));
        assertThat(lines.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Fault.values()).map(Fault::toString).toList());
        assertThat(LOGGED_AND_REPORTED.matcher(code).results())
                .as("a report without a line is of little help")
                .hasSameSizeAs(REPORT.matcher(code).results().toList());
        Golden.file("alarm-lines.json").check(lines);
    }

    private static String code() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(source -> source.toString().endsWith(".java"))
                    .sorted()
                    .map(AlarmLinesTest::text)
                    .collect(Collectors.joining());
        }
    }

    private static String format(MatchResult logged) {
        return logged.group(1)
                + ": "
                + LITERAL.matcher(logged.group(2))
                        .results()
                        .map(literal -> literal.group(1))
                        .collect(Collectors.joining());
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
