package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Deployment.Queue;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.metrics.Metric;
import sundown.metrics.Unit;
import sundown.refund.RefundRules;

/**
 * Alarms are derived from the resources that they watch: name, metric, dimension, statistic, time, threshold, what
 * missing data means, and the people on call. An alarm that differs in anything stays silent forever.
 */
final class AlarmsTest {
    private static final Template TEMPLATE = Deployed.template();
    private static final Value STACK = new Value.Ref("AWS::StackName");

    /** Its messages are dropped when they are old, and its heartbeat tells when nobody takes them. */
    private static final String KEPT_FRESH = "SweepQueue";

    private final List<Resource> filters = TEMPLATE.resources("AWS::Logs::MetricFilter");

    @Test
    void watchEachResourceAsItsKindRequires() {
        Map<String, Value> alarms = TEMPLATE.resources("AWS::CloudWatch::Alarm").stream()
                .collect(Collectors.toMap(
                        Resource::logicalId, AlarmsTest::withoutDescription, (a, b) -> a, TreeMap::new));

        assertThat(alarms).isEqualTo(expected());
    }

    @Test
    void nameTheFunctionThatFailed() {
        assertThat(Deployed.functions())
                .allSatisfy(function -> assertThat(TEMPLATE.resource(function.logicalId() + "Errors")
                                .require("AlarmDescription"))
                        .isEqualTo(new Value.Sub(
                                Deployed.text(function.find("Environment", "Variables", "QUARKUS_FUNQY_EXPORT"))
                                                .orElseThrow()
                                        + " failed with an error. ${RunbookUri}alarms.md#api-and-functions")));
    }

    /** The tests of the functions check that they log these words. A filter's name begins with its function's. */
    @Test
    void countTheWordsOfTheLogOfAFunction() {
        assertThat(filters).isNotEmpty().allSatisfy(filter -> {
            assertThat(CountedWords.of(filter.logicalId())).isNotBlank();
            assertThat(Deployed.functions())
                    .filteredOn(function -> filter.logicalId().startsWith(function.logicalId()))
                    .extracting(function -> function.require("LoggingConfig", "LogGroup"))
                    .contains(filter.require("LogGroupName"));
            assertThat(filter.require("MetricTransformations").elements())
                    .containsExactly(new Value.Mapping(Map.of(
                            "MetricNamespace",
                            STACK,
                            "MetricName",
                            new Value.Text(counted(filter)),
                            "MetricValue",
                            new Value.Text("1"),
                            "DefaultValue",
                            new Value.Text("0"))));
        });
    }

    /** The function that saved the row may end before it logs it; the change of the row is delivered at least once. */
    @Test
    void countARefundThatNeedsAnOperatorWhereTheChangeOfItsRowIsRead() {
        assertThat(filters)
                .filteredOn(filter -> counted(filter).equals("manual-refunds"))
                .extracting(filter -> filter.require("LogGroupName"))
                .containsExactly(new Value.Ref("PublishEventsLog"));
    }

