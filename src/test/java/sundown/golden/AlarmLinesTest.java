package sundown.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.template.CountedWords;

/** The log lines that metric filters count, as the code formats them. */
class AlarmLinesTest {
    /** A logging statement up to its end; none of the lines that count has a semicolon in its text. */
    private static final Pattern LOGGED = Pattern.compile("LOG\\s*\\.(\\w+)\\(([^;]*);");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    @Test
    void linesThatAlarmsCountAreLoggedAsEver() throws IOException {
        List<String> formats = formats();
        Map<String, Object> filters = new TreeMap<>();
        for (Resource filter : Template.read(Path.of("template.yaml")).resources("AWS::Logs::MetricFilter")) {
            String words = CountedWords.of(filter.logicalId());
            filters.put(
                    filter.logicalId(),
                    Map.of(
                            "words",
                            words,
                            "log",
                            filter.find("LogGroupName").orElseThrow().toString(),
                            "lines",
                            formats.stream()
                                    .filter(format -> format.contains(words))
                                    .toList()));
        }
        Golden.file("alarm-lines.json").check(filters);
    }

    private static List<String> formats() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(source -> source.toString().endsWith(".java"))
                    .flatMap(source -> LOGGED.matcher(text(source)).results())
                    .map(AlarmLinesTest::format)
                    .sorted()
                    .toList();
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
