package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

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

    /** The worst of the functions' rates. */
    private static Value alarm(String name, List<String> functions) {
        String versions =
                functions.stream().map("${%s.Version.Version}"::formatted).collect(Collectors.joining("-"));
        String rates = IntStream.rangeClosed(1, functions.size())
                .mapToObj("rate%d"::formatted)
                .collect(Collectors.joining(", "));
        return Deployed.value("""
                {AlarmName: !Sub '${AWS::StackName}-%s-canary-%s', EvaluationPeriods: 3, DatapointsToAlarm: 2, Threshold: 1,
                  ComparisonOperator: GreaterThanThreshold, TreatMissingData: notBreaching, Metrics: [
                  {Id: worst, Label: percent of calls that fail, Expression: 'MAX([%s])'}%s]}""".formatted(
                        name.replace("Canary", "").toLowerCase(Locale.ROOT),
                        versions,
                        rates,
                        IntStream.rangeClosed(1, functions.size())
                                .mapToObj(number -> metrics(number, functions.get(number - 1)))
                                .collect(Collectors.joining())));
    }

    private static String metrics(int number, String function) {
        String export = Deployed.text(
                        TEMPLATE.resource(function).find("Environment", "Variables", "QUARKUS_FUNQY_EXPORT"))
                .orElseThrow();
        return ", {Id: rate%1$d, ReturnData: false, Label: %2$s, Expression: 'IF(errors%1$d > 1, 100 * errors%1$d / calls%1$d, 0)'}"
                        .formatted(number, export)
                + ofVersion(function, "Errors", "errors" + number)
                + ofVersion(function, "Invocations", "calls" + number);
    }

    private static String ofVersion(String function, String metric, String id) {
        return """
                , {Id: %3$s, ReturnData: false, MetricStat: {Period: 60, Stat: Sum, Metric: {
                  Namespace: AWS/Lambda, MetricName: %2$s, Dimensions: [
                  {Name: FunctionName, Value: !Ref %1$s}, {Name: Resource, Value: !Sub '${%1$s}:live'},
                  {Name: ExecutedVersion, Value: !GetAtt %1$s.Version.Version}]}}}""".formatted(function, metric, id);
    }
}