    /** The alarms that there must be, by their names. */
    private Map<String, Value> expected() {
        Map<String, Value> alarms = new TreeMap<>();
        TEMPLATE.resources("AWS::Serverless::HttpApi").forEach(api -> {
            Alarm ofApi = Alarm.of("AWS/ApiGateway").dimension("ApiId", new Value.Ref(api.logicalId()));
            alarms.put(
                    api.logicalId() + "Errors", ofApi.metric("5xx").sum(300, 1).above(0));
            alarms.put(
                    api.logicalId() + "Latency",
                    ofApi.metric("Latency").percentile("p95", 300, 3).above(5_000));
        });
        Deployed.functions()
                .forEach(function -> alarms.put(
                        function.logicalId() + "Errors",
                        ofFunction(function, "Errors").sum(300, 1).above(0)));
        functions(event -> isOfType(event, "DynamoDB"))
                .forEach(function -> alarms.put(
                        function.logicalId() + "Late",
                        ofFunction(function, "IteratorAge").maximum(60).above(600_000)));
        alarms.put(
                "ReportProgressHeartbeat",
                ofFunction(scheduled("1 hour"), "Invocations").sum(3_600, 3).silent());
        deadLetterQueues()
                .forEach(queue -> alarms.put(
                        queue + "Depth",
                        ofQueue(queue, "ApproximateNumberOfMessagesVisible")
                                .maximum(60)
                                .above(0)));
        workQueues().entrySet().stream()
                .filter(queue -> !queue.getKey().equals(KEPT_FRESH))
                .forEach(queue -> alarms.put(
                        queue.getKey() + "Age",
                        ofQueue(queue.getKey(), "ApproximateAgeOfOldestMessage")
                                .maximum(300)
                                .above(patience(queue.getValue()))));
        filters.stream()
                .map(AlarmsTest::counted)
                .forEach(counted -> alarms.put(
                        name(counted),
                        counted.endsWith("-heartbeat")
                                ? Alarm.of(STACK).metric(counted).sum(300, 2).silent()
                                : Alarm.of(STACK).metric(counted).sum(300, 1).above(0)));
        TEMPLATE.resources("AWS::Scheduler::ScheduleGroup")
                .forEach(group -> alarms.put(
                        group.logicalId() + "Dropped",
                        Alarm.of("AWS/Scheduler")
                                .metric("InvocationDroppedCount")
                                .dimension("ScheduleGroup", new Value.Ref(group.logicalId()))
                                .sum(300, 1)
                                .above(0)));
        alarms.put(
                "BrokenGlass",
                Alarm.of(STACK)
                        .metric(Metric.BROKEN_GLASS.toString())
                        .sum(300, 1)
                        .above(0));
        alarms.putAll(ofObjectives());
        alarms.putAll(RolloutTest.alarms());
        Alarm ofAccount = Alarm.of("AWS/Lambda");
        alarms.put("Throttles", ofAccount.metric("Throttles").sum(300, 3).above(0));
        alarms.put(
                "RecursiveLoops",
                ofAccount.metric("RecursiveInvocationsDropped").sum(300, 1).above(0));
        return alarms;
    }

    /** What docs/observability.md promises: a second, five minutes, a day, a minute. */
    private static Map<String, Value> ofObjectives() {
        return Map.of(
                "StatusLatency",
                ofFunction(TEMPLATE.resource("GetStatus"), "Duration")
                        .percentile("p95", 300, 3)
                        .above(1_000),
                "LateTransfers",
                ofOurs(Metric.TRANSFER_START).percentile("p99", 3_600, 1).above(300),
                "LateRefunds",
                ofOurs(Metric.REFUND_CERTAINTY).maximum(300).above(RefundRules.CERTAINTY.toSeconds()),
                "SlowStops",
                ofOurs(Metric.SWITCH_DELAY).maximum(300).above(60));
    }

    private static Alarm ofOurs(Metric metric) {
        assertThat(metric.unit()).isEqualTo(Unit.SECONDS);
        return Alarm.of(STACK).metric(metric.toString());
    }

    /** The parts of an alarm. */
    private record Alarm(Map<String, Value> properties) {
        static Alarm of(String namespace) {
            return of(new Value.Text(namespace));
        }

        static Alarm of(Value namespace) {
            return new Alarm(Map.of()).with("Namespace", namespace);
        }

        Alarm metric(String name) {
            return with("MetricName", name);
        }

        Alarm dimension(String name, Value value) {
            return with(
                    "Dimensions",
                    new Value.Sequence(
                            List.of(new Value.Mapping(Map.of("Name", new Value.Text(name), "Value", value)))));
        }

        Alarm sum(int seconds, int periods) {
            return with("Statistic", "Sum").every(seconds, periods);
        }

        Alarm maximum(int seconds) {
            return with("Statistic", "Maximum").every(seconds, 1);
        }

        Alarm percentile(String percentile, int seconds, int periods) {
            return with("ExtendedStatistic", percentile).every(seconds, periods);
        }

