package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** Alarms watch something that exists, are raised at the first failure, and reach the people on call. */
final class AlarmsTest {
    private static final Template TEMPLATE = Deployed.template();
    private static final Value STACK = new Value.Ref("AWS::StackName");

    private final List<Resource> alarms = TEMPLATE.resources("AWS::CloudWatch::Alarm");
    private final List<Resource> filters = TEMPLATE.resources("AWS::Logs::MetricFilter");

    /** What an alarm watches: a metric, and the resource whose metric it is, if it has one. */
    private record Metric(Value namespace, String name, Optional<Value> resource) {}

    @Test
    void notifyThePeopleOnCall() {
        assertThat(alarms)
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(alarm.require("AlarmActions").elements())
                        .containsExactly(new Value.Ref("AlarmTopicArn")));
    }

    /** An alarm of a metric that does not exist stays silent for ever. */
    @Test
    void watchEveryFunctionDeadLetterQueueAndFilterOnceAndNothingElse() {
        assertThat(alarms).extracting(AlarmsTest::metric).containsExactlyInAnyOrderElementsOf(metrics());
    }

    /** All count failures but one, which measures a delay. */
    @Test
    void areRaisedByTheFirstFailure() {
        assertThat(alarms)
                .filteredOn(alarm -> !text(alarm, "MetricName").equals("IteratorAge"))
                .allSatisfy(alarm -> {
                    assertThat(text(alarm, "Threshold")).isEqualTo("0");
                    assertThat(text(alarm, "Statistic")).isIn("Sum", "Maximum");
                    assertThat(Integer.parseInt(text(alarm, "Period"))).isBetween(60, 300);
                });
    }

    @Test
    void areRaisedInTheFirstPeriodAboveTheThreshold() {
        assertThat(alarms).allSatisfy(alarm -> {
            assertThat(text(alarm, "ComparisonOperator")).isEqualTo("GreaterThanThreshold");
            assertThat(text(alarm, "EvaluationPeriods")).isEqualTo("1");
            assertThat(text(alarm, "TreatMissingData")).isEqualTo("notBreaching");
        });
    }

    /** The tests of the functions check that they log these words. */
    @Test
    void countTheWordsOfALogOfAFunction() {
        Set<Value> logs = Deployed.functions().stream()
                .map(function -> function.require("LoggingConfig", "LogGroup"))
                .collect(Collectors.toSet());
        assertThat(filters).isNotEmpty().allSatisfy(filter -> {
            assertThat(CountedWords.of(filter.logicalId())).isNotBlank();
            assertThat(logs).contains(filter.require("LogGroupName"));
            assertThat(transformation(filter).find("MetricValue")).hasValue(new Value.Text("1"));
        });
    }

    /** The function that saved the row may end before it logs it; the change of the row is delivered at least once. */
    @Test
    void countARefundThatNeedsAnOperatorWhereTheChangeOfItsRowIsRead() {
        assertThat(filters)
                .filteredOn(filter ->
                        transformation(filter).find("MetricName").equals(Optional.of(new Value.Text("manual-refunds"))))
                .extracting(filter -> filter.require("LogGroupName"))
                .containsExactly(new Value.Ref("PublishEventsLog"));
    }

    /**
     * The metrics that there are: of the API, of functions, of streams, of dead-letter queues, of loops that Lambda
     * stopped in the whole account, and of the filters.
     */
    private Set<Metric> metrics() {
        return Stream.of(
                        of("AWS/ApiGateway", "5xx", TEMPLATE.resources("AWS::Serverless::HttpApi")),
                        of("AWS/Lambda", "Errors", Deployed.functions()),
                        of("AWS/Lambda", "IteratorAge", functions(AlarmsTest::readsAStream)),
                        deadLetterQueues()
                                .map(queue -> new Metric(
                                        new Value.Text("AWS/SQS"),
                                        "ApproximateNumberOfMessagesVisible",
                                        Optional.of(new Value.GetAtt(queue, "QueueName")))),
                        Stream.of(new Metric(
                                new Value.Text("AWS/Lambda"), "RecursiveInvocationsDropped", Optional.empty())),
                        filters.stream().map(AlarmsTest::counted))
                .flatMap(metrics -> metrics)
                .collect(Collectors.toSet());
    }

    private static Stream<Metric> of(String namespace, String name, List<Resource> resources) {
        return resources.stream()
                .map(resource ->
                        new Metric(new Value.Text(namespace), name, Optional.of(new Value.Ref(resource.logicalId()))));
    }

    private static Metric counted(Resource filter) {
        Value transformation = transformation(filter);
        return new Metric(
                transformation.find("MetricNamespace").orElseThrow(),
                Deployed.text(transformation.find("MetricName")).orElseThrow(),
                Optional.empty());
    }

    private static Metric metric(Resource alarm) {
        Optional<Value> dimension = alarm.find("Dimensions").map(dimensions -> {
            assertThat(dimensions.elements()).hasSize(1);
            return dimensions.elements().getFirst();
        });
        dimension.ifPresent(named -> assertThat(Deployed.text(named.find("Name")))
                .hasValue(
                        switch (text(alarm, "Namespace")) {
                            case "AWS/Lambda" -> "FunctionName";
                            case "AWS/SQS" -> "QueueName";
                            default -> "ApiId";
                        }));
        return new Metric(
                alarm.require("Namespace"), text(alarm, "MetricName"), dimension.flatMap(named -> named.find("Value")));
    }

    private static Value transformation(Resource filter) {
        List<Value> transformations = filter.require("MetricTransformations").elements();
        assertThat(transformations).hasSize(1);
        assertThat(transformations.getFirst().find("MetricNamespace")).hasValue(STACK);
        return transformations.getFirst();
    }

    private static List<Resource> functions(Predicate<Value> event) {
        return Deployed.functions().stream()
                .filter(function -> function.find("Events").stream()
                        .flatMap(events -> events.fields().values().stream())
                        .anyMatch(event))
                .toList();
    }

    private static boolean readsAStream(Value event) {
        return event.find("Type").equals(Optional.of(new Value.Text("DynamoDB")));
    }

    /** Where queues and event sources send what failed too often. */
    private static Stream<String> deadLetterQueues() {
        Stream<Value> ofQueues = TEMPLATE.resources("AWS::SQS::Queue").stream()
                .flatMap(queue -> queue.find("RedrivePolicy", "deadLetterTargetArn").stream());
        Stream<Value> ofEvents = Deployed.functions().stream()
                .flatMap(function -> function.find("Events").stream())
                .flatMap(events -> events.fields().values().stream())
                .flatMap(event -> event.find("Properties", "DestinationConfig", "OnFailure", "Destination").stream());
        return Stream.concat(ofQueues, ofEvents).map(queue -> ((Value.GetAtt) queue).logicalId());
    }

    private static String text(Resource alarm, String property) {
        return Deployed.text(alarm.find(property)).orElse("");
    }
}
