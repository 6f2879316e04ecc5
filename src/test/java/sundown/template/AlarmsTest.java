package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Deployment.Queue;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.metrics.Fault;
import sundown.metrics.Metric;
import sundown.metrics.Metric.Unit;
import sundown.refund.RefundRules;

/**
 * Alarms are derived from the resources that they watch: name, metric or query, dimension, statistic, time, threshold,
 * and what missing data means. An alarm that differs in anything stays silent forever.
 */
final class AlarmsTest {
    private static final Template TEMPLATE = Deployed.template();
    private static final Value STACK = new Value.Ref("AWS::StackName");

    /** The resources of this stack. CloudFormation gives each of them this tag. */
    private static final String OF_THIS_STACK = "WHERE tag.\"aws:cloudformation:stack-name\" = '${AWS::StackName}'";

    /** Its messages are dropped when they are old, and its heartbeat tells when nobody takes them. */
    private static final String KEPT_FRESH = "SweepQueue";

    /** What they report cannot be undone, so they tell people of each fault, whatever else has rung. */
    static final Set<String> PAGING_THEMSELVES = Set.of("FaultsOfPurge", "KeyAtRisk");

    @Test
    void watchEachResourceAsItsKindRequires() {
        Map<String, Value> alarms = TEMPLATE.resources("AWS::CloudWatch::Alarm").stream()
                .collect(Collectors.toMap(
                        Resource::logicalId, AlarmsTest::withoutDescription, (a, b) -> a, TreeMap::new));

        assertThat(alarms).isEqualTo(expected());
    }

    /** A query finds queues by their tags, so a queue without its tag has no alarm. */
    @Test
    void findEachQueueByItsTag() {
        assertThat(deadLetterQueues())
                .isNotEmpty()
                .allSatisfy(queue -> assertThat(tag(queue, "DeadLetters")).isPresent());
        assertThat(workQueues())
                .isNotEmpty()
                .allSatisfy((queue, deployed) -> assertThat(tag(queue, "OldAfter"))
                        .isEqualTo(Optional.of(deployed)
                                .filter(_ -> !queue.equals(KEPT_FRESH))
                                .map(AlarmsTest::patience)
                                .map(Object::toString)));
    }

    /** The rule has no target: its metric is what the alarm watches. */
    @Test
    void hearOfCallsThatEndTheKeyOfTheSecrets() {
        assertThat(TEMPLATE.resource("KeyChanges").find("Targets")).isEmpty();
        Value detail = TEMPLATE.resource("KeyChanges").require("EventPattern", "detail");
        assertThat(Deployed.texts(detail.find("eventName"))).containsExactly("DisableKey", "ScheduleKeyDeletion");
        assertThat(TEMPLATE.resources("AWS::KMS::Key"))
                .extracting(key -> new Value.GetAtt(key.logicalId(), "Arn"))
                .isEqualTo(detail.find("resources", "ARN").orElseThrow().elements());
    }

    /** The alarms that there must be, by their names. */
    private static Map<String, Value> expected() {
        Map<String, Value> alarms = new TreeMap<>();
        alarms.putAll(ofApis());
        alarms.putAll(ofFunctions());
        alarms.putAll(ofQueues());
        alarms.put(
                "TableThrottles",
                Alarm.query(
                                "SUM(ThrottledRequests)",
                                "\"AWS/DynamoDB\", Operation, TableName",
                                OF_THIS_STACK,
                                "TableName",
                                300,
                                3)
                        .above(0));
        alarms.putAll(ofFaults());
        alarms.putAll(ofServices());
        alarms.putAll(ofObjectives());
        alarms.putAll(RolloutTest.alarms());
        return alarms;
    }

    private static Map<String, Value> ofApis() {
        Map<String, Value> alarms = new TreeMap<>();
        assertThat(TEMPLATE.resources("AWS::Serverless::HttpApi"))
                .extracting(Resource::logicalId)
                .containsExactly("Api", "OperatorsApi");
        alarms.put(
                "ApiLatency",
                Alarm.computed(
                                expression("most", "p95 in milliseconds", "MAX([users, operators])"),
                                ofApi("users", "Latency", "p95", "Api"),
                                ofApi("operators", "Latency", "p95", "OperatorsApi"))
                        .within(3)
                        .above(5_000));
        alarms.put(
                "ApiErrors",
                Alarm.computed(
                                expression("most", "answers with 5xx", "MAX([users, operators])"),
                                ofApi("users", "5xx", "Sum", "Api"),
                                ofApi("operators", "5xx", "Sum", "OperatorsApi"))
                        .within(1)
                        .above(0));
        alarms.put(
                "ApiRefusals",
                Alarm.computed(
                                expression("share", "percent with 4xx", "IF(calls > 100, 100 * refused / calls, 0)"),
                                ofApi("refused", "4xx", "Sum", "Api"),
                                ofApi("calls", "Count", "Sum", "Api"))
                        .within(3)
                        .above(25));
        return alarms;
    }

