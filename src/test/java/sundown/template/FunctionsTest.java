package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import io.quarkus.funqy.Funq;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sundown.architecture.ProductClasses;
import sundown.local.template.Deployment;
import sundown.local.template.Resource;
import sundown.local.template.Value;
import sundown.purge.close.ClosingRules;
import sundown.timeline.TimelineStore;

/** Template and code declare the same functions, each with a role of its own. */
final class FunctionsTest {
    private static final int MOST_LOGS = 12;

    @Test
    void exportsTheFunctionsOfTheCodeAndNoOthers() {
        List<String> exports = Deployed.deployment().functions().stream()
                .map(Deployment.Function::export)
                .toList();

        assertThat(exports).containsExactlyInAnyOrderElementsOf(functionsOfTheCode());
    }

    @Test
    void givesEachFunctionARoleOfItsOwn() {
        List<Value> roles = Deployed.functions().stream()
                .map(function -> function.find("Role").orElseThrow())
                .toList();

        assertThat(roles)
                .doesNotHaveDuplicates()
                .allSatisfy(role -> assertThat(role)
                        .isInstanceOfSatisfying(
                                Value.GetAtt.class,
                                attribute -> assertThat(Deployed.template()
                                                .resource(attribute.logicalId())
                                                .type())
                                        .isEqualTo("AWS::IAM::Role")));
    }

    /** A walk that begins then finds whatever was active at the close, or still had the dates of before. */
    @Test
    void endsEachFunctionBeforeAClosedGroupHasSettled() {
        assertThat(Deployed.deployment().functions())
                .allSatisfy(function -> assertThat(function.timeout().plus(TimelineStore.CACHE_AGE_MAX))
                        .isLessThan(ClosingRules.SETTLING_TIME));
    }

    /** A reader finds everything about a function in one place. */
    @Test
    void followsEachFunctionWithItsRole() {
        List<String> order = Deployed.template().resources().stream()
                .map(Resource::logicalId)
                .toList();

        assertThat(Deployed.functions())
                .allSatisfy(function -> assertThat(order.get(order.indexOf(function.logicalId()) + 1))
                        .isEqualTo(((Value.GetAtt) function.require("Role")).logicalId()));
    }

    @Test
    void writesIntoTheLogOfItsRoomAndNoOther() {
        assertThat(Deployed.functions()).allSatisfy(function -> {
            String log = referred(function.find("LoggingConfig", "LogGroup")).logicalId();
            assertThat(role(function)
                            .statements()
                            .filter(statement -> Deployed.texts(statement.find("Action")).stream()
                                    .anyMatch(action -> action.startsWith("logs:"))))
                    .containsExactly(Deployed.value(
                            "{Effect: Allow, Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: !GetAtt %s.Arn}"
                                    .formatted(log)));
        });
    }

    /** Logs Insights reads 50 groups at once, and a person fewer. */
    @Test
    void sharesALogWithTheOtherFunctionsOfItsRoom() {
        assertThat(Deployed.functions().stream()
                        .map(function -> function.require("LoggingConfig", "LogGroup"))
                        .distinct())
                .hasSizeLessThanOrEqualTo(MOST_LOGS);
    }

    @Test
    void runsTheSameExecutableInEachFunction() {
        assertThat(Deployed.functions())
                .allSatisfy(function -> assertThat(function.find("CodeUri")).isEmpty());
        assertThat(Deployed.text(Deployed.template().functionDefaults().find("CodeUri")))
                .hasValue("target/function.zip");
        assertThat(Deployed.text(Deployed.template().functionDefaults().find("Handler")))
                .hasValue("bootstrap");
        assertThat(Deployed.template()
                        .functionDefaults()
                        .find("Architectures")
                        .orElseThrow()
                        .elements())
                .containsExactly(new Value.Ref("Architecture"));
    }

    /** Without AutoPublishAliasAllProperties, callers would get the variables of the version before. */
    @Test
    void shiftsCallersOfTheApiToAnUpdateByAndByAndNoOthers() {
        assertThat(Deployed.functions()).allSatisfy(function -> {
            boolean ofApi = Deployed.events(function)
                    .anyMatch(event -> event.find("Properties", "ApiId").equals(Optional.of(new Value.Ref("Api"))));
            assertThat(Deployed.text(function.find("AutoPublishAlias")))
                    .isEqualTo(ofApi ? Optional.of("live") : Optional.empty());
            assertThat(Deployed.text(function.find("AutoPublishAliasAllProperties")))
                    .isEqualTo(ofApi ? Optional.of("true") : Optional.empty());
            assertThat(function.find("DeploymentPreference").isPresent()).isEqualTo(ofApi);
        });
    }

