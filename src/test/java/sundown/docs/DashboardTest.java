package sundown.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.metrics.Fault;
import sundown.metrics.Metric;

/**
 * The dashboard shows metrics that there are, and every alarm with its graph; an alarm leads to the section of the
 * runbook that has its row.
 */
final class DashboardTest {
    private static final String NAMESPACE = "AWS::StackName";
    private static final String RUNBOOK = "\\$\\{RunbookUri}([\\w/-]+\\.md)#([\\w-]+)";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w:]+)(?:\\.(\\w+))?}");

    /** Metrics of AWS with the names of their dimensions; sources: the services' documentation. */
    private static final Map<String, Set<String>> OF_AWS = Map.of(
            "AWS/ApiGateway [ApiId]", Set.of("Count", "4xx", "5xx", "Latency"),
            "AWS/Lambda []", Set.of("Throttles", "ConcurrentExecutions"),
            "AWS/Lambda [FunctionName]", Set.of("Duration", "Invocations"),
            "AWS/SQS [QueueName]", Set.of("ApproximateNumberOfMessagesVisible", "NumberOfMessagesSent"),
            "AWS/DynamoDB [TableName]", Set.of("ConsumedReadCapacityUnits", "ConsumedWriteCapacityUnits"),
            "AWS/Logs [LogGroupName]", Set.of("IncomingBytes"),
            "AWS/S3 [BucketName, StorageType]", Set.of("BucketSizeBytes"));

    private final Template template = Template.read(Path.of("template.yaml"));
    private final List<Resource> alarms = template.resources("AWS::CloudWatch::Alarm");
    private final List<Resource> rooms = template.resources("AWS::CloudWatch::CompositeAlarm");
    private final JsonNode body = body();
    private final List<Shown> shown = widgets("metric")
            .flatMap(widget -> shown(widget.at("/properties/metrics")))
            .toList();

    DashboardTest() throws IOException {}

    /** A metric on a graph. */
    private record Shown(String namespace, String metric, Map<String, String> dimensions) {}

    /** The simulation's test requires that each metric of the catalogue is reported; that of a process, its own. */
    @Test
    void showsMetricsOfTheCatalogueWithTheirDimension() {
        assertThat(shown).filteredOn(this::ours).isNotEmpty().allSatisfy(ours -> {
            Metric metric = Stream.of(Metric.values())
                    .filter(known -> known.toString().equals(ours.metric()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nobody reports " + ours));
            assertThat(ours.dimensions().keySet()).isEqualTo(Set.copyOf(metric.dimensions()));
        });
    }

    @Test
    void showsEveryMetricAndEveryValueOfItsDimension() {
        for (Metric metric : Metric.values()) {
            assertThat(shown)
                    .filteredOn(one -> ours(one) && one.metric().equals(metric.toString()))
                    .isNotEmpty()
                    .flatExtracting(one -> metric.dimensions().stream()
                            .skip(Math.max(0, metric.dimensions().size() - 1))
                            .map(one.dimensions()::get)
                            .toList())
                    .as(metric.toString())
                    .containsExactlyInAnyOrderElementsOf(valuesOfLastDimension(metric));
        }
    }

    private Collection<String> valuesOfLastDimension(Metric metric) {
        return switch (metric) {
            case QUEUE_WAIT -> queued();
            case FAULTS -> Stream.of(Fault.values()).map(Fault::toString).toList();
            default -> metric.valuesOfDimension();
        };
    }

    @Test
    void showsMetricsOfAwsThatThereAre() {
        assertThat(shown)
                .filteredOn(Predicate.not(this::ours))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(OF_AWS.get(one.namespace() + " "
                                + new TreeSet<>(one.dimensions().keySet())))
                        .as(one.toString())
                        .isNotNull()
                        .contains(one.metric()));
    }

    @Test
    void namesResourcesOfTheTemplate() {
        Set<String> known = new HashSet<>(template.parameters().keySet());
        template.resources().forEach(resource -> known.add(resource.logicalId()));
        assertThat(PLACEHOLDER.matcher(text()).results())
                .extracting(found -> found.group(1))
                .filteredOn(name -> !name.startsWith("AWS::"))
                .isSubsetOf(known);
    }

    @Test
    void showsWhetherAnAlarmIsRaised() {
        assertThat(widgets("alarm").flatMap(widget -> texts(widget.at("/properties/alarms"))))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(rooms.stream(), alarms.stream())
                        .map(alarm -> alarm.logicalId() + ".Arn")
                        .toList());
    }

    /** A graph with an alarm's threshold. */
    @Test
    void showsTheGraphOfAnAlarm() {
        assertThat(widgets("metric").flatMap(widget -> texts(widget.at("/properties/annotations/alarms"))))
                .containsExactlyInAnyOrderElementsOf(
                        alarms.stream().map(alarm -> alarm.logicalId() + ".Arn").toList());
    }

    @Test
    void leadsToSectionsOfTheRunbook() {
        List<Matcher> links = widgets("text")
                .map(widget -> widget.at("/properties/markdown").textValue())
                .map(text -> Pattern.compile("\\(RunbookUri([\\w-]+\\.md)#([\\w-]+)\\)")
                        .matcher(text))
                .filter(Matcher::find)
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(runbook(link.group(1)).anchors()).contains(link.group(2)));
    }

    @Test
    void alarmsLeadToTheSectionWithTheirRow() {
        assertThat(alarms)
                .allSatisfy(alarm -> assertThat(section(alarm).rows("alarm"))
                        .as(alarm.logicalId())
                        .contains(alarm.logicalId()));
        assertThat(rooms)
                .allSatisfy(room -> assertThat(runbook("alarms.md").rows("page"))
                        .contains(((Value.Sub) room.require("AlarmName")).text().replace("${AWS::StackName}-", "")));
    }

    /** An alarm names the fault or the queue; the section says what it means and what to do. */
    @Test
    void describesWhatAnAlarmNamesWhereTheAlarmLeads() {
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(section(template.resource("FaultsOf" + capitalized(fault.room())))
                                .rows("fault"))
                        .contains(fault.toString()));
        assertThat(template.resources("AWS::SQS::Queue"))
                .filteredOn(queue -> queue.logicalId().endsWith("DeadLetters"))
                .isNotEmpty()
                .allSatisfy(queue -> assertThat(section(template.resource("DeadLettersOf"
                                        + capitalized(((Value.Text) queue.require("Tags")
                                                        .elements()
                                                        .getFirst()
                                                        .find("Value")
                                                        .orElseThrow())
                                                .text())))
                                .rows("queue"))
                        .contains(
                                ((Value.Sub) queue.require("QueueName")).text().replace("${AWS::StackName}-", "")));
    }

    private static String capitalized(String room) {
        return room.substring(0, 1).toUpperCase(Locale.ROOT) + room.substring(1);
    }

    private Document section(Resource alarm) {
        Matcher link = Pattern.compile(".* " + RUNBOOK).matcher(((Value.Sub) alarm.require("AlarmDescription")).text());
        assertThat(link.matches()).as(alarm.logicalId()).isTrue();
        return runbook(link.group(1)).section(link.group(2));
    }

    /** Logs Insights takes 50 groups at most. */
    @Test
    void aCallIsFollowedThroughAllLogs() {
        assertThat(template.resource("FollowCallQuery").require("LogGroupNames").elements())
                .hasSizeLessThanOrEqualTo(50)
                .containsExactlyInAnyOrderElementsOf(template.resources("AWS::Logs::LogGroup").stream()
                        .<Value>map(log -> new Value.Ref(log.logicalId()))
                        .toList());
    }

    @Test
    void theTableOfLogsHasTheFunctionsOfEach() throws IOException {
        Pattern row = Pattern.compile("\\| `([a-z]+)` \\| (`[^|]+`) \\| (\\w+LogRetentionDays|LogRetentionDays) \\|");
        Set<String> documented = Files.readAllLines(Path.of("docs", "observability.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .flatMap(log -> Stream.of(log.group(2).replace("`", "").split(", ", -1))
                        .map(function -> log.group(1) + " " + function + " " + log.group(3)))
                .collect(Collectors.toSet());

        assertThat(documented)
                .isEqualTo(template.resources("AWS::Serverless::Function").stream()
                        .map(this::logOf)
                        .collect(Collectors.toSet()));
    }

    private String logOf(Resource function) {
        Resource log = template.resource(((Value.Ref) function.require("LoggingConfig", "LogGroup")).target());
        return Stream.of(
                        withoutStack(log.require("LogGroupName")),
                        withoutStack(function.require("FunctionName")),
                        ((Value.Ref) log.require("RetentionInDays")).target())
                .collect(Collectors.joining(" "));
    }

    private static String withoutStack(Value name) {
        return ((Value.Sub) name).text().replaceFirst(".*\\$\\{AWS::StackName}-", "");
    }

    @Test
    void savedQueriesLookForWordsThatFunctionsLog() throws IOException {
        List<String> words = template.resources("AWS::Logs::QueryDefinition").stream()
                .flatMap(query -> Pattern.compile("message like /\\^?([^/]+)/")
                        .matcher(((Value.Text) query.require("QueryString")).text())
                        .results())
                .flatMap(found -> Stream.of(found.group(1).split("\\|", -1)))
                .toList();
        String code;
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            code = sources.filter(source -> source.toString().endsWith(".java"))
                    .map(DashboardTest::content)
                    .collect(Collectors.joining());
        }
        assertThat(words)
                .isNotEmpty()
                .allSatisfy(word -> assertThat(code.contains(word)).as(word).isTrue());
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Document runbook(String file) {
        return Document.all().stream()
                .filter(document -> document.file().equals(Path.of("docs", "runbook", file)))
                .findFirst()
                .orElseThrow();
    }

    private boolean ours(Shown one) {
        return one.namespace().equals(NAMESPACE);
    }

    /** The functions that a queue feeds, by the names that they report. */
    private List<String> queued() {
        return template.resources("AWS::Serverless::Function").stream()
                .filter(function -> function.find("Events").stream()
                        .flatMap(events -> events.fields().values().stream())
                        .anyMatch(event -> event.find("Type").equals(Optional.of(new Value.Text("SQS")))))
                .map(function ->
                        ((Value.Text) function.require("Environment", "Variables", "QUARKUS_FUNQY_EXPORT")).text())
                .toList();
    }

    private String text() {
        return ((Value.Sub) template.resource("Dashboard").require("DashboardBody")).text();
    }

    /** The body in which each placeholder stands for itself. */
    private JsonNode body() throws IOException {
        return new ObjectMapper()
                .readTree(PLACEHOLDER
                        .matcher(text())
                        .replaceAll(found -> found.group().replaceAll("[${}]", "")));
    }

    private Stream<JsonNode> widgets(String type) {
        return StreamSupport.stream(body.get("widgets").spliterator(), false)
                .filter(widget -> widget.get("type").textValue().equals(type));
    }

    private static Stream<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue);
    }

    /** Three dots stand for what the metric before has, but for as many values as follow. */
    private static Stream<Shown> shown(JsonNode metrics) {
        List<Shown> shown = new ArrayList<>();
        List<String> before = List.of();
        for (JsonNode metric : metrics) {
            List<String> words = texts(metric).filter(word -> word != null).collect(Collectors.toList());
            if (words.getFirst().equals("...")) {
                List<String> full = new ArrayList<>(before.subList(0, before.size() - words.size() + 1));
                full.addAll(words.subList(1, words.size()));
                words = full;
            }
            before = words;
            Map<String, String> dimensions = new HashMap<>();
            for (int at = 2; at < words.size(); at += 2) {
                dimensions.put(words.get(at), words.get(at + 1));
            }
            shown.add(new Shown(words.get(0), words.get(1), dimensions));
        }
        return shown.stream();
    }
}
