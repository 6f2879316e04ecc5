package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Template.Resolution;
import sundown.local.template.Value;
import sundown.timeline.PublishedTimeline;

/** Requests that S3 denies even if the code sends them. */
final class GuardsTest {
    private static final Value EVERYBODY = new Value.Text("*");
    private static final String PRINCIPAL = "aws:PrincipalArn";
    private static final String ABORT = "s3:AbortMultipartUpload";
    private static final List<String> DELETIONS = List.of("s3:DeleteObject", "s3:DeleteObjectVersion");
    private static final List<String> DELETIONS_AND_ABORT = List.of("s3:DeleteObject", "s3:DeleteObjectVersion", ABORT);
    private static final Value OF_USERS = new Value.Sub("${GalleryBucket.Arn}/${GalleryPrefix}*");
    private static final String[] ENDING_ARCHIVES = {"RunSweepTaskRole", "BuildArchiveRole"};

    private final Template template = Deployed.template();

    static Stream<String> groups() {
        return PublishedTimeline.read().groups().stream()
                .map(group -> group.id().value());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void nothingOfAGroupIsDeletedBeforeItsClose(String group) {
        assertDenied(
                "GalleryGuards", DELETIONS, of("GalleryBucket", group), Map.of("DateLessThan", beforeItsClose(group)));
    }

    /** No key tells the group, and the conditions of a statement must all hold. */
    @Test
    void whereUsersComeFirstNothingIsDeletedBeforeTheFirstClose() {
        Map<String, Value> beforeAllCloses = Map.of(
                "DateLessThan", beforeItsClose("1"),
                "DateLessThanIfExists", beforeItsClose("2"),
                "DateLessThanEquals", beforeItsClose("3"));
        Map<String, Value> byThePurge = new HashMap<>(beforeAllCloses);
        byThePurge.put("ArnEquals", by("PurgeAccountRole"));
        assertThat(groups()).containsExactly("1", "2", "3");
        assertDenied("GalleryGuardsOfUsers", DELETIONS, Map.entry("Resource", OF_USERS), beforeAllCloses);
        assertDenied("GalleryGuardsOfUsers", List.of(ABORT), Map.entry("Resource", OF_USERS), byThePurge);
    }

    @Test
    void whereUsersComeFirstNothingBesidesThemIsEverDeleted() {
        assertDenied("GalleryGuardsOfUsers", DELETIONS, Map.entry("NotResource", OF_USERS), Map.of());
        assertDenied(
                "GalleryGuardsOfUsers",
                List.of(ABORT),
                Map.entry("NotResource", OF_USERS),
                Map.of("ArnEquals", by("PurgeAccountRole")));
    }

    /** The gallery always has one of both. */
    @ParameterizedTest
    @CsvSource({"GalleryGuards, false", "GalleryGuardsOfUsers, true"})
    void theLayoutDecidesWhichGuardsThereAre(String guards, boolean otherwise) {
        Value condition = template.resource(guards).body().find("Condition").orElseThrow();
        assertThat(template.condition(((Value.Text) condition).text(), guards))
                .isEqualTo(new Value.Equals(new Value.Ref("GalleryLayout"), new Value.Text("group-first"), otherwise));
        assertThat(template.parameters()
                        .get("GalleryLayout")
                        .find("AllowedValues")
                        .orElseThrow()
                        .elements())
                .containsExactly(
                        new Value.Text("group-first"), new Value.Text("user-first"), new Value.Text("by-rows"));
    }

    @Test
    void nothingOfAGroupWithoutADateIsEverDeletedOrAbortedByThePurge() {
        assertDenied("GalleryGuards", DELETIONS, ofNoneOf("GalleryBucket"), Map.of());
        assertDenied(
                "GalleryGuards",
                List.of(ABORT),
                ofNoneOf("GalleryBucket"),
                Map.of("ArnEquals", by("PurgeAccountRole")));
    }

    /** The photo cloud may start and abort its own uploads at any time. */
    @ParameterizedTest
    @MethodSource("groups")
    void thePurgeAbortsNoUploadOfAGroupBeforeItsClose(String group) {
        assertDenied(
                "GalleryGuards",
                List.of(ABORT),
                of("GalleryBucket", group),
                Map.of("ArnEquals", by("PurgeAccountRole"), "DateLessThan", beforeItsClose(group)));
    }

    @ParameterizedTest
    @MethodSource("groups")
    void onlySweepAndBuildArchiveDeleteArchivesOfAGroupBeforeItsClose(String group) {
        assertDenied(
                "ArchiveGuards",
                DELETIONS_AND_ABORT,
                of("ArchiveBucket", group),
                Map.of("ArnNotEquals", by(ENDING_ARCHIVES), "DateLessThan", beforeItsClose(group)));
    }

    @Test
    void onlySweepAndBuildArchiveDeleteArchivesOfAGroupWithoutADate() {
        assertDenied(
                "ArchiveGuards",
                DELETIONS_AND_ABORT,
                ofNoneOf("ArchiveBucket"),
                Map.of("ArnNotEquals", by(ENDING_ARCHIVES)));
    }

    /** No statement denies deletion to the two functions that end archives. */
    @ParameterizedTest
    @ValueSource(strings = {"RunSweepTaskRole", "BuildArchiveRole"})
    void archivesEndAtAnyTime(String role) {
        assertThat(denials("ArchiveGuards"))
                .filteredOn(denial ->
                        actions(denial).anyMatch(List.of("s3:DeleteObject", "s3:AbortMultipartUpload")::contains))
                .isNotEmpty()
                .allSatisfy(denial -> assertThat(denial.find("Condition", "ArnNotEquals", PRINCIPAL).stream()
                                .flatMap(roles -> roles.elements().stream()))
                        .contains(new Value.GetAtt(role, "Arn")));
    }

    @Test
    void thereIsADateForEachGroupOfTheTimelineAndForNoOther() {
        assertThat(closes().keySet())
                .isEqualTo(groups().map(group -> "Group" + group + "Close").collect(Collectors.toSet()))
                .isEqualTo(Resolution.groupCloses().keySet());
    }

    @Test
    void aDeploymentRequiresEachDate() {
        assertThat(closes().values()).allSatisfy(parameter -> {
            assertThat(parameter.find("Default")).isEmpty();
            Pattern allowed = Pattern.compile(
                    Deployed.text(parameter.find("AllowedPattern")).orElseThrow());
            assertThat(Resolution.groupCloses().values()).allMatch(close -> matches(allowed, close));
            assertThat(Stream.of("", "2023-06-01", "never", "2023-06-01T00:00:00+02:00", "*"))
                    .noneMatch(close -> matches(allowed, close));
        });
    }

    @ParameterizedTest
    @CsvSource({"GalleryGuards, GalleryBucket", "GalleryGuardsOfUsers, GalleryBucket", "ArchiveGuards, ArchiveBucket"})
    void versionsAreDeletedByThePurgeAlone(String guards, String bucket) {
        assertDenied(
                guards,
                List.of("s3:DeleteObjectVersion"),
                Map.entry("Resource", new Value.Sub("${" + bucket + ".Arn}/*")),
                Map.of("ArnNotEquals", by("PurgeAccountRole")));
    }

    @Test
    void noRoleButThePurgesMayDeleteVersions() {
        assertThat(template.resources("AWS::IAM::Role").stream()
                        .filter(role -> actions(role).contains("s3:DeleteObjectVersion"))
                        .map(Resource::logicalId))
                .containsExactly("PurgeAccountRole");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GalleryGuards", "GalleryGuardsOfUsers"})
    void noLifecycleRuleMayBeAddedToTheGallery(String guards) {
        assertDenied(
                guards,
                List.of("s3:PutLifecycleConfiguration"),
                Map.entry("Resource", new Value.GetAtt("GalleryBucket", "Arn")),
                Map.of());
    }

    @ParameterizedTest
    @CsvSource({"manifests, ListChunkRole", "certificates, CertifyPurgeRole", "differences, ListChunkRole"})
    void evidenceOfAPurgeIsWrittenByOneFunctionAlone(String folder, String role) {
        assertThat(denials("AuditGuards")).anySatisfy(denial -> {
            assertThat(denial.fields())
                    .containsEntry("Principal", EVERYBODY)
                    .containsEntry("Action", new Value.Text("s3:PutObject"))
                    .containsEntry("Condition", new Value.Mapping(Map.of("ArnNotEquals", by(role))));
            assertThat(denial.find("Resource").orElseThrow().elements())
                    .contains(new Value.Sub("${AuditBucket.Arn}/" + folder + "/*"));
        });
        assertThat(template.resource(role).statements()).anySatisfy(statement -> {
            assertThat(actions(statement)).contains("s3:PutObject");
            assertThat(statement.find("Resource").orElseThrow().elements())
                    .contains(new Value.Sub("${AuditBucket.Arn}/" + folder + "/*"));
        });
    }

    /** Object Lock keeps a version, but a delete marker would hide it. */
    @Test
    void nobodyDeletesEvidence() {
        assertDenied("AuditGuards", DELETIONS, Map.entry("Resource", new Value.Sub("${AuditBucket.Arn}/*")), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CertifyPurgeRole", "ListChunkRole", "ApprovePurgeRole", "AbortPurgeRole"})
    void functionsThatApproveAndCertifyDeleteNothing(String role) {
        assertThat(actions(template.resource(role)))
                .isNotEmpty()
                .noneMatch(action -> action.startsWith("s3:Delete") || action.startsWith("s3:Abort"))
                .noneMatch(action -> action.startsWith("dynamodb:Delete") || action.startsWith("dynamodb:BatchWrite"));
    }

    private Map<String, Value> closes() {
        return template.parameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().matches("Group.+Close"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Value> denials(String policy) {
        return template.resource(policy)
                .statements()
                .filter(statement -> Deployed.text(statement.find("Effect"))
                        .filter("Deny"::equals)
                        .isPresent())
                .toList();
    }

    /** Requires a statement that denies the actions to all principals under exactly these conditions. */
    private void assertDenied(
            String policy, List<String> actions, Map.Entry<String, Value> resource, Map<String, Value> conditions) {
        assertThat(denials(policy)).anySatisfy(denial -> {
            assertThat(denial.fields()).containsEntry("Principal", EVERYBODY).contains(resource);
            assertThat(actions(denial)).containsExactlyElementsOf(actions);
            assertThat(denial.find("Condition").map(Value::fields).orElse(Map.of()))
                    .isEqualTo(conditions);
        });
    }

    private static Map.Entry<String, Value> of(String bucket, String group) {
        return Map.entry("Resource", under(bucket, group));
    }

    private static Map.Entry<String, Value> ofNoneOf(String bucket) {
        return Map.entry(
                "NotResource",
                new Value.Sequence(groups().map(group -> under(bucket, group)).toList()));
    }

    private static Value under(String bucket, String group) {
        return new Value.Sub("${" + bucket + ".Arn}/" + group + "/*");
    }

    private static Value beforeItsClose(String group) {
        return new Value.Mapping(Map.of("aws:CurrentTime", new Value.Ref("Group" + group + "Close")));
    }

    private static Value by(String... roles) {
        List<Value> arns = Stream.of(roles)
                .map(role -> (Value) new Value.GetAtt(role, "Arn"))
                .toList();
        return new Value.Mapping(Map.of(PRINCIPAL, arns.size() == 1 ? arns.getFirst() : new Value.Sequence(arns)));
    }

    private static Set<String> actions(Resource role) {
        return role.statements().flatMap(GuardsTest::actions).collect(Collectors.toSet());
    }

    private static Stream<String> actions(Value statement) {
        return statement.find("Action").stream()
                .flatMap(actions -> actions.elements().stream())
                .map(action -> ((Value.Text) action).text());
    }

    private static boolean matches(Pattern allowed, String text) {
        return allowed.matcher(text).find();
    }
}
