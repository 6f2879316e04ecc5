package sundown.template;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;
import sundown.metrics.Fault;

/** Each alarm for one function, queue, or log line has an alarm that rings in its place. */
final class AlarmSuccessorsTest {
    /** A line names an alarm of the template, and the alarms in whose place it rings. */
    private static final Path TABLE = Path.of("src/test/resources/alarms/successors.txt");

    private static final Map<String, Fault> FAULTS =
            Stream.of(Fault.values()).collect(toMap(Fault::toString, fault -> fault));

    @Test
    void watchWhatTheAlarmsBeforeThemWatched() throws IOException {
        Map<String, String> successors = Files.readAllLines(TABLE).stream()
                .map(line -> line.split(": ", 2))
                .flatMap(line -> Stream.of(line[1].split(" ")).map(before -> Map.entry(before, line[0])))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(successors).hasSize(109).allSatisfy(AlarmSuccessorsTest::watches);
    }

    private static void watches(String before, String successor) {
        Resource alarm = Deployed.template().resource(successor);
        assertThat(alarm.type()).isEqualTo("AWS::CloudWatch::Alarm");
        if (before.endsWith("DeadLettersDepth")) {
            assertThat(query(alarm))
                    .contains("MAX(ApproximateNumberOfMessagesVisible)", ofTag(before, "Depth", "DeadLetters"));
        } else if (before.endsWith("QueueAge")) {
            assertThat(query(alarm)).contains("MAX(ApproximateAgeOfOldestMessage)", ofTag(before, "Age", "OldAfter"));
        } else if (successor.equals("FunctionErrors")) {
            assertThat(query(alarm))
                    .contains("SUM(Errors)", "GROUP BY FunctionName")
                    .doesNotContain(" AND ");
        } else if (successor.startsWith("FaultsOf")) {
            Fault fault = before.equals("Faults") ? Fault.UNEXPECTED_FAILURES : FAULTS.get(before);
            assertThat(query(alarm)).contains("SUM(Faults)", "Room = '" + fault.room() + "'");
        } else if (before.startsWith("OperatorsApi")) {
            assertThat(alarm.require("Metrics").toString())
                    .contains(before.endsWith("Errors") ? "5xx" : "p95", "target=OperatorsApi");
        } else {
            assertThat(successor).isEqualTo(before);
        }
    }

    private static String ofTag(String before, String ending, String tag) {
        String queue = before.substring(0, before.length() - ending.length());
        return "tag." + tag + " = '" + AlarmsTest.tag(queue, tag).orElseThrow() + "'";
    }

    private static String query(Resource alarm) {
        Optional<Value> expression =
                alarm.require("Metrics").elements().getFirst().find("Expression");
        return ((Value.Sub) expression.orElseThrow()).text();
    }
}
