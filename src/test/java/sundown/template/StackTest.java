package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.job.GroupUsers.GroupChunks;
import sundown.local.demo.cloud.LocalUser;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Template.Resolution;
import sundown.local.template.Value;

/**
 * A stack can be deployed, deployed again after a failure, updated without the loss of data, and removed if it is a
 * trial.
 */
final class StackTest {
    private static final Template TEMPLATE = Deployed.template();
    private static final Path DEPLOYMENT = Path.of("docs", "deployment.md");
    private static final String RETAINED = "RetainExceptOnCreate";
    private static final String PLACEHOLDER = "REPLACE-ME";

    /** Without a value nobody can sign in, which an operator may want for a time. */
    private static final Set<String> SIGN_INS = Set.of("PageConnections", "ConsoleConnections");

    /** A trial mails nobody. */
    private static final Set<String> MAILS = Set.of("MailFrom", "MailIdentity", "MailAddressBookUri");

    private static final Pattern OVERRIDE = Pattern.compile("\"(\\w+)=([^\"]*)\"");

    /**
     * CloudFormation keeps a resource with the policy Retain when it fails to create a stack, and its name is taken.
     */
    @Test
    void keepsWhatHoldsDataUnlessItsCreationFails() {
        assertThat(TEMPLATE.resources())
                .noneMatch(resource -> policy(resource, "DeletionPolicy").equals("Retain"));
        assertThat(retained()).extracting(Resource::type).contains("AWS::DynamoDB::Table", "AWS::S3::Bucket");
        assertThat(retained())
                .allSatisfy(resource ->
                        assertThat(policy(resource, "UpdateReplacePolicy")).isEqualTo("Retain"));
    }

    /** What remains of a failed first deployment or a trial has the names that the next deployment needs. */
    @Test
    void removesEachTypeThatCloudFormationKeeps() throws IOException {
        String script = Files.readString(Path.of("scripts", "remove-stack"));
        assertThat(types()).allSatisfy(type -> assertThat(script).contains("each " + type + " delete_"));
    }

    /** The policies of the buckets deny deletions, and a deletion of the stack that failed may have left them. */
    @Test
    void removesThePolicyOfABucketBeforeItsObjects() throws IOException {
        assertThat(Files.readString(Path.of("scripts", "remove-stack")))
                .contains("  gone aws s3api delete-bucket-policy --bucket \"$1\"\n  empty_bucket \"$1\"\n");
    }

    @Test
    void replacesNothingThatHoldsDataInAnUpdate() throws IOException {
        JsonNode denied = new ObjectMapper()
                .readTree(Path.of("infra", "stack-policy.json").toFile())
                .get("Statement")
                .get(1);
        assertThat(denied.get("Effect").asText()).isEqualTo("Deny");
        assertThat(texts(denied.get("Action"))).containsExactly("Update:Replace", "Update:Delete");
        assertThat(new TreeSet<>(
                        texts(denied.get("Condition").get("StringEquals").get("ResourceType"))))
                .isEqualTo(types());
    }