        Value above(long threshold) {
            return with("ComparisonOperator", "GreaterThanThreshold")
                    .with("Threshold", Long.toString(threshold))
                    .with("TreatMissingData", "notBreaching")
                    .toPeopleOnCall();
        }

        /** A heartbeat: its metric is missing when what should beat does not run at all. */
        Value silent() {
            return with("ComparisonOperator", "LessThanThreshold")
                    .with("Threshold", "1")
                    .with("TreatMissingData", "breaching")
                    .toPeopleOnCall();
        }

        private Alarm every(int seconds, int periods) {
            return with("Period", Integer.toString(seconds)).with("EvaluationPeriods", Integer.toString(periods));
        }

        private Value toPeopleOnCall() {
            return new Value.Mapping(
                    with("AlarmActions", new Value.Sequence(List.of(new Value.Ref("AlarmTopicArn")))).properties);
        }

        private Alarm with(String property, String value) {
            return with(property, new Value.Text(value));
        }

        private Alarm with(String property, Value value) {
            Map<String, Value> more = new HashMap<>(properties);
            more.put(property, value);
            return new Alarm(more);
        }
    }

    private static Alarm ofFunction(Resource function, String metric) {
        return Alarm.of("AWS/Lambda").metric(metric).dimension("FunctionName", new Value.Ref(function.logicalId()));
    }

    private static Alarm ofQueue(String queue, String metric) {
        return Alarm.of("AWS/SQS").metric(metric).dimension("QueueName", new Value.GetAtt(queue, "QueueName"));
    }

    /** An hour, or so long that a message has failed twice and is on its way for the third time. */
    private static long patience(Queue queue) {
        return Math.max(3_600, 3 * queue.visibilityTimeout().toSeconds());
    }

    /** A metric's name as an alarm's: {@code manual-refunds} is {@code ManualRefunds}. */
    private static String name(String metric) {
        return Stream.of(metric.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String counted(Resource filter) {
        return Deployed.text(filter.require("MetricTransformations")
                        .elements()
                        .getFirst()
                        .find("MetricName"))
                .orElseThrow();
    }

    private static Value withoutDescription(Resource alarm) {
        Map<String, Value> properties = new HashMap<>(alarm.properties().fields());
        properties.remove("AlarmDescription");
        return new Value.Mapping(properties);
    }

    /** The one function that a schedule calls at this rate. */
    private static Resource scheduled(String rate) {
        List<Resource> functions = functions(event -> isOfType(event, "ScheduleV2")
                && Deployed.text(event.find("Properties", "ScheduleExpression"))
                        .equals(Optional.of("rate(" + rate + ")")));
        assertThat(functions).hasSize(1);
        return functions.getFirst();
    }

    private static List<Resource> functions(Predicate<Value> event) {
        return Deployed.functions().stream()
                .filter(function -> Deployed.events(function).anyMatch(event))
                .toList();
    }

    private static boolean isOfType(Value event, String type) {
        return event.find("Type").equals(Optional.of(new Value.Text(type)));
    }

    /** The queues that functions receive messages of, by their logical IDs. */
    private static Map<String, Queue> workQueues() {
        Map<String, Queue> queues =
                Deployed.deployment().queues().stream().collect(Collectors.toMap(Queue::name, queue -> queue));
        return TEMPLATE.resources("AWS::SQS::Queue").stream()
                .filter(queue -> queue.find("RedrivePolicy").isPresent())
                .collect(Collectors.toMap(
                        Resource::logicalId,
                        queue -> queues.get(((Value.Sub) queue.require("QueueName"))
                                .text()
                                .replace("${AWS::StackName}", "stack"))));
    }

    /** Where queues, event sources and schedules send what failed too often. */
    private static Stream<String> deadLetterQueues() {
        Stream<Value> ofQueues = TEMPLATE.resources("AWS::SQS::Queue").stream()
                .flatMap(queue -> queue.find("RedrivePolicy", "deadLetterTargetArn").stream());
        return Stream.concat(ofQueues, Deployed.functions().stream().flatMap(Deployed::deadLetters))
                .map(queue -> ((Value.GetAtt) queue).logicalId());
    }
}
