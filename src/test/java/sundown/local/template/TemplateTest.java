package sundown.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.template.Deployment.Attribute;
import sundown.local.template.Deployment.Bucket;
import sundown.local.template.Deployment.Index;
import sundown.local.template.Deployment.Queue;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.Redrive;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Deployment.Schedule;
import sundown.local.template.Deployment.Table;
import sundown.local.template.Template.InvalidTemplate;
import sundown.local.template.Template.Resolution;

final class TemplateTest {
    private static final String FUNCTION = """
            Parameters:
              Concurrency: {Type: Number, Default: 5}
              Client: {Type: String}
            Globals:
              Function:
                MemorySize: 512
                Timeout: 29
                Environment:
                  Variables:
                    WORK_QUEUE: !GetAtt Work.QueueName
                    CLIENT: !Ref Client
                    LEVEL: low
            Resources:
              Api:
                Type: AWS::Serverless::HttpApi
                Properties:
                  Auth:
                    DefaultAuthorizer: Users
                    Authorizers:
                      Users:
                        AuthorizationScopes: [read]
              Work:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub '${AWS::StackName}-work.fifo'
                  RedrivePolicy:
                    deadLetterTargetArn: !GetAtt Dead.Arn
                    maxReceiveCount: 5
              Dead:
                Type: AWS::SQS::Queue
                Properties:
                  QueueName: !Sub '${AWS::StackName}-dead.fifo'
                  VisibilityTimeout: 60
                  MessageRetentionPeriod: 1209600
              Worker:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: !Sub '${AWS::StackName}-worker'
                  Timeout: 180
                  ReservedConcurrentExecutions: 1
                  Environment:
                    Variables:
                      QUARKUS_FUNQY_EXPORT: work
                      LEVEL: high
                  Events:
                    Open:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Api, Method: GET, Path: /open, Auth: {Authorizer: NONE}}
                    Closed:
                      Type: HttpApi
                      Properties: {ApiId: !Ref Api, Method: POST, Path: /closed}
                    Batch:
                      Type: SQS
                      Properties:
                        Queue: !GetAtt Work.Arn
                        BatchSize: 1
                        FunctionResponseTypes: [ReportBatchItemFailures]
                        ScalingConfig: {MaximumConcurrency: !Ref Concurrency}
                    Tick:
                      Type: ScheduleV2
                      Properties: {Name: tick, ScheduleExpression: rate(1 minute)}
            """;

