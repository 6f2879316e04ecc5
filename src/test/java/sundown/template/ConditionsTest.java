package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.VolumeStorage;
import sundown.contract.SampleArchives;
import sundown.gallery.ObjectKey;
import sundown.local.template.Resource;
import sundown.local.template.Value;

/** The conditions and prefixes that narrow what a role may do. */
final class ConditionsTest {
    private static final Value KEY = new Value.GetAtt("SecretsKey", "Arn");
    private static final Value PRESENT = new Value.Text("false");

    /** The secrets of the rooms. A function seals and opens those of its own room alone. */
    private static final Map<String, String> PURPOSES =
            Map.of("sundown.transfer", "refresh-token", "sundown.archive", "archive-password");

    /** ForAllValues holds when a request has no such key. */
    @Test
    void requireTheKeysOfWhichAllValuesMustMatch() {
        List<Value> conditions = Deployed.template().resources("AWS::IAM::Role").stream()
                .flatMap(Resource::statements)
                .flatMap(statement -> statement.find("Condition").stream())
                .filter(condition -> forAll(condition).findAny().isPresent())
                .toList();

        assertThat(conditions)
                .isNotEmpty()
                .allSatisfy(condition -> assertThat(condition.find("Null"))
                        .hasValueSatisfying(absent -> assertThat(absent.fields())
                                .containsAllEntriesOf(
                                        forAll(condition).collect(Collectors.toMap(key -> key, key -> PRESENT)))));
    }

    @Test
    void allowEachFunctionTheSecretsOfItsOwnRoom() {
        assertThat(Deployed.functions())
                .filteredOn(ConditionsTest::usesTheKey)
                .hasSize(7)
                .allSatisfy(function -> {
                    Value purpose = new Value.Mapping(
                            Map.of("kms:EncryptionContext:purpose", new Value.Text(purpose(function))));
                    Value user = new Value.Mapping(Map.of("kms:EncryptionContext:userId", PRESENT));
                    assertThat(ofTheKey(function)).allSatisfy(statement -> {
                        assertThat(statement.find("Condition"))
                                .contains(new Value.Mapping(Map.of("StringEquals", purpose, "Null", user)));
                        assertThat(statement.find("Resource")).contains(KEY);
                    });
                });
    }

    @ParameterizedTest
    @CsvSource({
        "GetArchive, s3:GetObject, true",
        "GetArchive, s3:PutObject, false",
        "RequestArchive, s3:PutObject, false",
        "RequestArchive, s3:GetObject, false",
        "BuildArchive, s3:PutObject, true"
    })
    void allowLinksToVolumesAndTheBuilderToWriteThem(String function, String action, boolean allowed) {
        Archive archive = SampleArchives.ready(new UserId("keys"));
        ObjectKey volume = VolumeStorage.key(archive.group(), SampleArchives.volume(archive, 1));

        assertThat(inArchives(Deployed.template().resource(function), action)
                        .anyMatch(pattern -> pattern.matcher(volume.value()).matches()))
                .isEqualTo(allowed);
    }

    /** The patterns of the keys in the archive bucket on which a function may act. */
    private static Stream<Pattern> inArchives(Resource function, String action) {
        return statements(function)
                .filter(statement ->
                        statement.find("Action").orElseThrow().elements().contains(new Value.Text(action)))
                .flatMap(statement -> Right.texts(statement.find("Resource").orElseThrow()))
                .filter(arn -> Right.referredBy(new Value.Sub(arn)).anyMatch("ArchiveBucket"::equals))
                .map(arn -> Stream.of(arn.substring(arn.indexOf('/') + 1).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .map(Pattern::compile);
    }

    private static Stream<String> forAll(Value condition) {
        return condition.fields().entrySet().stream()
                .filter(operator -> operator.getKey().startsWith("ForAllValues:"))
                .flatMap(operator -> operator.getValue().fields().keySet().stream());
    }

    private static boolean usesTheKey(Resource function) {
        return ofTheKey(function).findAny().isPresent();
    }

    private static Stream<Value> ofTheKey(Resource function) {
        return statements(function)
                .filter(statement -> statement.find("Action").orElseThrow().elements().stream()
                        .anyMatch(action -> ((Value.Text) action).text().startsWith("kms:")));
    }

    private static Stream<Value> statements(Resource function) {
        return Deployed.template().role(function).statements();
    }

    private static String purpose(Resource function) {
        return PURPOSES.get(Beans.function(function).getDeclaringClass().getPackageName());
    }
}
