package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.local.template.Resource;
import sundown.local.template.Template;

/** What infra/gallery-bucket.yaml makes of another bucket of the gallery. */
final class OtherBucketsTest {
    private final Template sundown = Deployed.template();
    private final Template other = read();

    private static Template read() {
        try {
            return Template.read(Path.of("infra", "gallery-bucket.yaml"));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** S3 refuses in each bucket what it refuses in the stack's own. */
    @ParameterizedTest
    @CsvSource({"GalleryGuards, Guards", "GalleryGuardsOfUsers, GuardsOfUsers"})
    void areGuardedAsTheStacksOwn(String ofTheStack, String ofTheOther) {
        assertThat(statements(other.resource(ofTheOther)))
                .hasSizeGreaterThan(5)
                .isEqualTo(statements(sundown.resource(ofTheStack)).stream()
                        .map(statement -> statement
                                .replace(
                                        "GetAtt[logicalId=GalleryBucket, attribute=Arn]",
                                        "Sub[text=arn:${AWS::Partition}:s3:::${Bucket}]")
                                .replace("${GalleryBucket.Arn}", "arn:${AWS::Partition}:s3:::${Bucket}")
                                .replace("PurgeAccountRole", "DeleteRole"))
                        .toList());
        assertThat(other.resource(ofTheOther).body().find("Condition"))
                .isEqualTo(sundown.resource(ofTheStack).body().find("Condition"));
    }

    /** A function that may assume a role is trusted by it, and nobody else is. */
    @ParameterizedTest
    @CsvSource({"ReadRole, -read", "ListRole, -list", "DeleteRole, -delete"})
    void trustTheRolesThatMayAssumeTheirs(String role, String end) {
        Set<String> may = sundown.resources("AWS::IAM::Role").stream()
                .filter(candidate -> candidate
                        .statements()
                        .anyMatch(statement -> statement.toString().contains("-gallery-*" + end)))
                .map(Resource::logicalId)
                .collect(Collectors.toSet());

        assertThat(found("SundownStack}-(\\w+)-\\*", other.resource(role).require("AssumeRolePolicyDocument")))
                .isNotEmpty()
                .isEqualTo(may);
        assertThat(other.resource(role).require("RoleName").toString()).contains("-gallery-${Name}" + end + "]");
    }

    private static List<String> statements(Resource policy) {
        return policy.statements().map(Object::toString).toList();
    }

    private static Set<String> found(String pattern, Object in) {
        Stream<MatchResult> matches =
                Pattern.compile(pattern).matcher(in.toString()).results();
        return matches.map(match -> match.group(1)).collect(Collectors.toSet());
    }
}
