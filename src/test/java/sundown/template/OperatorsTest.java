package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** Logs and a CloudTrail trail record for years who changed what and why. */
final class OperatorsTest {
    private static final String TRAIL_ARN = "arn:${AWS::Partition}:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/";

    /** Functions of operators that change nothing but figures. */
    private static final Set<String> READING = Set.of("CheckReadiness", "InformOperators", "ReportProgress");

    /** What reads, without the secrets and keys of others. */
    private static final Pattern READS = Pattern.compile(
            "dynamodb:(GetItem|BatchGetItem|Query|Scan)|s3:(GetObject|ListBucket)|sqs:GetQueueAttributes"
                    + "|cloudwatch:GetMetricData");

    private final Template template = Deployed.template();

    /** Functions of operators that change something, or show a single user. */
    static Stream<String> changing() {
        return called().filter(function -> !READING.contains(function));
    }

    /** All functions of operators. */
    static Stream<String> called() {
        return Deployed.functions().stream()
                .filter(function -> Deployed.events(function)
                        .anyMatch(event ->
                                event.find("Properties", "ApiId").equals(Optional.of(new Value.Ref("OperatorsApi")))))
                .map(Resource::logicalId);
    }

    /** One function answers all queries, so an error in one must not reach what another function keeps. */
    @Test
    void askAFunctionThatWritesTheRecordOfACallAndNothingElse() {
        assertThat(Right.of(template.resource("InformOperators")))
                .filteredOn(right -> !READS.matcher(right.action()).matches())
                .containsExactly(new Right("dynamodb:PutItem", "OperatorCallsTable"));
    }

    @Test
    void seeEachQueueAndWhatFailedThere() {
        assertThat(NamedResources.of("ALL_QUEUES"))
                .containsExactlyInAnyOrderElementsOf(template.resources("AWS::SQS::Queue").stream()
                        .map(Resource::logicalId)
                        .toList());
    }

    /** What a queue gave up goes back to it, and nowhere else. */
    @Test
    void moveDeadLettersBackToTheirQueue() {
        List<String> redrivable = Stream.of(
                        NamedResources.DERIVED.get("ALL_QUEUES").split("; *", -1))
                .filter(queue -> queue.split(" ", -1).length > 2)
                .toList();
        assertThat(Deployed.deployment().queues().stream()
                        .filter(queue -> queue.redrive().isPresent())
                        .map(queue -> queue.name() + " "
                                + queue.redrive().orElseThrow().deadLetterQueue()))
                .hasSameSizeAs(redrivable)
                .allSatisfy(pair -> assertThat(redrivable).anyMatch(queue -> queue.endsWith(" " + pair)));
    }

    /** Also the functions that log the outcome of approvals and purges. */
    static Stream<String> logging() {
        return Stream.concat(changing(), Stream.of("PurgeAccount", "RunSweepTask"));
    }

    @Test
    void changeThingsByTheseFunctions() {
        assertThat(changing())
                .containsExactlyInAnyOrder(
                        "HoldAccount",
                        "ReleaseHold",
                        "PlanPurge",
                        "ApprovePurge",
                        "AbortPurge",
                        "StopPurges",
                        "AllowPurges",
                        "ChangeLimits",
                        "CertifyPurge",
                        "ResolveRefund",
                        "PublishTimeline",
                        "LookUpUser",
                        "RedriveQueue",
                        "ResendRefund",
                        "SteerJob");
    }

    @ParameterizedTest
    @MethodSource("logging")
    void keepTheirLogsForYears(String function) {
        Value logs = template.resource(function).require("LoggingConfig", "LogGroup");
        assertThat(template.resource(((Value.Ref) logs).target()).find("RetentionInDays"))
                .contains(new Value.Ref("AuditLogRetentionDays"));
    }

    @Test
    void keepTheirLogsForTenYearsByDefaultAndForAtLeastOne() {
        Value retention = template.parameters().get("AuditLogRetentionDays");
        assertThat(Deployed.text(retention.find("Default"))).hasValue("3653");
        assertThat(Deployed.texts(retention.find("AllowedValues")))
                .contains("3653")
                .allMatch(days -> Integer.parseInt(days) >= 365);
    }

    @Test
    void areRecordedByATrailUnlessItIsTurnedOff() {
        assertThat(trail().find("IsLogging")).contains(new Value.Ref("OperatorTrail"));
        assertThat(Deployed.text(template.parameters().get("OperatorTrail").find("Default")))
                .hasValue("true");
        assertThat(trail().find("TrailName")).contains(new Value.Sub("${AWS::StackName}-operators"));
        assertThat(trail().find("S3BucketName")).contains(new Value.Ref("AuditBucket"));
        assertThat(Deployed.text(trail().find("EnableLogFileValidation"))).hasValue("true");
    }

    @Test
    void areAllRecordedByTheTrail() {
        assertThat(selected("AWS::Lambda::Function", "eventCategory", "Equals"))
                .containsExactly(new Value.Text("Data"));
        assertThat(selected("AWS::Lambda::Function", "resources.ARN", "Equals"))
                .containsExactlyInAnyOrderElementsOf(changing()
                        .map(function -> new Value.GetAtt(function, "Arn"))
                        .collect(Collectors.toList()));
    }

    @Test
    void areRecordedInTheAuditBucketAlone() {
        assertThat(Deployed.text(trail().find("S3KeyPrefix"))).hasValue("trail");
        assertThat(template.resource("AuditGuards")
                        .statements()
                        .filter(statement ->
                                Deployed.text(statement.find("Effect")).equals(Optional.of("Allow"))))
                .hasSize(2)
                .allSatisfy(statement -> {
                    assertThat(Deployed.text(statement.find("Principal", "Service")))
                            .hasValue("cloudtrail.amazonaws.com");
                    assertThat(statement.find("Condition", "StringEquals", "aws:SourceArn"))
                            .contains(new Value.Sub(TRAIL_ARN + "${AWS::StackName}-operators"));
                })
                .extracting(statement -> statement.find("Resource").orElseThrow())
                .containsExactly(
                        new Value.GetAtt("AuditBucket", "Arn"),
                        new Value.Sub("${AuditBucket.Arn}/trail/AWSLogs/${AWS::AccountId}/*"));
    }

    private List<Value> selected(String type, String field, String operator) {
        return trail().require("AdvancedEventSelectors").elements().stream()
                .map(selector -> selector.find("FieldSelectors").orElseThrow().elements())
                .filter(fields -> values(fields, "resources.type", "Equals").equals(List.of(new Value.Text(type))))
                .flatMap(fields -> values(fields, field, operator).stream())
                .toList();
    }

    private static List<Value> values(List<Value> fields, String name, String operator) {
        return fields.stream()
                .filter(field -> Deployed.text(field.find("Field")).equals(Optional.of(name)))
                .flatMap(field -> field.find(operator).stream())
                .flatMap(values -> values.elements().stream())
                .toList();
    }

    private Resource trail() {
        return template.resource("OperatorsTrail");
    }
}
