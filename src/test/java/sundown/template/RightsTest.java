package sundown.template;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** Rights of roles: which rows, objects, queues, and secrets a function may read and write. */
final class RightsTest {
    private static final Value GROUPS = new Value.GetAtt("GroupsTable", "Arn");
    private static final String APPROVALS = "approval-";
    private static final Set<String> READING = Set.of("dynamodb:GetItem", "dynamodb:Query", "dynamodb:BatchGetItem");
    /** A role that is not listed may write none of the rows. */
    private static final Map<String, Set<String>> ROWS_OF_GROUPS = Map.ofEntries(
            entry("PublishTimelineRole", Set.of("timeline", "timeline-*", "schedules")),
            entry("RunSweepTaskRole", Set.of("closing-*", "purge-*", "schedules")),
            entry("PurgeAccountRole", Set.of("purge-*")),
            entry("ReportProgressRole", Set.of("progress-report")),
            entry("CountProgressRole", Set.of("progress-report")),
            entry("AdvanceGroupRole", Set.of("advance-*", "closing-*")),
            entry("HoldAccountRole", Set.of("holds-*")),
            entry("ReleaseHoldRole", Set.of("holds-*")),
            entry("PlanPurgeRole", Set.of("plan-*")),
            entry("ListChunkRole", Set.of("plan-*")),
            entry("ApprovePurgeRole", Set.of("approval-*")),
            entry("AbortPurgeRole", Set.of("purge-*")),
            entry("CertifyPurgeRole", Set.of("purge-*", "certificates")),
            entry("StopPurgesRole", Set.of("purges")),
            entry("AllowPurgesRole", Set.of("purges")),
            entry("ChangeLimitsRole", Set.of("limits")));