    /** Source: the naming rules of S3, and the regions of all partitions. */
    @Test
    void fitsTheNamesOfItsBucketsAndFunctionsWithTheLongestStackNameAndRegion() throws IOException {
        String longest = "s".repeat(26);
        assertThat(Files.readString(DEPLOYMENT)).contains("at most " + longest.length() + " characters");
        assertThat(Deployed.deployment(longest, "us-isof-south-1").buckets())
                .extracting(bucket -> bucket.name().length())
                .contains(63)
                .allMatch(length -> length <= 63);
        assertThat(Deployed.deployment(longest, "us-isof-south-1").functions())
                .allMatch(function -> function.name().length() <= 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default", "trial", "local"})
    void hasAConfigurationWithAValueForEachParameterThatNeedsOne(String configuration) throws IOException {
        List<String> names = overrides(configuration)
                .map(value -> value.replaceFirst("=.*", ""))
                .toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .isSubsetOf(TEMPLATE.parameters().keySet());
        assertThat(names)
                .containsAll(TEMPLATE.parameters().entrySet().stream()
                        .filter(parameter ->
                                parameter.getValue().find("Default").isEmpty())
                        .map(Map.Entry::getKey)
                        .toList());
        assertThat(section(configuration)).contains("CAPABILITY_IAM").contains("application=sundown");
    }

    /** The local cloud is deployed with the closes of the sample of a timeline. */
    @Test
    void closesTheGroupsOfTheLocalCloud() throws IOException {
        assertThat(overrides("local"))
                .containsAll(Resolution.groupCloses().entrySet().stream()
                        .map(close -> close.getKey() + "=" + close.getValue())
                        .toList());
    }

    /** A deployment takes no example for what its operator must say. */
    @ParameterizedTest
    @ValueSource(strings = {"default", "trial"})
    void refusesWhatItsOperatorHasNotSaid(String configuration) throws IOException {
        Set<String> left = overrides(configuration)
                .filter(value -> value.endsWith("=" + PLACEHOLDER))
                .map(value -> value.substring(0, value.indexOf('=')))
                .collect(Collectors.toSet());
        Map<String, Value> needed = TEMPLATE.parameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().find("Default").isEmpty()
                        || SIGN_INS.contains(parameter.getKey())
                        || (configuration.equals("default") && MAILS.contains(parameter.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(left).isEqualTo(needed.keySet());
        assertThat(needed).allSatisfy((name, parameter) -> {
            assertThat(PLACEHOLDER)
                    .doesNotMatch(
                            Deployed.text(parameter.find("AllowedPattern")).orElse(".*"));
            assertThat(Deployed.text(parameter.find("ConstraintDescription")).orElse(""))
                    .startsWith("must be ");
        });
        assertThat(section(configuration))
                .doesNotContain("example", "arn:", "://")
                .doesNotContainPattern("=\\d{4}-");
    }

    /** A removal of the stack would take the buckets' policies away first. */
    @Test
    void isProtectedFromRemovalUntilItsRemovalIsMeant() throws IOException {
        assertThat(Files.readString(DEPLOYMENT))
                .contains("update-termination-protection --enable-termination-protection --stack-name $STACK");
        assertThat(Files.readString(Path.of("scripts", "remove-stack")))
                .containsSubsequence("Nothing is deleted.", "--no-enable-termination-protection", "delete-stack");
    }

    @ParameterizedTest
    @ValueSource(strings = {"trial", "local"})
    void canBeRemovedIfItIsNotForProduction(String configuration) throws IOException {
        assertThat(overrides(configuration)).contains("AuditRetentionMode=GOVERNANCE", "DeletionProtection=false");
        assertThat(overrides("default"))
                .noneMatch(value -> value.startsWith("AuditRetentionMode") || value.startsWith("DeletionProtection"));
    }

    /** The local cloud's users are in as many. */
    @Test
    void splitsGroupsIntoAsManyChunksAsTheCodeTakes() throws IOException {
        Value parameter = TEMPLATE.parameters().get("GroupChunks");
        assertThat(Deployed.text(parameter.find("MinValue"))).hasValue("1");
        assertThat(Deployed.text(parameter.find("MaxValue"))).hasValue(Integer.toString(GroupChunks.CHUNKS_MAX));
        assertThat(overrides("local")).contains("GroupChunks=" + LocalUser.CHUNKS);
    }

    /** The folders are those of {@code sundown import}; a stack without the parameter has tables as before. */
    @ParameterizedTest
    @CsvSource({"AccountsTable, accounts/", "ItemsTable, items/"})
    void fillsANewTableWithWhatWasImported(String table, String folder) {

        assertThat(TEMPLATE.resource(table).require("ImportSourceSpecification"))
                .isEqualTo(Deployed.value("""
                        !If [NothingIsImported, !Ref AWS::NoValue, {
                          InputFormat: DYNAMODB_JSON, InputCompressionType: GZIP,
                          S3BucketSource: {S3Bucket: !Ref ImportBucket, S3KeyPrefix: !Sub '${ImportPrefix}%s'}}]""".formatted(folder)));
        assertThat(Deployed.text(TEMPLATE.parameters().get("ImportBucket").find("Default")))
                .hasValue("");
    }

    /** An operator who looks at a stack sees its version. */
    @Test
    void tellsTheVersionOfTheBuild() throws IOException {
        Matcher version = Pattern.compile("<artifactId>sundown</artifactId>\\s*<version>(.+)</version>")
                .matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(TEMPLATE.output("Version", new Resolution("sundown", "000000000000", "eu-west-1", Map.of())))
                .isEqualTo(version.group(1));
        assertThat(Files.readString(Path.of("template.yaml")))
                .contains("\nDescription: >-\n  Sundown " + version.group(1) + " shuts down");
    }

    private static Stream<String> overrides(String configuration) throws IOException {
        return OVERRIDE.matcher(section(configuration))
                .results()
                .map(found -> found.group(1) + "=" + found.group(2))
                .filter(value -> !value.startsWith("application=") && !value.startsWith("environment="));
    }

    /** The lines of a configuration for deployments. */
    private static String section(String configuration) throws IOException {
        return Files.readString(Path.of("samconfig.toml"))
                .split(Pattern.quote("[" + configuration + ".deploy.parameters]"), -1)[1]
                .split("\n\\[", 2)[0];
    }

    private static Set<String> types() {
        return retained().stream().map(Resource::type).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Resource> retained() {
        return TEMPLATE.resources().stream()
                .filter(resource -> policy(resource, "DeletionPolicy").equals(RETAINED))
                .toList();
    }

    private static String policy(Resource resource, String name) {
        return Deployed.text(resource.body().find(name)).orElse("");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