    private static Map<String, Value> ofFunctions() {
        Map<String, Value> alarms = new TreeMap<>();
        alarms.put(
                "FunctionErrors",
                Alarm.query("SUM(Errors)", "\"AWS/Lambda\", FunctionName", OF_THIS_STACK, "FunctionName", 300, 1)
                        .above(0));
        functions(event -> isOfType(event, "DynamoDB"))
                .forEach(function -> alarms.put(
                        function.logicalId() + "Late",
                        ofFunction(function, "IteratorAge").maximum(60).above(600_000)));
        alarms.put(
                "ReportProgressHeartbeat",
                ofFunction(scheduled("1 hour"), "Invocations").sum(3_600, 3).silent());
        Alarm ofAccount = Alarm.of("AWS/Lambda");
        alarms.put("Throttles", ofAccount.metric("Throttles").sum(300, 3).above(0));
        alarms.put(
                "RecursiveLoops",
                ofAccount.metric("RecursiveInvocationsDropped").sum(300, 1).above(0));
        return alarms;
    }

    private static Map<String, Value> ofQueues() {
        Map<String, Value> alarms = new TreeMap<>();
        deadLetterQueues()
                .flatMap(queue -> tag(queue, "DeadLetters").stream())
                .forEach(room -> alarms.put(
                        "DeadLettersOf" + capitalized(room),
                        ofQueues("ApproximateNumberOfMessagesVisible", " AND tag.DeadLetters = '" + room + "'", 60)
                                .above(0)));
        workQueues().entrySet().stream()
                .filter(queue -> !queue.getKey().equals(KEPT_FRESH))
                .map(queue -> patience(queue.getValue()))
                .forEach(seconds -> alarms.put(
                        "QueueAge" + seconds / 60 + "Minutes",
                        ofQueues("ApproximateAgeOfOldestMessage", " AND tag.OldAfter = '" + seconds + "'", 300)
                                .above(seconds)));
        return alarms;
    }

    /** What functions report. */
    private static Map<String, Value> ofFaults() {
        Map<String, Value> alarms = new TreeMap<>();
        Stream.of(Fault.values())
                .map(Fault::room)
                .distinct()
                .forEach(room -> alarms.put(
                        "FaultsOf" + capitalized(room),
                        Alarm.query(
                                        "SUM(" + Metric.FAULTS + ")",
                                        "\"${AWS::StackName}\", Fault, Room",
                                        "WHERE Room = '" + room + "'",
                                        "Fault",
                                        300,
                                        1)
                                .pagingWhere(PAGING_THEMSELVES.contains("FaultsOf" + capitalized(room)))
                                .above(0)));
        alarms.put(
                "SweepHeartbeat",
                Alarm.of(STACK)
                        .metric(Metric.SWEPT.toString())
                        .with("Statistic", "SampleCount")
                        .every(300, 2)
                        .silent());
        alarms.put(
                "RefusedWebhooks",
                ofOurs(Metric.WEBHOOKS, "Outcome", "REFUSED").sum(3_600, 1).above(10));
        alarms.put(
                "GoogleSilent",
                Alarm.of(STACK)
                        .metric(Metric.GOOGLE_SILENT.toString())
                        .sum(3_600, 1)
                        .above(0));
        alarms.put(
                "VolumeSetbacks",
                ofOurs(Metric.VOLUME_SETBACKS, "Reason", "TROUBLE").sum(300, 3).above(10));
        return alarms;
    }

