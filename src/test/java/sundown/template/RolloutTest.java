package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;

/**
 * The gradual update of the API's functions. Its alarms look at new versions alone, so that the errors of the version
 * that is in use do not stop the update that repairs them, and a parameter turns it off.
 */
final class RolloutTest {
    private static final Template TEMPLATE = Deployed.template();
    private static final Value GRADUAL = new Value.Text("Canary10Percent10Minutes");

    /** An alarm can compute with ten metrics, and a rate needs two. */
    private static final int MOST_FUNCTIONS = 5;

    @Test
    void isGradualForEachFunctionOfTheApiUnlessTheParameterTurnsItOff() {
        assertThat(TEMPLATE.parameters().get("Rollout").find("Default")).contains(GRADUAL);
        assertThat(TEMPLATE.parameters()
                        .get("Rollout")
                        .find("AllowedValues")
                        .orElseThrow()
                        .elements())
                .containsExactly(GRADUAL, new Value.Text("AllAtOnce"));
        assertThat(published())
                .isNotEmpty()
                .allSatisfy(function -> assertThat(function.require("DeploymentPreference", "Type"))
                        .as(function.logicalId())
                        .isEqualTo(new Value.Ref("Rollout")));
    }

    @Test
    void isStoppedByAlarmsThatLookAtThePublishedVersionOfEachFunctionAlone() {
        Map<String, Value> expected = alarms();
        assertThat(expected).isNotEmpty();
        expected.forEach((alarm, properties) -> properties
                .fields()
                .forEach((name, value) -> assertThat(TEMPLATE.resource(alarm).require(name))
                        .as("%s of %s", name, alarm)
                        .isEqualTo(value)));
    }

    /** The alarms by their names, but for the description. */
    static Map<String, Value> alarms() {
        Map<String, List<String>> functions = published()
                .collect(Collectors.groupingBy(
                        RolloutTest::alarm,
                        TreeMap::new,
                        Collectors.mapping(Resource::logicalId, Collectors.toList())));
        assertThat(functions.values())
                .allSatisfy(together -> assertThat(together).hasSizeLessThanOrEqualTo(MOST_FUNCTIONS));
        return functions.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, alarm -> alarm(alarm.getKey(), alarm.getValue())));
    }

    private static Stream<Resource> published() {
        return Deployed.functions().stream()
                .filter(function -> function.find("AutoPublishAlias").isPresent());
    }

    private static String alarm(Resource function) {
        Value alarms = function.require("DeploymentPreference", "Alarms");
        assertThat(alarms.elements()).as(function.logicalId()).singleElement().isInstanceOf(Value.Ref.class);
        return ((Value.Ref) alarms.elements().getFirst()).target();
    }

    private static Value alarm(String name, List<String> functions) {
        return mapping(Map.of(
                "AlarmName",
                new Value.Sub(functions.stream()
                        .map("${%s.Version.Version}"::formatted)
                        .collect(Collectors.joining(
                                "-",
                                "${AWS::StackName}-"
                                        + name.replace("Canary", "").toLowerCase(Locale.ROOT) + "-canary-",
                                ""))),
                "EvaluationPeriods",
                new Value.Text("3"),
                "DatapointsToAlarm",
                new Value.Text("2"),
                "Threshold",
                new Value.Text("1"),
                "ComparisonOperator",
                new Value.Text("GreaterThanThreshold"),
                "TreatMissingData",
                new Value.Text("notBreaching"),
                "Metrics",
                new Value.Sequence(metrics(functions))));
    }

    /** The worst of the functions' rates. */
    private static List<Value> metrics(List<String> functions) {
        List<Value> metrics = new ArrayList<>();
        metrics.add(mapping(Map.of(
                "Id",
                new Value.Text("worst"),
                "Label",
                new Value.Text("percent of calls that fail"),
                "Expression",
                new Value.Text(IntStream.rangeClosed(1, functions.size())
                        .mapToObj("rate%d"::formatted)
                        .collect(Collectors.joining(", ", "MAX([", "])"))))));
        for (int number = 1; number <= functions.size(); number++) {
            String function = functions.get(number - 1);
            metrics.add(mapping(Map.of(
                    "Id",
                    new Value.Text("rate" + number),
                    "ReturnData",
                    new Value.Text("false"),
                    "Label",
                    TEMPLATE.resource(function).require("Environment", "Variables", "QUARKUS_FUNQY_EXPORT"),
                    "Expression",
                    new Value.Text("IF(errors%1$d > 1, 100 * errors%1$d / calls%1$d, 0)".formatted(number)))));
            metrics.add(ofVersion(function, "Errors", "errors" + number));
            metrics.add(ofVersion(function, "Invocations", "calls" + number));
        }
        return metrics;
    }

    private static Value ofVersion(String function, String metric, String id) {
        Value measured = mapping(Map.of(
                "Namespace",
                new Value.Text("AWS/Lambda"),
                "MetricName",
                new Value.Text(metric),
                "Dimensions",
                new Value.Sequence(List.of(
                        dimension("FunctionName", new Value.Ref(function)),
                        dimension("Resource", new Value.Sub("${" + function + "}:live")),
                        dimension("ExecutedVersion", new Value.GetAtt(function, "Version.Version"))))));
        return mapping(Map.of(
                "Id",
                new Value.Text(id),
                "ReturnData",
                new Value.Text("false"),
                "MetricStat",
                mapping(Map.of("Metric", measured, "Period", new Value.Text("60"), "Stat", new Value.Text("Sum")))));
    }

    private static Value dimension(String name, Value value) {
        return mapping(Map.of("Name", new Value.Text(name), "Value", value));
    }

    private static Value mapping(Map<String, Value> fields) {
        return new Value.Mapping(fields);
    }
}
