package sundown.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Resource;
import sundown.local.template.Template;
import sundown.local.template.Value;
import sundown.sweep.RunSweepTaskFunction;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask.TaskName;

/** A flood of requests stops at the API, and what must run always finds a place to run. */
final class LimitsTest {
    private static final Template TEMPLATE = Deployed.template();
    private static final Resource API = TEMPLATE.resource("Api");

    /** What an operator calls when something goes wrong. */
    private static final Set<String> BRAKES = Set.of("StopPurges", "AbortPurge", "HoldAccount");

    /** The concurrency that AWS grants an account usually, and what of it must stay unreserved. */
    private static final int OF_AN_ACCOUNT = 1_000;

    private static final int UNRESERVED = 100;

    /** Values as long as those of Cognito, Google, and SNS. */
    private static final Map<String, String> LONG_PARAMETERS = Map.of(
            "TokenIssuer", "https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_AbCdEfGhI",
            "TokenAudience", "1example23456789abcdefghij",
            "OperatorsIssuer", "https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_JkLmNoPqR",
            "OperatorsAudience", "9example87654321zyxwvutsrq",
            "GoogleClientId", "123456789012-abcdefghijklmnopqrstuvwxyz012345.apps.googleusercontent.com",
            "AlarmTopicArn", "arn:aws:sns:ap-southeast-1:123456789012:" + "t".repeat(40));

    private final Map<String, Deployment.Function> functions = Deployed.deployment().functions().stream()
            .collect(Collectors.toMap(Deployment.Function::logicalId, Function.identity()));

    @Test
    void throttleEachRoute() {
        assertThat(API.require("DefaultRouteSettings")).isEqualTo(rate("ApiRequestsPerSecond"));
        assertThat(number("ApiRequestsPerSecond"))
                .isGreaterThan(number("PublicRequestsPerSecond"))
                .isGreaterThan(number("StartsPerSecond"));
    }

