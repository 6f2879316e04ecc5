package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** Stored data is encrypted, private, and protected against deletion by mistake. */
final class ProtectionTest {
    private final Template template = Deployed.template();

    @Test
    void encryptsEveryTable() {
        assertThat(template.resources("AWS::DynamoDB::Table"))
                .isNotEmpty()
                .allSatisfy(table -> assertTrue(table, "SSESpecification", "SSEEnabled"));
    }

    @Test
    void encryptsEveryQueue() {
        assertThat(template.resources("AWS::SQS::Queue"))
                .isNotEmpty()
                .allSatisfy(queue -> assertTrue(queue, "SqsManagedSseEnabled"));
    }

    @Test
    void encryptsEveryBucket() {
        assertThat(buckets())
                .isNotEmpty()
                .allSatisfy(bucket -> assertThat(bucket.find("BucketEncryption", "ServerSideEncryptionConfiguration"))
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"})
    void keepsEveryBucketPrivate(String block) {
        assertThat(buckets()).allSatisfy(bucket -> assertTrue(bucket, "PublicAccessBlockConfiguration", block));
    }

    @Test
    void opensEveryBucketToTlsAlone() {
        assertThat(buckets())
                .allSatisfy(bucket -> assertThat(policies("AWS::S3::BucketPolicy")
                                .filter(policy ->
                                        policy.find("Bucket").orElseThrow().equals(new Value.Ref(bucket.logicalId())))
                                .flatMap(Resource::statements))
                        .anyMatch(statement -> refusesPlainText(statement, "s3:*")
                                && statement
                                        .find("Resource")
                                        .orElseThrow()
                                        .elements()
                                        .equals(List.of(
                                                new Value.GetAtt(bucket.logicalId(), "Arn"),
                                                new Value.Sub("${" + bucket.logicalId() + ".Arn}/*")))));
    }

    @Test
    void opensEveryQueueToTlsAlone() {
        assertThat(template.resources("AWS::SQS::Queue"))
                .allSatisfy(queue -> assertThat(policies("AWS::SQS::QueuePolicy")
                                .filter(policy ->
                                        policy.require("Queues").elements().contains(new Value.Ref(queue.logicalId())))
                                .flatMap(Resource::statements))
                        .anyMatch(statement -> refusesPlainText(statement, "sqs:*")));
    }

    @Test
    void letsNoTableBeDeletedUnlessTheStackIsATrial() {
        assertThat(template.resources("AWS::DynamoDB::Table"))
                .allSatisfy(table -> assertThat(table.find("DeletionProtectionEnabled"))
                        .contains(new Value.Ref("DeletionProtection")));
        assertThat(byDefault("DeletionProtection")).hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccountsTable",
                "TransfersTable",
                "ArchivesTable",
                "GroupsTable",
                "HoldsTable",
                "DeletionsTable",
                "OperatorCallsTable",
                "ReceiptsTable",
                "ClaimsTable",
                "DeliveriesTable"
            })
    void recoversToAnyPointInTime(String table) {
        assertTrue(template.resource(table), "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled");
    }

    @Test
    void recoversItemsToAnyPointInTimeUnlessOperatorsTurnItOff() {
        assertThat(template.resource("ItemsTable")
                        .find("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"))
                .contains(new Value.Ref("ItemsRecovery"));
        assertThat(byDefault("ItemsRecovery")).contains("true");
    }

    @Test
    void rotatesEveryKey() {
        assertThat(template.resources("AWS::KMS::Key"))
                .isNotEmpty()
                .allSatisfy(key -> assertTrue(key, "EnableKeyRotation"));
    }

    /** An archive is valid for 30 days; a download that starts on the last day may take another. */
    @Test
    void expiresObjectsOfArchivesAfterTheArchives() {
        List<Value> rules = template.resource("ArchiveBucket")
                .require("LifecycleConfiguration", "Rules")
                .elements();
        assertThat(rules).singleElement().satisfies(rule -> {
            assertThat(Deployed.text(rule.find("Status"))).hasValue("Enabled");
            assertThat(Deployed.text(rule.find("ExpirationInDays"))).hasValue("31");
            assertThat(Deployed.text(rule.find("AbortIncompleteMultipartUpload", "DaysAfterInitiation")))
                    .hasValue("2");
        });
    }

    @Test
    void letsThePageAloneReadALinkInABrowser() {
        Value page = Deployed.value(
                "!Join ['', ['https://', !If [PageHasNoDomain, !GetAtt PageDistribution.DomainName, !Ref PageDomain]]]");
        Value other = Deployed.value("!If [NoPageMayCall, !Ref AWS::NoValue, !Ref PageOrigin]");

        assertThat(template.resource("ArchiveBucket")
                        .require("CorsConfiguration", "CorsRules")
                        .elements())
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.find("AllowedOrigins").orElseThrow().elements())
                            .containsExactly(page, other);
                    assertThat(rule.find("AllowedMethods").orElseThrow().elements())
                            .containsExactly(new Value.Text("GET"));
                });
        assertThat(List.of("GalleryBucket", "AuditBucket"))
                .allSatisfy(bucket -> assertThat(template.resource(bucket).find("CorsConfiguration"))
                        .isEmpty());
    }

    @Test
    void hasNoLifecycleRuleForTheGallery() {
        assertThat(template.resource("GalleryBucket").find("LifecycleConfiguration"))
                .isEmpty();
    }

    @Test
    void keepsEveryVersionOfAGallery() {
        assertThat(Deployed.text(template.resource("GalleryBucket").find("VersioningConfiguration", "Status")))
                .hasValue("Enabled");
    }

    @Test
    void locksTheEvidenceOfAPurge() {
        Resource audit = template.resource("AuditBucket");
        assertTrue(audit, "ObjectLockEnabled");
        assertThat(Deployed.text(audit.find("VersioningConfiguration", "Status")))
                .hasValue("Enabled");
        Value retention = audit.require("ObjectLockConfiguration", "Rule", "DefaultRetention");
        assertThat(retention.find("Mode")).hasValue(new Value.Ref("AuditRetentionMode"));
        assertThat(byDefault("AuditRetentionMode")).hasValue("COMPLIANCE");
        assertThat(retention.find("Years")).hasValue(new Value.Ref("AuditRetentionYears"));
        assertThat(audit.find("LifecycleConfiguration")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PlanPurgeRole", "ListChunkRole", "HoldAccountRole", "ReleaseHoldRole"})
    void letsFunctionsThatPlanAndHoldDeleteNoObject(String role) {
        assertThat(actions(template.resource(role)))
                .isNotEmpty()
                .noneMatch(action -> action.startsWith("s3:Delete") || action.startsWith("s3:Abort"));
    }

    @Test
    void leavesAtLeastADayToAbortAPurge() {
        assertThat(Deployed.text(template.parameters().get("PurgePauseHours").find("MinValue")))
                .hasValue("24");
        assertThat(byDefault("PurgePauseHours")).hasValue("72");
    }

    private static Stream<String> actions(Resource role) {
        return role.statements()
                .flatMap(statement -> statement.find("Action").stream())
                .flatMap(actions -> actions.elements().stream())
                .flatMap(action -> Deployed.text(Optional.of(action)).stream());
    }

    private Optional<String> byDefault(String parameter) {
        return Deployed.text(template.parameters().get(parameter).find("Default"));
    }

    private List<Resource> buckets() {
        return template.resources("AWS::S3::Bucket");
    }

    private Stream<Resource> policies(String type) {
        return template.resources(type).stream();
    }

    private static boolean refusesPlainText(Value statement, String actions) {
        return Deployed.text(statement.find("Effect")).filter("Deny"::equals).isPresent()
                && Deployed.text(statement.find("Principal"))
                        .filter("*"::equals)
                        .isPresent()
                && Deployed.text(statement.find("Action"))
                        .filter(actions::equals)
                        .isPresent()
                && Deployed.text(statement.find("Condition", "Bool", "aws:SecureTransport"))
                        .filter("false"::equals)
                        .isPresent();
    }

    private static void assertTrue(Resource resource, String... path) {
        assertThat(Deployed.text(resource.find(path)))
                .as("%s %s", resource.logicalId(), List.of(path))
                .hasValue("true");
    }
}