    private static Map<String, Value> ofServices() {
        Map<String, Value> alarms = new TreeMap<>();
        TEMPLATE.resources("AWS::Scheduler::ScheduleGroup")
                .forEach(group -> alarms.put(
                        group.logicalId() + "Dropped",
                        Alarm.of("AWS/Scheduler")
                                .metric("InvocationDroppedCount")
                                .dimension("ScheduleGroup", new Value.Ref(group.logicalId()))
                                .sum(300, 1)
                                .above(0)));
        alarms.put(
                "KeyAtRisk",
                Alarm.of("AWS/Events")
                        .metric("TriggeredRules")
                        .dimension("RuleName", new Value.Ref("KeyChanges"))
                        .sum(300, 1)
                        .pagingWhere(PAGING_THEMSELVES.contains("KeyAtRisk"))
                        .above(0));
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
                ofOurs(Metric.REFUND_CERTAINTY).maximum(300).above(RefundRules.UNCERTAIN_MAX.toSeconds()),
                "SlowStops",
                ofOurs(Metric.SWITCH_DELAY).maximum(300).above(60));
    }

    private static Alarm ofOurs(Metric metric) {
        assertThat(metric.unit()).isEqualTo(Unit.SECONDS);
        return Alarm.of(STACK).metric(metric.toString());
    }

    private static Alarm ofOurs(Metric metric, String dimension, String value) {
        assertThat(metric.dimensions()).containsExactly(dimension);
        assertThat(metric.valuesOfDimension()).contains(value);
        return Alarm.of(STACK).metric(metric.toString()).dimension(dimension, new Value.Text(value));
    }

    /** The parts of an alarm. */
    private record Alarm(Map<String, Value> properties) {
        static Alarm of(String namespace) {
            return of(new Value.Text(namespace));
        }

        static Alarm of(Value namespace) {
            return new Alarm(Map.of()).with("Namespace", namespace);
        }

        /** An alarm with a contributor for each group of a query. */
        static Alarm query(String select, String schema, String where, String group, int seconds, int periods) {
            return computed(mapping(Map.of(
                            "Id",
                            new Value.Text("query"),
                            "Period",
                            new Value.Text(Integer.toString(seconds)),
                            "Expression",
                            new Value.Sub("SELECT " + select + " FROM SCHEMA(" + schema + ") " + where + " GROUP BY "
                                    + group))))
                    .within(periods);
        }

        /** An alarm that looks at the first of these metrics. */
        static Alarm computed(Value... metrics) {
            return new Alarm(Map.of()).with("Metrics", new Value.Sequence(List.of(metrics)));
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
                    .value();
        }

        /** A heartbeat: its metric is missing when what should beat does not run at all. */
        Value silent() {
            return with("ComparisonOperator", "LessThanThreshold")
                    .with("Threshold", "1")
                    .with("TreatMissingData", "breaching")
                    .value();
        }

        Alarm every(int seconds, int periods) {
            return with("Period", Integer.toString(seconds)).within(periods);
        }

        Alarm within(int periods) {
            return with("EvaluationPeriods", Integer.toString(periods));
        }

        Alarm pagingWhere(boolean itself) {
            return itself ? with("AlarmActions", new Value.Sequence(List.of(new Value.Ref("AlarmTopicArn")))) : this;
        }

        private Value value() {
            return mapping(properties);
        }

        Alarm with(String property, String value) {
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

    private static Alarm ofQueues(String metric, String kind, int seconds) {
        return Alarm.query(
                "MAX(" + metric + ")", "\"AWS/SQS\", QueueName", OF_THIS_STACK + kind, "QueueName", seconds, 1);
    }

    private static Value expression(String id, String label, String expression) {
        return mapping(Map.of(
                "Id", new Value.Text(id), "Label", new Value.Text(label), "Expression", new Value.Text(expression)));
    }

    private static Value ofApi(String id, String metric, String statistic, String api) {
        Value measured = mapping(Map.of(
                "Namespace",
                new Value.Text("AWS/ApiGateway"),
                "MetricName",
                new Value.Text(metric),
                "Dimensions",
                new Value.Sequence(
                        List.of(mapping(Map.of("Name", new Value.Text("ApiId"), "Value", new Value.Ref(api)))))));
        return mapping(Map.of(
                "Id",
                new Value.Text(id),
                "ReturnData",
                new Value.Text("false"),
                "MetricStat",
                mapping(Map.of(
                        "Period", new Value.Text("300"), "Stat", new Value.Text(statistic), "Metric", measured))));
    }

    private static Value mapping(Map<String, Value> fields) {
        return new Value.Mapping(fields);
    }

    /** An hour, or so long that a message has failed twice and is on its way for the third time. */
    private static long patience(Queue queue) {
        return Math.max(3_600, 3 * queue.visibilityTimeout().toSeconds());
    }

    private static String capitalized(String room) {
        return room.substring(0, 1).toUpperCase(Locale.ROOT) + room.substring(1);
    }

    /** The value of a queue's tag. */
    static Optional<String> tag(String queue, String key) {
        return TEMPLATE.resource(queue).find("Tags").stream()
                .flatMap(tags -> tags.elements().stream())
                .filter(tag -> Deployed.text(tag.find("Key")).equals(Optional.of(key)))
                .flatMap(tag -> Deployed.text(tag.find("Value")).stream())
                .findFirst();
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
