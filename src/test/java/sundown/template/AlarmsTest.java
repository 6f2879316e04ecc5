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
    private static final String STACK = "!Ref AWS::StackName";

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
                above(
                        0,
                        query(
                                "SUM(ThrottledRequests)",
                                "\"AWS/DynamoDB\", Operation, TableName",
                                OF_THIS_STACK,
                                "TableName",
                                300),
                        periods(3)));
        alarms.putAll(ofFaults());
        alarms.putAll(ofServices());
        alarms.putAll(ofObjectives());
        alarms.putAll(RolloutTest.alarms());
        return alarms;
    }

    private static Map<String, Value> ofApis() {
        assertThat(TEMPLATE.resources("AWS::Serverless::HttpApi"))
                .extracting(Resource::logicalId)
                .containsExactly("Api", "OperatorsApi");
        return Map.of(
                "ApiLatency",
                above(
                        5_000,
                        metrics(
                                "{Id: most, Label: p95 in milliseconds, Expression: 'MAX([users, operators])'}",
                                ofApi("users", "Latency", "p95", "Api"),
                                ofApi("operators", "Latency", "p95", "OperatorsApi")),
                        periods(3)),
                "ApiErrors",
                above(
                        0,
                        metrics(
                                "{Id: most, Label: answers with 5xx, Expression: 'MAX([users, operators])'}",
                                ofApi("users", "5xx", "Sum", "Api"),
                                ofApi("operators", "5xx", "Sum", "OperatorsApi")),
                        periods(1)),
                "ApiRefusals",
                above(
                        25,
                        metrics(
                                "{Id: share, Label: percent with 4xx, Expression: 'IF(calls > 100, 100 * refused / calls, 0)'}",
                                ofApi("refused", "4xx", "Sum", "Api"),
                                ofApi("calls", "Count", "Sum", "Api")),
                        periods(3)));
    }

    private static Map<String, Value> ofFunctions() {
        Map<String, Value> alarms = new TreeMap<>();
        alarms.put(
                "FunctionErrors",
                above(
                        0,
                        query("SUM(Errors)", "\"AWS/Lambda\", FunctionName", OF_THIS_STACK, "FunctionName", 300),
                        periods(1)));
        functions(event -> isOfType(event, "DynamoDB"))
                .forEach(function -> alarms.put(
                        function.logicalId() + "Late",
                        above(600_000, ofFunction(function, "IteratorAge"), maximum(60))));
        alarms.put("ReportProgressHeartbeat", silent(ofFunction(scheduled("1 hour"), "Invocations"), sum(3_600, 3)));
        alarms.put("Throttles", above(0, metric("AWS/Lambda", "Throttles"), sum(300, 3)));
        alarms.put("RecursiveLoops", above(0, metric("AWS/Lambda", "RecursiveInvocationsDropped"), sum(300, 1)));
        return alarms;
    }

    private static Map<String, Value> ofQueues() {
        Map<String, Value> alarms = new TreeMap<>();
        deadLetterQueues()
                .flatMap(queue -> tag(queue, "DeadLetters").stream())
                .forEach(room -> alarms.put(
                        "DeadLettersOf" + capitalized(room),
                        above(0, ofQueues("ApproximateNumberOfMessagesVisible", "DeadLetters", room, 60), periods(1))));
        workQueues().entrySet().stream()
                .filter(queue -> !queue.getKey().equals(KEPT_FRESH))
                .map(queue -> patience(queue.getValue()))
                .forEach(seconds -> alarms.put(
                        "QueueAge" + seconds / 60 + "Minutes",
                        above(
                                seconds,
                                ofQueues("ApproximateAgeOfOldestMessage", "OldAfter", seconds, 300),
                                periods(1))));
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
                        above(
                                0,
                                query(
                                        "SUM(" + Metric.FAULTS + ")",
                                        "\"${AWS::StackName}\", Fault, Room",
                                        "WHERE Room = '" + room + "'",
                                        "Fault",
                                        300),
                                periods(1),
                                paging("FaultsOf" + capitalized(room)))));
        alarms.put(
                "SweepHeartbeat",
                silent(metric(STACK, Metric.SWEPT), "Statistic: SampleCount, Period: 300, " + periods(2)));
        alarms.put("RefusedWebhooks", above(10, ofOurs(Metric.WEBHOOKS, "Outcome", "REFUSED"), sum(3_600, 1)));
        alarms.put("GoogleSilent", above(0, metric(STACK, Metric.GOOGLE_SILENT), sum(3_600, 1)));
        alarms.put("VolumeSetbacks", above(10, ofOurs(Metric.VOLUME_SETBACKS, "Reason", "TROUBLE"), sum(300, 3)));
        return alarms;
    }

    private static Map<String, Value> ofServices() {
        Map<String, Value> alarms = new TreeMap<>();
        TEMPLATE.resources("AWS::Scheduler::ScheduleGroup")
                .forEach(group -> alarms.put(
                        group.logicalId() + "Dropped",
                        above(
                                0,
                                metric("AWS/Scheduler", "InvocationDroppedCount"),
                                dimension("ScheduleGroup", "!Ref " + group.logicalId()),
                                sum(300, 1))));
        alarms.put(
                "KeyAtRisk",
                above(
                        0,
                        metric("AWS/Events", "TriggeredRules"),
                        dimension("RuleName", "!Ref KeyChanges"),
                        sum(300, 1),
                        paging("KeyAtRisk")));
        return alarms;
    }

    /** What docs/observability.md promises: a second, five minutes, a day, a minute. */
    private static Map<String, Value> ofObjectives() {
        return Map.of(
                "StatusLatency",
                above(1_000, ofFunction(TEMPLATE.resource("GetStatus"), "Duration"), percentile("p95", 300, 3)),
                "LateTransfers",
                above(300, inSeconds(Metric.TRANSFER_START), percentile("p99", 3_600, 1)),
                "LateRefunds",
                above(RefundRules.UNCERTAIN_MAX.toSeconds(), inSeconds(Metric.REFUND_CERTAINTY), maximum(300)),
                "SlowStops",
                above(60, inSeconds(Metric.SWITCH_DELAY), maximum(300)));
    }

    private static String inSeconds(Metric metric) {
        assertThat(metric.unit()).isEqualTo(Unit.SECONDS);
        return metric(STACK, metric);
    }

    private static String ofOurs(Metric metric, String dimension, String value) {
        assertThat(metric.dimensions()).containsExactly(dimension);
        assertThat(metric.valuesOfDimension()).contains(value);
        return metric(STACK, metric) + ", " + dimension(dimension, value);
    }

    /** An alarm with these properties, as the template has them in YAML. */
    private static Value above(long threshold, String... properties) {
        return Deployed.value(
                "{%s, ComparisonOperator: GreaterThanThreshold, Threshold: %s, TreatMissingData: notBreaching}"
                        .formatted(joined(properties), threshold));
    }

    /** A heartbeat: its metric is missing when what should beat does not run at all. */
    private static Value silent(String... properties) {
        return Deployed.value("{%s, ComparisonOperator: LessThanThreshold, Threshold: 1, TreatMissingData: breaching}"
                .formatted(joined(properties)));
    }

    private static String joined(String... properties) {
        return Stream.of(properties).filter(property -> !property.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String metric(String namespace, Object name) {
        return "Namespace: %s, MetricName: %s".formatted(namespace, name);
    }

    private static String ofFunction(Resource function, String metric) {
        return metric("AWS/Lambda", metric) + ", " + dimension("FunctionName", "!Ref " + function.logicalId());
    }

    private static String dimension(String name, String value) {
        return "Dimensions: [{Name: %s, Value: %s}]".formatted(name, value);
    }

    /** An alarm with a contributor for each group of a query. */
    private static String query(String select, String schema, String where, String group, int seconds) {
        String expression = "SELECT %s FROM SCHEMA(%s) %s GROUP BY %s".formatted(select, schema, where, group);
        return metrics(
                "{Id: query, Period: %d, Expression: !Sub '%s'}".formatted(seconds, expression.replace("'", "''")));
    }

    private static String ofQueues(String metric, String tag, Object value, int seconds) {
        return query(
                "MAX(" + metric + ")",
                "\"AWS/SQS\", QueueName",
                OF_THIS_STACK + " AND tag." + tag + " = '" + value + "'",
                "QueueName",
                seconds);
    }

    /** An alarm that looks at the first of these metrics. */
    private static String metrics(String... metrics) {
        return "Metrics: [" + String.join(", ", metrics) + "]";
    }

    private static String ofApi(String id, String metric, String statistic, String api) {
        return "{Id: %s, ReturnData: false, MetricStat: {Period: 300, Stat: %s, Metric: {%s, %s}}}"
                .formatted(id, statistic, metric("AWS/ApiGateway", metric), dimension("ApiId", "!Ref " + api));
    }

    private static String periods(int periods) {
        return "EvaluationPeriods: " + periods;
    }

    private static String sum(int seconds, int periods) {
        return "Statistic: Sum, Period: %d, %s".formatted(seconds, periods(periods));
    }

    private static String maximum(int seconds) {
        return "Statistic: Maximum, Period: %d, %s".formatted(seconds, periods(1));
    }

    private static String percentile(String percentile, int seconds, int periods) {
        return "ExtendedStatistic: %s, Period: %d, %s".formatted(percentile, seconds, periods(periods));
    }

    private static String paging(String alarm) {
        return PAGING_THEMSELVES.contains(alarm) ? "AlarmActions: [!Ref AlarmTopicArn]" : "";
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
