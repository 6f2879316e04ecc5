package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;

/** The role in infra/deployer.yaml can deploy the template. */
final class DeployerTest {
    /** The actions that create a resource of each type; SAM makes several resources of one of its own. */
    private static final Map<String, Set<String>> CREATING = Map.ofEntries(
            Map.entry("AWS::ApiGatewayV2::Stage", Set.of("apigateway:POST")),
            Map.entry("AWS::Budgets::Budget", Set.of("budgets:ModifyBudget", "budgets:ViewBudget")),
            Map.entry("AWS::CloudFront::CachePolicy", Set.of("cloudfront:CreateCachePolicy")),
            Map.entry("AWS::CloudFront::Distribution", Set.of("cloudfront:CreateDistribution")),
            Map.entry("AWS::CloudFront::Function", Set.of("cloudfront:CreateFunction", "cloudfront:PublishFunction")),
            Map.entry("AWS::CloudFront::OriginAccessControl", Set.of("cloudfront:CreateOriginAccessControl")),
            Map.entry("AWS::CloudFront::ResponseHeadersPolicy", Set.of("cloudfront:CreateResponseHeadersPolicy")),
            Map.entry(
                    "AWS::CloudTrail::Trail",
                    Set.of("cloudtrail:CreateTrail", "cloudtrail:StartLogging", "cloudtrail:PutEventSelectors")),
            Map.entry("AWS::CloudWatch::Alarm", Set.of("cloudwatch:PutMetricAlarm")),
            Map.entry("AWS::CloudWatch::CompositeAlarm", Set.of("cloudwatch:PutCompositeAlarm")),
            Map.entry("AWS::CloudWatch::Dashboard", Set.of("cloudwatch:PutDashboard")),
            Map.entry(
                    "AWS::DynamoDB::Table",
                    Set.of(
                            "dynamodb:CreateTable",
                            "dynamodb:ImportTable",
                            "dynamodb:UpdateContinuousBackups",
                            "dynamodb:UpdateTimeToLive")),
            Map.entry("AWS::Events::EventBus", Set.of("events:CreateEventBus")),
            Map.entry("AWS::Events::Rule", Set.of("events:PutRule", "events:PutTargets")),
            Map.entry("AWS::IAM::ManagedPolicy", Set.of("iam:CreatePolicy")),
            Map.entry("AWS::IAM::Role", Set.of("iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy")),
            Map.entry("AWS::KMS::Alias", Set.of("kms:CreateAlias")),
            Map.entry("AWS::KMS::Key", Set.of("kms:CreateKey", "kms:EnableKeyRotation")),
            Map.entry("AWS::Logs::LogGroup", Set.of("logs:CreateLogGroup", "logs:PutRetentionPolicy")),
            Map.entry("AWS::Logs::QueryDefinition", Set.of("logs:PutQueryDefinition")),
            Map.entry(
                    "AWS::S3::Bucket",
                    Set.of(
                            "s3:CreateBucket",
                            "s3:PutBucketCORS",
                            "s3:PutBucketObjectLockConfiguration",
                            "s3:PutBucketOwnershipControls",
                            "s3:PutBucketPublicAccessBlock",
                            "s3:PutBucketVersioning",
                            "s3:PutEncryptionConfiguration",
                            "s3:PutLifecycleConfiguration")),
            Map.entry("AWS::S3::BucketPolicy", Set.of("s3:PutBucketPolicy")),
            Map.entry("AWS::SES::ConfigurationSet", Set.of("ses:CreateConfigurationSet")),
            Map.entry(
                    "AWS::SES::ConfigurationSetEventDestination", Set.of("ses:CreateConfigurationSetEventDestination")),
            Map.entry("AWS::SQS::Queue", Set.of("sqs:CreateQueue", "sqs:TagQueue")),
            Map.entry("AWS::SQS::QueuePolicy", Set.of("sqs:SetQueueAttributes")),
            Map.entry("AWS::Scheduler::ScheduleGroup", Set.of("scheduler:CreateScheduleGroup")),
            Map.entry(
                    "AWS::Serverless::Function",
                    Set.of(
                            "cloudformation:CreateChangeSet",
                            "iam:PassRole",
                            "lambda:CreateFunction",
                            "lambda:PutFunctionConcurrency",
                            "lambda:PutFunctionRecursionConfig",
                            "lambda:PublishVersion",
                            "lambda:CreateAlias",
                            "lambda:AddPermission",
                            "lambda:CreateEventSourceMapping",
                            "lambda:PutFunctionEventInvokeConfig",
                            "scheduler:CreateSchedule",
                            "codedeploy:CreateApplication",
                            "codedeploy:CreateDeploymentGroup",
                            "codedeploy:CreateDeployment")),
            Map.entry("AWS::Serverless::HttpApi", Set.of("apigateway:POST")));