    @Test
    void readsAFunctionMergedWithGlobals() {
        Deployment.Function worker = deployment(FUNCTION).functions().getFirst();

        assertThat(worker.name()).isEqualTo("local-worker");
        assertThat(worker.export()).isEqualTo("work");
        assertThat(worker.timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(worker.memoryMegabytes()).isEqualTo(512);
        assertThat(worker.reservedConcurrency()).hasValue(1);
    }

    @Test
    void opensAFunctionToADebuggerForADay() {
        Deployment.Function worker =
                deployment(FUNCTION).debugging("work").functions().getFirst();

        assertThat(worker.environment().get("JAVA_TOOL_OPTIONS")).contains("jdwp", "127.0.0.1");
        assertThat(worker.environment()).containsEntry("LEVEL", "high");
        assertThat(worker.timeout()).isEqualTo(Duration.ofDays(1));
        assertThatThrownBy(() -> deployment(FUNCTION).debugging("rest"))
                .hasMessage("There is no function rest to debug.");
    }

    @Test
    void resolvesTheEnvironmentOfAFunction() {
        assertThat(deployment(FUNCTION).functions().getFirst().environment())
                .isEqualTo(Map.of(
                        "WORK_QUEUE", "local-work.fifo",
                        "CLIENT", "app",
                        "LEVEL", "high",
                        "QUARKUS_FUNQY_EXPORT", "work"));
    }

    /** The variables have 89 bytes as JSON without this one, and a letter with an accent has two. */
    @Test
    void refusesMoreBytesOfVariablesThanLambdaTakes() {
        String most = "\u00e9" + "e".repeat(4_096 - 89 - 2);

        assertThat(deployment(FUNCTION, Map.of("Client", most)).functions())
                .singleElement()
                .satisfies(worker -> assertThat(worker.bytesOfVariables()).isEqualTo(4_096));
        assertThatThrownBy(() -> deployment(FUNCTION, Map.of("Client", most + "e")))
                .isInstanceOf(InvalidTemplate.class)
                .hasMessage("Worker: has 4,097 bytes of variables, and Lambda takes at most 4,096");
    }

    @Test
    void readsWhatInvokesAFunction() {
        assertThat(deployment(FUNCTION).functions().getFirst().triggers())
                .containsExactly(
                        new Route("GET", "/open", List.of()),
                        new Route("POST", "/closed", List.of("read")),
                        new QueueSource("local-work.fifo", 1, Optional.of(5), true),
                        new Schedule("tick", Duration.ofMinutes(1)));
    }

    @Test
    void readsQueues() {
        assertThat(deployment(FUNCTION).queues())
                .containsExactly(
                        new Queue(
                                "local-work.fifo",
                                Duration.ofSeconds(30),
                                Duration.ofDays(4),
                                false,
                                Optional.of(new Redrive("local-dead.fifo", 5))),
                        new Queue(
                                "local-dead.fifo",
                                Duration.ofMinutes(1),
                                Duration.ofDays(14),
                                false,
                                Optional.empty()));
    }

    @Test
    void readsTablesAndBuckets() {
        Deployment deployment = deployment("""
                Resources:
                  Books:
                    Type: AWS::DynamoDB::Table
                    Properties:
                      TableName: books
                      AttributeDefinitions:
                        - {AttributeName: id, AttributeType: S}
                        - {AttributeName: year, AttributeType: N}
                      KeySchema: [{AttributeName: id, KeyType: HASH}]
                      GlobalSecondaryIndexes:
                        - IndexName: by-year
                          KeySchema:
                            - {AttributeName: year, KeyType: HASH}
                            - {AttributeName: id, KeyType: RANGE}
                          Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [title]}
                      TimeToLiveSpecification: {AttributeName: expiresAt, Enabled: true}
                      StreamSpecification: {StreamViewType: NEW_AND_OLD_IMAGES}
                  Shelf:
                    Type: AWS::S3::Bucket
                    Properties: {BucketName: !Sub '${AWS::StackName}-shelf-${AWS::AccountId}'}
                """, Map.of());

        Attribute id = new Attribute("id", "S");
        Attribute year = new Attribute("year", "N");
        assertThat(deployment.tables())
                .containsExactly(new Table(
                        "books",
                        List.of(id, year),
                        id,
                        Optional.empty(),
                        List.of(new Index("by-year", year, Optional.of(id), "INCLUDE", List.of("title"))),
                        Optional.of("expiresAt"),
                        Optional.of("NEW_AND_OLD_IMAGES")));
        assertThat(deployment.buckets()).containsExactly(new Bucket("local-shelf-000000000000", false));
    }

    @Test
    void readsScheduleGroupsAndTheirRole() {
        Deployment deployment = deployment("""
                Globals: {Function: {Timeout: 29, MemorySize: 512}}
                Resources:
                  Dates:
                    Type: AWS::Scheduler::ScheduleGroup
                    Properties: {Name: !Sub '${AWS::StackName}-dates'}
                  Sender:
                    Type: AWS::IAM::Role
                    Properties: {}
                  Worker:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: worker
                      Environment:
                        Variables: {QUARKUS_FUNQY_EXPORT: work, GROUP: !Ref Dates, ROLE: !GetAtt Sender.Arn}
                """, Map.of());

        assertThat(deployment.scheduleGroups()).containsExactly("local-dates");
        assertThat(deployment.functions().getFirst().environment())
                .containsEntry("GROUP", "local-dates")
                .containsEntry("ROLE", "arn:aws:iam::000000000000:role/local-Sender-0123456789AB");
    }

    @ParameterizedTest
    @CsvSource({"true, long", "false, short"})
    void choosesBetweenTwoValuesByACondition(String big, String name) {
        Deployment deployment = deployment("""
                Parameters: {Big: {Type: String}}
                Conditions: {IsBig: !Equals [!Ref Big, 'true']}
                Resources:
                  Shelf: {Type: AWS::S3::Bucket, Properties: {BucketName: !If [IsBig, long, short]}}
                """, Map.of("Big", big));

        assertThat(deployment.buckets()).containsExactly(new Bucket(name, false));
    }

    @ParameterizedTest
    @CsvSource({"true, short", "false, long"})
    void choosesByAConditionThatIsNegated(String big, String name) {
        Deployment deployment = deployment("""
                Parameters: {Big: {Type: String}}
                Conditions: {IsSmall: !Not [!Equals [!Ref Big, 'true']]}
                Resources:
                  Shelf: {Type: AWS::S3::Bucket, Properties: {BucketName: !If [IsSmall, long, short]}}
                """, Map.of("Big", big));

        assertThat(deployment.buckets()).containsExactly(new Bucket(name, false));
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, "})
    void leavesOutAPropertyWithoutAValue(String reserved, Integer concurrency) {
        Deployment deployment = deployment("""
                Parameters: {Reserve: {Type: String}}
                Conditions: {IsReserved: !Equals [!Ref Reserve, 'true']}
                Globals: {Function: {Timeout: 29, MemorySize: 512}}
                Resources:
                  Worker:
                    Type: AWS::Serverless::Function
                    Properties:
                      FunctionName: worker
                      ReservedConcurrentExecutions: !If [IsReserved, 1, !Ref AWS::NoValue]
                      Environment: {Variables: {QUARKUS_FUNQY_EXPORT: work}}
                """, Map.of("Reserve", reserved));

        assertThat(deployment.functions().getFirst().reservedConcurrency()).isEqualTo(Optional.ofNullable(concurrency));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Join ['-', a]",
                "!Join [a]",
                "!Select [0, [a]]",
                "!Split ['-', a]",
                "!If [Big, a]",
                "!Equals [a]",
                "!Not [Big]",
                "{Fn::Sub: a}",
                "{Ref: Other}",
                "!Sub ['${A}', {A: b}]",
                "!GetAtt Other",
                "2012-10-17",
                "&anchor a"
            })
    void rejectsUnsupportedValuesAndNamesTheResource(String value) {
        assertThatThrownBy(() ->
                        parse("Resources: {Shelf: {Type: AWS::S3::Bucket, Properties: {BucketName: " + value + "}}}"))
                .isInstanceOf(InvalidTemplate.class)
                .hasMessageStartingWith("Resources.Shelf: ");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::SQS::Queue, QueueName, 80",
        "AWS::DynamoDB::Table, TableName, 255",
        "AWS::S3::Bucket, BucketName, 63",
        "AWS::Serverless::Function, FunctionName, 64",
        "AWS::IAM::Role, RoleName, 64",
        "AWS::Events::EventBus, Name, 256",
        "AWS::Events::Rule, Name, 64",
        "AWS::Scheduler::ScheduleGroup, Name, 64",
        "AWS::SES::ConfigurationSet, Name, 64",
        "AWS::Logs::LogGroup, LogGroupName, 512"
    })
    void rejectsANameThatAwsRefuses(String type, String property, int longest) {
        String template = "Resources: {One: {Type: %s, Properties: {%s: %s}}}";

        for (String name : List.of("n".repeat(longest + 1), "two words")) {
            assertThatThrownBy(() -> deployment(template.formatted(type, property, name), Map.of()))
                    .hasMessageStartingWith("One: AWS refuses the " + property + " " + name + " of " + name.length());
        }
        assertThat(refusal(template.formatted(type, property, "n".repeat(longest))))
                .doesNotContain("AWS refuses");
    }

