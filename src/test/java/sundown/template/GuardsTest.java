package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

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
import sundown.local.template.GroupCloses;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.timeline.PublishedTimeline;

/** What S3 refuses whatever our code does. */
final class GuardsTest {
    private static final Value EVERYBODY = new Value.Text("*");
    private static final List<Value> DELETIONS =
            List.of(new Value.Text("s3:DeleteObject"), new Value.Text("s3:DeleteObjectVersion"));

    private final Template template = Deployed.template();

    static Stream<String> groups() {
        return PublishedTimeline.read().groups().stream()
                .map(group -> group.id().value());
    }

    @ParameterizedTest
    @MethodSource("groups")
    void nothingOfAGroupIsDeletedBeforeItsClose(String group) {
        assertThat(denials("GalleryGuards"))
                .anySatisfy(denial -> assertThat(denial.fields())
                        .containsEntry("Principal", EVERYBODY)
                        .containsEntry("Action", new Value.Sequence(DELETIONS))
                        .containsEntry("Resource", new Value.Sub("${GalleryBucket.Arn}/" + group + "/*"))
                        .containsEntry(
                                "Condition",
                                condition(
                                        "DateLessThan", "aws:CurrentTime", new Value.Ref("Group" + group + "Close"))));
    }

    @Test
    void nothingOfAGroupWithoutADateIsEverDeleted() {
        List<Value> guarded = groups().map(group -> (Value) new Value.Sub("${GalleryBucket.Arn}/" + group + "/*"))
                .toList();
        assertThat(denials("GalleryGuards"))
                .anySatisfy(denial -> assertThat(denial.fields())
                        .containsEntry("Principal", EVERYBODY)
                        .containsEntry("Action", new Value.Sequence(DELETIONS))
                        .containsEntry("NotResource", new Value.Sequence(guarded))
                        .doesNotContainKey("Condition"));
    }

    @Test
    void thereIsADateForEachGroupOfTheTimelineAndForNoOther() {
        assertThat(closes().keySet())
                .isEqualTo(groups().map(group -> "Group" + group + "Close").collect(Collectors.toSet()))
                .isEqualTo(GroupCloses.parameters().keySet());
    }

    @Test
    void noDeploymentGoesWithoutADate() {
        assertThat(closes().values()).allSatisfy(parameter -> {
            assertThat(parameter.find("Default")).isEmpty();
            Pattern allowed = Pattern.compile(
                    Deployed.text(parameter.find("AllowedPattern")).orElseThrow());
            assertThat(GroupCloses.parameters().values()).allMatch(close -> matches(allowed, close));
            assertThat(Stream.of("", "2023-06-01", "never", "2023-06-01T00:00:00+02:00", "*"))
                    .noneMatch(close -> matches(allowed, close));
        });
    }

    @ParameterizedTest
    @CsvSource({"GalleryGuards, GalleryBucket", "ArchiveGuards, ArchiveBucket"})
    void versionsAreDeletedByThePurgeAlone(String guards, String bucket) {
        assertThat(denials(guards))
                .anySatisfy(denial -> assertThat(denial.fields())
                        .containsEntry("Principal", EVERYBODY)
                        .containsEntry("Action", new Value.Text("s3:DeleteObjectVersion"))
                        .containsEntry("Resource", new Value.Sub("${" + bucket + ".Arn}/*"))
                        .containsEntry("Condition", byAnybodyBut("PurgeAccountRole")));
    }

    @Test
    void noRoleButThePurgesMayDeleteVersions() {
        assertThat(template.resources("AWS::IAM::Role").stream()
                        .filter(role -> actions(role).contains("s3:DeleteObjectVersion"))
                        .map(Resource::logicalId))
                .containsExactly("PurgeAccountRole");
    }

    @Test
    void sweepRemovesArchivesAtAnyTime() {
        assertThat(denials("ArchiveGuards"))
                .noneSatisfy(
                        denial -> assertThat(denial.find("Action").orElseThrow().elements())
                                .contains(new Value.Text("s3:DeleteObject")));
    }

    @Test
    void nobodyLetsTheGalleryExpire() {
        assertThat(denials("GalleryGuards"))
                .anySatisfy(denial -> assertThat(denial.fields())
                        .containsEntry("Principal", EVERYBODY)
                        .containsEntry("Action", new Value.Text("s3:PutLifecycleConfiguration"))
                        .containsEntry("Resource", new Value.GetAtt("GalleryBucket", "Arn"))
                        .doesNotContainKey("Condition"));
    }

    @ParameterizedTest
    @CsvSource({"manifests, WriteManifestRole", "certificates, CertifyPurgeRole", "differences, CertifyPurgeRole"})
    void whatProvesAPurgeIsWrittenByOneFunctionAlone(String folder, String role) {
        assertThat(denials("AuditGuards")).anySatisfy(denial -> {
            assertThat(denial.fields())
                    .containsEntry("Principal", EVERYBODY)
                    .containsEntry("Action", new Value.Text("s3:PutObject"))
                    .containsEntry("Condition", byAnybodyBut(role));
            assertThat(denial.find("Resource").orElseThrow().elements())
                    .contains(new Value.Sub("${AuditBucket.Arn}/" + folder + "/*"));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"CertifyPurgeRole", "ApprovePurgeRole", "AbortPurgeRole"})
    void whoProvesAndApprovesDeletesNothing(String role) {
        assertThat(actions(template.resource(role)))
                .isNotEmpty()
                .noneMatch(action -> action.startsWith("s3:Delete") || action.startsWith("s3:Abort"))
                .noneMatch(action -> action.startsWith("dynamodb:Delete") || action.startsWith("dynamodb:Batch"));
    }

    private Map<String, Value> closes() {
        return template.parameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().matches("Group.+Close"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Value> denials(String policy) {
        return Deployed.statements(template.resource(policy))
                .filter(statement -> Deployed.text(statement.find("Effect"))
                        .filter("Deny"::equals)
                        .isPresent())
                .toList();
    }

    private static Value byAnybodyBut(String role) {
        return condition("ArnNotEquals", "aws:PrincipalArn", new Value.GetAtt(role, "Arn"));
    }

    private static Value condition(String operator, String key, Value value) {
        return new Value.Mapping(Map.of(operator, new Value.Mapping(Map.of(key, value))));
    }

    private static Set<String> actions(Resource role) {
        return Deployed.statements(role)
                .flatMap(statement -> statement.find("Action").stream())
                .flatMap(actions -> actions.elements().stream())
                .map(action -> ((Value.Text) action).text())
                .collect(Collectors.toSet());
    }

    private static boolean matches(Pattern allowed, String text) {
        return allowed.matcher(text).find();
    }
}