    @Test
    void addsNoPolicyOfSamToARole() {
        assertThat(Deployed.functions())
                .allSatisfy(function -> assertThat(function.find("Policies")).isEmpty());
    }

    @Test
    void movesTheClockOfNoFunction() {
        assertThat(Path.of("template.yaml")).content().doesNotContain("CLOCK_OFFSET");
        assertThat(Deployed.deployment().functions())
                .allSatisfy(function -> assertThat(function.environment()).doesNotContainKey("CLOCK_OFFSET"));
    }

    /** IAM knows no resource for these actions. */
    private static final Set<List<String>> WITHOUT_RESOURCE = Set.of(
            List.of(
                    "dynamodb:DescribeLimits",
                    "lambda:GetAccountSettings",
                    "observabilityadmin:GetTelemetryEnrichmentStatus"),
            List.of("cloudwatch:GetMetricData"));

    /** Lambda refuses a function with tracing if its role has no right for that. */
    private static final Value IF_TRACED =
            Deployed.value("!If [RunsAreTraced, [!Ref TracingRights], !Ref AWS::NoValue]");

    @Test
    void letsTheRoleOfEachFunctionTraceItsRuns() {
        assertThat(Deployed.functions())
                .allSatisfy(function ->
                        assertThat(role(function).find("ManagedPolicyArns")).hasValue(IF_TRACED));
        assertThat(Deployed.template().functionDefaults().find("Tracing")).hasValue(new Value.Ref("Tracing"));
        assertThat(Deployed.template()
                        .resource("TracingRights")
                        .require("PolicyDocument", "Statement")
                        .elements())
                .containsExactly(
                        Deployed.value(
                                "{Effect: Allow, Action: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], Resource: '*'}"));
    }

    @Test
    void allowsNoRoleEveryActionOrEveryResource() {
        assertThat(Deployed.template().resources("AWS::IAM::Role")).isNotEmpty().allSatisfy(role -> {
            assertThat(role.find("ManagedPolicyArns").filter(policies -> !policies.equals(IF_TRACED)))
                    .isEmpty();
            assertThat(role.statements()).isNotEmpty().allSatisfy(statement -> {
                assertThat(Deployed.texts(statement.find("Action")))
                        .isNotEmpty()
                        .noneMatch(action -> action.contains("*"));
                assertThat(Deployed.texts(statement.find("Resource")))
                        .isEqualTo(
                                WITHOUT_RESOURCE.contains(Deployed.texts(statement.find("Action")))
                                        ? List.of("*")
                                        : Deployed.texts(statement.find("Resource")).stream()
                                                .filter(resource -> !resource.equals("*"))
                                                .toList());
            });
        });
    }

    @Test
    void keepsTheLogsOfEachFunctionForALimitedTime() {
        assertThat(Deployed.functions()).allSatisfy(function -> {
            Resource logs = referred(function.find("LoggingConfig", "LogGroup"));
            assertThat(logs.type()).isEqualTo("AWS::Logs::LogGroup");
            assertThat(logs.find("RetentionInDays")).isPresent();
        });
    }

    /** The configuration of a function is shown to everyone who may look at it, and changes only with a deployment. */
    @Test
    void haveNoSecretInTheirEnvironment() throws IOException {
        assertThat(Files.readString(Path.of("template.yaml"))).doesNotContain("{{resolve:");
    }

    private static Set<String> functionsOfTheCode() {
        return ProductClasses.ALL.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Funq.class))
                .map(FunctionsTest::exported)
                .collect(Collectors.toSet());
    }

    /** Funqy names a function after its method where the annotation does not. */
    private static String exported(JavaMethod method) {
        String name = method.getAnnotationOfType(Funq.class).value();
        return name.isEmpty() ? method.getName() : name;
    }

    private static Resource role(Resource function) {
        return Deployed.template().resource(((Value.GetAtt) function.require("Role")).logicalId());
    }

    private static Resource referred(Optional<Value> value) {
        return Deployed.template().resource(((Value.Ref) value.orElseThrow()).target());
    }
}