    private static final Map<String, Set<String>> READERS = Map.of(
            "GoogleClientSecretName", Set.of("StartTransfer", "ResumeTransfer", "TransferBatch"),
            "StripeApiKeySecretName",
                    Set.of("IssueRefund", "PaymentWebhook", "ResendRefund", "CancelMemberships", "RunSweepTask"),
            "GooglePlayKeySecretName", Set.of("IssueRefund", "CancelMemberships", "RunSweepTask"),
            "MailAddressBookSecretName", Set.of("SendMail", "LookUpUser"),
            "SecondChannelSecretName", Set.of("SendMail"),
            "StripeWebhookSecretName", Set.of("PaymentWebhook"));
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)");

    /** It looks whether all of them are there. */
    private static final String CHECKS = "CheckReadiness";

    private static final Map<Value, String> ROWS_OF_THE_REPORT = Map.of(
            new Value.GetAtt("GroupsTable", "Arn"), "progress-report",
            new Value.GetAtt("JobsTable", "Arn"), "counting-*");
    /** Where each call of an operator is recorded. */
    private static final Value OPERATOR_CALLS = new Value.GetAtt("OperatorCallsTable", "Arn");

    private static final Value QUEUE = new Value.GetAtt("RefundQueue", "Arn");

    @Test
    void letTheseFunctionsAloneReadASecret() {
        READERS.forEach((secret, functions) -> assertThat(Deployed.functions())
                .filteredOn(function -> Right.of(function).stream()
                        .anyMatch(right -> right.resource().equals(secret)))
                .extracting(Resource::logicalId)
                .filteredOn(function -> !function.equals(CHECKS))
                .as(secret)
                .containsExactlyInAnyOrderElementsOf(functions));
    }

    @Test
    void nameTheRowsOfGroupsThatEachRoleWrites() {
        Map<String, Set<String>> written = new TreeMap<>();
        Deployed.template()
                .resources("AWS::IAM::Role")
                .forEach(role -> rows(role)
                        .forEach(row -> written.computeIfAbsent(role.logicalId(), ignored -> new TreeSet<>())
                                .add(row)));
        assertThat(written).isEqualTo(ROWS_OF_GROUPS);
    }

    /** Without approvals nothing is deleted, whatever a purge's own row says, so no other role may write them. */
    @Test
    void letApprovePurgeAloneWriteApprovals() {
        Stream<Resource> roles = Deployed.template().resources("AWS::IAM::Role").stream();
        assertThat(roles.filter(role -> rows(role).anyMatch(RightsTest::approves))
                        .map(Resource::logicalId))
                .containsExactly("ApprovePurgeRole");
    }

    /** True if an IAM pattern with wildcards can match the approvals row of a group. */
    private static boolean approves(String pattern) {
        String before = pattern.split("[*?]", 2)[0];
        return APPROVALS.startsWith(before) || before.startsWith(APPROVALS);
    }

    /** The rows that a role may write; {@code *} if a right names none. */
    private static Stream<String> rows(Resource role) {
        return role.statements()
                .filter(RightsTest::writes)
                .flatMap(statement -> statement
                        .find("Condition", "ForAllValues:StringLike", "dynamodb:LeadingKeys")
                        .map(keys -> keys.elements().stream())
                        .orElseGet(() -> Stream.of(new Value.Text("*"))))
                .map(key -> ((Value.Text) key).text());
    }

    private static boolean writes(Value statement) {
        return statement.find("Resource").orElseThrow().elements().contains(GROUPS)
                && statement.find("Action").orElseThrow().elements().stream()
                        .flatMap(action -> Deployed.text(Optional.of(action)).stream())
                        .anyMatch(action -> !READING.contains(action));
    }

    /**
     * After a lost answer, a builder asks S3 whether its volume is complete; without the right to list, 403 ends all.
     */
    @Test
    void letBuildersLookForTheirVolumes() {
        assertThat(Right.of(Deployed.template().resource("BuildArchive")))
                .contains(new Right("s3:GetObject", "ArchiveBucket"), new Right("s3:ListBucket", "ArchiveBucket"));
    }

    /** By this list it asks IAM whether they may. */
    @Test
    void nameTheReadersOfSecretsToTheCheck() {
        Value listed = Deployed.template().resource(CHECKS).require("Environment", "Variables", "SECRET_READERS");
        assertThat(Stream.of(((Value.Sub) listed).text().split(";", -1))
                        .map(secret -> REFERENCE
                                .matcher(secret)
                                .results()
                                .map(reference -> reference.group(1).replaceFirst("Role$", ""))
                                .toList())
                        .collect(Collectors.toMap(List::getFirst, names -> Set.copyOf(names.subList(1, names.size())))))
                .isEqualTo(READERS);
    }

    /** Secrets Manager ends an ARN with six characters of its own. A longer pattern would also match other secrets. */
    @Test
    void nameOneSecretAndAllowReadingAlone() {
        Set<Value> statements = Deployed.template().resources("AWS::IAM::Role").stream()
                .flatMap(Resource::statements)
                .filter(statement ->
                        statement.find("Action").orElseThrow().toString().contains("secretsmanager"))
                .collect(Collectors.toSet());

        assertThat(statements).hasSameSizeAs(READERS.keySet()).allSatisfy(statement -> {
            assertThat(Deployed.text(statement.find("Action"))).contains("secretsmanager:GetSecretValue");
            assertThat(statement.find("Resource").orElseThrow())
                    .isInstanceOfSatisfying(
                            Value.Sub.class,
                            resource -> assertThat(resource.text())
                                    .matches("arn:\\$\\{AWS::Partition}:secretsmanager:\\$\\{AWS::Region}:"
                                            + "\\$\\{AWS::AccountId}:secret:\\$\\{\\w+SecretName}-\\?{6}"));
        });
    }

    @Test
    void letTheReportWriteItsOwnRowAndTheRowsOfItsJobs() {
        assertThat(allowing("dynamodb:PutItem", "dynamodb:UpdateItem"))
                .filteredOn(statement -> !statement.find("Resource").equals(Optional.of(OPERATOR_CALLS)))
                .hasSize(4)
                .allSatisfy(statement -> assertThat(Deployed.texts(
                                statement.find("Condition", "ForAllValues:StringLike", "dynamodb:LeadingKeys")))
                        .containsExactly(ROWS_OF_THE_REPORT.get(
                                statement.find("Resource").orElseThrow())));
    }

    @Test
    void letTheReportWriteItsOwnObjectsAlone() {
        assertThat(allowing("s3:PutObject"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.find("Resource"))
                        .contains(new Value.Sub("${AuditBucket.Arn}/progress/*")));
    }

    @Test
    void letTheReportDeleteNothingAndOpenNoSecret() {
        assertThat(statements().flatMap(statement -> Deployed.texts(statement.find("Action")).stream()))
                .isNotEmpty()
                .noneMatch(action -> action.contains("Delete") && !action.equals("sqs:DeleteMessage"))
                .noneMatch(action -> action.startsWith("kms:"))
                .noneMatch(action -> action.contains("BatchWrite"));
    }

    private static List<Value> allowing(String... actions) {
        return statements()
                .filter(statement -> Stream.of(actions).anyMatch(Deployed.texts(statement.find("Action"))::contains))
                .toList();
    }

    private static Stream<Value> statements() {
        return Stream.of("ReportProgressRole", "CountProgressRole")
                .flatMap(role -> Deployed.template().resource(role).statements());
    }

    /** Who sends messages back sends none that was not in the queue before. */
    @Test
    void letTheFunctionsThatMakeARefundDueAloneRequestIt() {
        assertThat(Deployed.template().resources("AWS::IAM::Role").stream()
                        .filter(RightsTest::maySend)
                        .map(Resource::logicalId))
                .containsExactlyInAnyOrder(
                        "TransferBatchRole",
                        "ConfirmDownloadRole",
                        "CancelMembershipsRole",
                        "RedriveQueueRole",
                        "ResendRefundRole");
    }

    /** Stripe limits requests to 100 per second; a refund and its webhook need two and take at least half a second. */
    @Test
    void letNoMoreRefundsRunAtOnceThanThePaymentServiceAccepts() {
        Value concurrency = Deployed.template().parameters().get("RefundConcurrency");
        assertThat(Deployed.text(concurrency.find("Default")).map(Integer::parseInt))
                .hasValueSatisfying(most -> assertThat(most).isBetween(2, 25));
        assertThat(Deployed.template()
                        .resource("IssueRefund")
                        .find("Events", "Refund", "Properties", "ScalingConfig", "MaximumConcurrency"))
                .contains(new Value.Ref("RefundConcurrency"));
    }

    private static boolean maySend(Resource role) {
        return role.statements()
                .filter(statement -> elements(statement, "Resource").contains(QUEUE))
                .anyMatch(statement -> elements(statement, "Action").contains(new Value.Text("sqs:SendMessage")));
    }

    private static List<Value> elements(Value statement, String name) {
        return statement.find(name).stream()
                .flatMap(value -> value.elements().stream())
                .toList();
    }
}
