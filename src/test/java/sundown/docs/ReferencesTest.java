package sundown.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.metrics.Metric;
import sundown.template.Deployed;

/** Everything that template and code have for others has exactly one row in the tables of all documents. */
final class ReferencesTest {
    private static final Template TEMPLATE = Deployed.template();

    @Test
    void describeEachFunctionOnce() {
        assertThat(rows("function"))
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.resources("AWS::Serverless::Function").stream()
                        .map(function -> text(function.require("Environment", "Variables", "QUARKUS_FUNQY_EXPORT")))
                        .toList());
    }

    /** The alarms of rooms, which page, have a table of their own. */
    @Test
    void describeEachAlarmOnce() {
        assertThat(rows("alarm"))
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.resources("AWS::CloudWatch::Alarm").stream()
                        .map(Resource::logicalId)
                        .toList());
        assertThat(Document.all())
                .filteredOn(document -> !document.rows("alarm").isEmpty())
                .allSatisfy(document -> assertThat(document.file()).startsWith(Path.of("docs", "runbook")));
    }

    @Test
    void describeEachParameterOnce() {
        assertThat(rows("parameter"))
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.parameters().keySet());
    }

    @Test
    void describeEachRoomOnce() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src", "main", "java", "sundown"))) {
            assertThat(rows("room"))
                    .containsExactlyInAnyOrderElementsOf(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .toList());
        }
    }

    @Test
    void describeEachSavedQueryOnce() {
        assertThat(rows("query"))
                .containsExactlyInAnyOrderElementsOf(TEMPLATE.resources("AWS::Logs::QueryDefinition").stream()
                        .map(query -> ((Value.Sub) query.require("Name")).text().replace("${AWS::StackName}/", ""))
                        .toList());
    }

    @Test
    void describeEachMetricOnceWithItsUnitAndDimension() {
        assertThat(rows("metric"))
                .containsExactlyElementsOf(
                        Stream.of(Metric.values()).map(Metric::toString).toList());
        List<String> lines = Document.all().stream()
                .flatMap(document -> document.lines().stream())
                .toList();
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(lines)
                        .filteredOn(line -> line.startsWith("| `%s` | %s | %s |"
                                .formatted(
                                        metric,
                                        metric.unit(),
                                        metric.dimensions().isEmpty()
                                                ? "none"
                                                : metric.dimensions().stream()
                                                        .map(name -> "`" + name + "`")
                                                        .collect(Collectors.joining(", ")))))
                        .hasSize(1));
    }

    private static List<String> rows(String heading) {
        return Document.all().stream()
                .flatMap(document -> document.rows(heading).stream())
                .toList();
    }

    private static String text(Value value) {
        return ((Value.Text) value).text();
    }
}