    /** A service has no resource for these actions, or makes the ids of the resources up. */
    private static final Set<String> ON_ANYTHING =
            Set.of("lambda", "logs", "cloudwatch", "ses", "cloudtrail", "kms", "cloudfront");

    /** Source: quotas of IAM, which count the characters of a role's own policies without white space. */
    private static final int LONGEST_POLICIES = 10_240;

    private static final int AROUND_STATEMENTS = "{'Version':'2012-10-17','Statement':[]}".length();

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private static final Map<String, String> LONGEST = Map.of(
            "AWS::Partition", "aws-us-gov",
            "AWS::Region", "us-isof-south-1",
            "AWS::AccountId", "123456789012",
            "SundownStack", "s".repeat(26),
            "ImportBucket", "b".repeat(63));

    private final Resource deployer = read();

    private static Resource read() {
        try {
            return Template.read(Path.of("infra", "deployer.yaml")).resource("Deployer");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void hasTheActionsOfEachTypeOfTheTemplate() {
        Set<String> types =
                Deployed.template().resources().stream().map(Resource::type).collect(Collectors.toSet());
        assertThat(CREATING.keySet()).isEqualTo(types);
        assertThat(actions())
                .containsAll(
                        CREATING.values().stream().flatMap(Collection::stream).collect(Collectors.toSet()));
    }

    @Test
    void removesEachThingThatItCreates() {
        Set<String> actions = actions();
        assertThat(actions.stream().filter(action -> action.contains(":Create")))
                .hasSizeGreaterThan(20)
                .filteredOn(
                        action -> !action.matches(".*:Create(ChangeSet|ServiceLinkedRole|Deployment|Key|LogStream)"))
                .allSatisfy(action -> assertThat(actions).contains(action.replace(":Create", ":Delete")));
    }

    @Test
    void reachesOtherStacksOnlyWhereAServiceKnowsNoNames() {
        assertThat(deployer.statements()
                        .filter(statement ->
                                statement.find("Resource").orElseThrow().equals(new Value.Text("*")))
                        .flatMap(statement -> Deployed.texts(statement.find("Action")).stream())
                        .map(action -> action.substring(0, action.indexOf(':'))))
                .isNotEmpty()
                .isSubsetOf(ON_ANYTHING);
    }

    /** The role may change and pass roles whose names begin with the stack's, so its own name must not. */
    @Test
    void hasNoNameOfTheStack() throws IOException {
        assertThat(deployer.find("RoleName")).isEmpty();
        assertThat(Files.readString(Path.of("docs", "deployment.md"))).contains("--stack-name deployer-$STACK");
    }

    @Test
    void fitsIntoTheRoleWithTheLongestNames() {
        assertThat(deployer.statements().mapToInt(DeployerTest::length).sum())
                .isBetween(5_000, LONGEST_POLICIES - AROUND_STATEMENTS);
    }

    private Set<String> actions() {
        return deployer.statements()
                .flatMap(statement -> Deployed.texts(statement.find("Action")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** With quotation marks, colons, commas, and brackets. */
    private static int length(Value value) {
        return switch (value) {
            case Value.Text text -> text.text().length() + 2;
            case Value.Sub sub ->
                VARIABLE.matcher(sub.text())
                                .replaceAll(found -> Matcher.quoteReplacement(LONGEST.get(found.group(1))))
                                .length()
                        + 2;
            case Value.Sequence list -> sum(list.values().stream().map(DeployerTest::length));
            case Value.Mapping map ->
                sum(map.fields().entrySet().stream()
                        .map(field -> field.getKey().length() + 3 + length(field.getValue())));
            case Value.Ref _, Value.GetAtt _, Value.If _, Value.Join _, Value.Part _, Value.Equals _ ->
                throw new IllegalArgumentException("The policy has " + value);
        };
    }

    private static int sum(Stream<Integer> members) {
        List<Integer> lengths = members.toList();
        return lengths.stream().mapToInt(Integer::intValue).sum() + lengths.size() + 1;
    }
}