    /** Anyone may flood a public route, and a request that starts work costs more than its answer. */
    @Test
    void throttleRoutesThatArePublicOrStartWorkMore() {
        assertThat(API.require("RouteSettings").fields())
                .isEqualTo(Stream.concat(
                                routes(LimitsTest::isPublic, "PublicRequestsPerSecond"),
                                routes(this::startsWork, "StartsPerSecond"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Test
    void reserveConcurrencyForTheSweepItsWorkersTheBrakesAndEachFunctionOfTheApi() {
        assertThat(functions.values().stream()
                        .filter(function -> function.reservedConcurrency().isPresent())
                        .map(Deployment.Function::logicalId))
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                Stream.of("Sweep", "RunSweepTask"),
                                BRAKES.stream(),
                                functions.values().stream()
                                        .filter(function ->
                                                function.triggers().stream().anyMatch(LimitsTest::isForUsers))
                                        .map(Deployment.Function::logicalId))
                        .flatMap(Function.identity())
                        .toList());
    }

    /** A worker ends before its time is over twice; then a worker is free for each message, and no task waits. */
    @Test
    void haveAWorkerForEachMessageOfTheSweep() {
        Deployment.Function workers = functions.get("RunSweepTask");
        int messages = Stream.of(TaskName.values()).mapToInt(TaskName::shards).sum();

        assertThat(RunSweepTaskFunction.RUN_MAX).isLessThan(SweepMessage.PERIOD);
        assertThat(workers.timeout()).isGreaterThan(RunSweepTaskFunction.RUN_MAX.plus(SweepMessage.PERIOD));
        assertThat(workers.reservedConcurrency().orElseThrow()).isGreaterThan(messages);
        assertThat(workers.triggers()).singleElement().isInstanceOfSatisfying(QueueSource.class, source -> {
            assertThat(source.maximumConcurrency()).isEqualTo(workers.reservedConcurrency());
            assertThat(source.batchSize()).isEqualTo(1);
        });
    }

    @Test
    void reserveNothingWhereAnAccountHasTooLittle() {
        assertThat(Deployed.deployment(Map.of("ReserveConcurrency", "false")).functions())
                .allMatch(function -> function.reservedConcurrency().isEmpty());
    }

    /** Where nothing is reserved, CloudFormation of Floci 1.7 makes a concurrency of an empty text, and fails. */
    @Test
    void reserveNothingInATrialAndAllInAnEmulator() throws IOException {
        assertThat(Files.readString(Path.of("samconfig.toml")))
                .containsSubsequence(
                        "[trial.deploy.parameters]",
                        "\"ReserveConcurrency=false\"",
                        "[local.deploy.parameters]",
                        "\"ReserveConcurrency=true\"");
    }

    /** CloudFormation cannot look at the account's concurrency, so an operator must. */
    @Test
    void fitIntoTheConcurrencyOfAnAccount() throws IOException {
        int reserved = functions.values().stream()
                .flatMap(function -> function.reservedConcurrency().stream())
                .mapToInt(Integer::intValue)
                .sum();
        int fromQueues = functions.values().stream()
                .flatMap(function -> function.triggers().stream())
                .filter(QueueSource.class::isInstance)
                .mapToInt(source -> ((QueueSource) source).maximumConcurrency().orElseThrow())
                .sum();

        assertThat(reserved + fromQueues + UNRESERVED).isLessThan(OF_AN_ACCOUNT);
        assertThat(Files.readString(Path.of("docs", "deployment.md")))
                .contains("reserves " + reserved + " ")
                .contains("at most " + fromQueues + " messages");
    }

    /** Lambda takes 4,096 bytes. What operators set beyond the defaults needs the rest. */
    @Test
    void passFewVariablesToEachFunctionOfAStackWithTheLongestName() {
        Map<String, Integer> bytes =
                Deployed.deployment("s".repeat(26), "ap-southeast-1", LONG_PARAMETERS).functions().stream()
                        .collect(Collectors.toMap(Deployment.Function::export, Deployment.Function::bytesOfVariables));

        assertThat(bytes).hasSameSizeAs(functions);
        assertThat(bytes)
                .allSatisfy((export, each) -> assertThat(each).as(export).isBetween(1_000, 3_950));
    }

    private Stream<Map.Entry<String, Value>> routes(Function<Deployment.Function, Boolean> of, String limit) {
        return functions.values().stream()
                .filter(of::apply)
                .flatMap(function -> function.triggers().stream()
                        .filter(Route.class::isInstance)
                        .map(Route.class::cast)
                        .map(route -> Map.entry(route.method() + " " + route.path(), rate(limit))));
    }

    private static boolean isPublic(Deployment.Function function) {
        return function.triggers().stream()
                .anyMatch(trigger ->
                        isForUsers(trigger) && ((Route) trigger).scopes().isEmpty());
    }

    private static boolean isForUsers(Deployment.Trigger trigger) {
        return trigger instanceof Route route && route.operators().isEmpty();
    }

    /** A look at the status has a gallery counted once a day at most, and people look often. */
    private boolean startsWork(Deployment.Function function) {
        Resource role = Deployed.template().role(TEMPLATE.resource(function.logicalId()));
        return function.triggers().stream().anyMatch(LimitsTest::isForUsers)
                && !isPublic(function)
                && !function.export().equals("get-status")
                && role.statements()
                        .anyMatch(statement -> statement
                                .find("Action")
                                .orElseThrow()
                                .elements()
                                .contains(new Value.Text("sqs:SendMessage")));
    }

    private static Value rate(String parameter) {
        return new Value.Mapping(Map.of(
                "ThrottlingRateLimit", new Value.Ref(parameter), "ThrottlingBurstLimit", new Value.Ref(parameter)));
    }

    private static int number(String parameter) {
        return Integer.parseInt(Deployed.text(
                        Optional.of(TEMPLATE.parameters().get(parameter)).flatMap(declared -> declared.find("Default")))
                .orElseThrow());
    }
}