    /** The ending of a first-in-first-out queue counts. */
    @Test
    void rejectsAQueueWithALongNameThatEndsInFifo() {
        String template = "Resources: {One: {Type: AWS::SQS::Queue, Properties: {QueueName: %s.fifo}}}";

        assertThat(refusal(template.formatted("n".repeat(75)))).isEmpty();
        assertThat(refusal(template.formatted("n".repeat(76)))).contains("of 81 characters");
    }

    @Test
    void rejectsALongNameOfASchedule() {
        String template = FUNCTION.replace("Name: tick", "Name: " + "t".repeat(65));

        assertThat(refusal(template)).startsWith("Worker.Tick: AWS refuses the Name ttt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "*" | ''
            !GetAtt First.Arn | ''
            [!GetAtt First.Arn] | ''
            [!GetAtt First.Arn, !GetAtt Second.Arn] | Policy: SQS takes one resource in a statement, and one has 2
            !GetAtt Second.Arn | Policy: SQS refuses a statement about a queue that does not have the policy
            """)
    void rejectsAQueuePolicyThatSqsRefuses(String resource, String why) {
        assertThat(refusal(queuePolicy("[!Ref First]", resource))).isEqualTo(why);
    }

    /** CloudFormation gives the whole policy to each queue. */
    @Test
    void rejectsAPolicyOfTwoQueuesWithAStatementAboutOne() {
        assertThat(refusal(queuePolicy("[!Ref First, !Ref Second]", "!GetAtt First.Arn")))
                .startsWith("Policy: SQS refuses");
        assertThat(refusal(queuePolicy("[!Ref First, !Ref Second]", "'*'"))).isEmpty();
    }

    private static String queuePolicy(String queues, String resource) {
        return """
                Resources:
                  First: {Type: AWS::SQS::Queue, Properties: {QueueName: first}}
                  Second: {Type: AWS::SQS::Queue, Properties: {QueueName: second}}
                  Policy:
                    Type: AWS::SQS::QueuePolicy
                    Properties:
                      Queues: %s
                      PolicyDocument:
                        Statement: [{Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: %s}]
                """.formatted(queues, resource);
    }

    /** Each function of this test has four events, and each API a stage. */
    @Test
    void rejectsMoreResourcesThanCloudFormationTakes() {
        int more = 500 - parse(FUNCTION).translatedResources();

        assertThat(parse(FUNCTION).translatedResources()).isEqualTo(4 + 4 + 1);
        assertThat(refusal(FUNCTION + queues(more))).isEmpty();
        assertThat(refusal(FUNCTION + queues(more + 1)))
                .isEqualTo("Resources: CloudFormation takes 500, and with what SAM makes there are 501");
    }

    private static String queues(int count) {
        return IntStream.range(0, count)
                .mapToObj("  More%1$d: {Type: AWS::SQS::Queue, Properties: {QueueName: more-%1$d}}%n"::formatted)
                .collect(Collectors.joining());
    }

    /** The reason why a template is rejected; empty where it is not. */
    private static String refusal(String template) {
        try {
            deployment(template, template.contains("Client") ? Map.of("Client", "app") : Map.of());
            return "";
        } catch (InvalidTemplate refused) {
            return refused.getMessage();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos.example.com", "Photos <photos.example.com>"})
    void selectsThePartThatIsAnAddress(String from) {
        String template = "Parameters: {From: {Type: String}}\n"
                + "Resources: {Shelf: {Type: AWS::S3::Bucket, Properties: {BucketName: "
                + "!Select [0, !Split ['>', !Select [1, !Split ['<', !Sub '${From}<${From}']]]]}}}";

        assertThat(deployment(template, Map.of("From", from))
                        .buckets()
                        .getFirst()
                        .name())
                .isEqualTo("photos.example.com");
    }

    @Test
    void joinsTexts() {
        String template = "Resources: {Shelf: {Type: AWS::S3::Bucket, Properties: {BucketName: "
                + "!Join ['-', [a, !Ref AWS::Region]]}}}";

        assertThat(deployment(template, Map.of()).buckets().getFirst().name()).isEqualTo("a-eu-west-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Properties: {BucketName: !If [Big, a, b]} | Shelf: refers to Big, which is no condition of the template
            Properties: {BucketName: !Ref Missing} | Shelf: refers to Missing, which is neither parameter nor resource
            Condition: Big, Properties: {} | Shelf: the attribute Condition is not supported
            Type: b | Resources.Shelf: has the key Type twice
            """)
    void rejectsAResource(String rest, String why) {
        assertThatThrownBy(() -> deployment("Resources: {Shelf: {Type: AWS::S3::Bucket, " + rest + "}}", Map.of()))
                .hasMessage(why);
    }

    @Test
    void rejectsAParameterWithoutAValue() {
        assertThatThrownBy(() -> deployment(FUNCTION, Map.of()))
                .hasMessage("Client: the parameter has neither value nor default");
    }

    @Test
    void rejectsAValueForAnUnknownParameter() {
        assertThatThrownBy(() -> deployment("Resources: {}", Map.of("Cleint", "app")))
                .hasMessage("Cleint: is no parameter of the template");
    }

    private static Template parse(String text) {
        return Template.parse(new StringReader(text));
    }

    private static Deployment deployment(String template) {
        return deployment(template, Map.of("Client", "app"));
    }

    private static Deployment deployment(String template, Map<String, String> parameters) {
        return parse(template).deployment(new Resolution("local", "000000000000", "eu-west-1", parameters));
    }
}
