package sundown.local.gateway;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.local.gateway.GatewayRequest.GatewayEndpoint;
import sundown.local.gateway.ShardReader.TableStream;
import sundown.local.lambda.FunctionHost;
import sundown.local.lambda.FunctionInvoker;
import sundown.local.lambda.FunctionPool;
import sundown.local.template.Deployment;
import sundown.local.template.Deployment.QueueSource;
import sundown.local.template.Deployment.Route;
import sundown.local.template.Deployment.Schedule;
import sundown.local.template.Deployment.StreamSource;
import sundown.local.template.Template.Page;

/**
 * Calls a deployment's functions on one machine, for its HTTP API, its queues, the streams of its tables and its
 * schedules. A function's name is the value of its {@code QUARKUS_FUNQY_EXPORT}.
 */
public final class Gateway implements AutoCloseable {
    /** Where the build leaves the page for users, and the console. */
    private static final Path PAGE = Path.of("target", "webui");

    private static final Path CONSOLE = Path.of("target", "console");

    private final Map<String, FunctionPool> pools = new LinkedHashMap<>();
    private final List<QueuePoller> pollers = new ArrayList<>();
    private final List<StreamPoller> streams = new ArrayList<>();
    private final Scheduler scheduler;
    private final HttpGateway http;
    private final HttpGateway console;

    /**
     * Starts to take requests and messages; the functions themselves start with their first call. The schedules wait
     * for {@link #startSchedules}.
     *
     * <p>The caller closes the clients after this.
     *
     * @param sqs the client of the deployment's queues
     * @param dynamoDb the client of its tables
     * @param tableStreams the client of their streams
     */
    public Gateway(
            Deployment deployment,
            GatewaySettings settings,
            SqsClient sqs,
            DynamoDbClient dynamoDb,
            DynamoDbStreamsClient tableStreams) {
        FunctionHost host = settings.host();
        for (Deployment.Function function : deployment.functions()) {
            pools.put(function.export(), new FunctionPool(function, host, settings.mostInstances()));
        }
        Map<Route, FunctionInvoker> routes = triggers(deployment, Route.class);
        List<GatewayEndpoint> besideUsers =
                new ArrayList<>(List.of(new ClockEndpoint(host.clock()), new FunctionEndpoint(operators(deployment))));
        settings.page().map(page -> new PageEndpoint(page, PAGE)).ifPresent(besideUsers::add);
        http = new HttpGateway(
                settings.port(),
                routes,
                authorizer(settings),
                host.account(),
                deployment.crossOrigin(),
                besideUsers,
                host.clock(),
                HttpGateway.LONGEST_ANSWER);
        console = new HttpGateway(
                0,
                ofOperators(routes),
                authorizer(settings),
                host.account(),
                Optional.empty(),
                settings.console().map(page -> new PageEndpoint(page, CONSOLE)).stream()
                        .toList(),
                host.clock(),
                HttpGateway.LONGEST_ANSWER);
        triggers(deployment, QueueSource.class)
                .forEach((source, function) -> pollers.add(poller(source, function, settings, sqs)));
        triggers(deployment, StreamSource.class)
                .forEach((source, function) -> streams.add(new StreamPoller(
                        source,
                        function,
                        TableStream.of(source.table(), dynamoDb, tableStreams),
                        host.log(),
                        host.clock(),
                        settings.redeliverAfter(),
                        StreamPoller.LAMBDAS_PAUSE)));
        scheduler = new Scheduler(
                triggers(deployment, Schedule.class), settings.pace(), host.account(), host.log(), host.clock());
        host.clock().onMove(this::dropUnusableInstances);
    }

    /** Drops the idle instances with an old clock or old code. */
    public void dropUnusableInstances() {
        pools.values().forEach(FunctionPool::dropUnusable);
    }

    /** Starts to call functions at their rates; call it once, when all that they need exists. */
    public void startSchedules() {
        scheduler.start();
    }

    private static Map<Route, FunctionInvoker> ofOperators(Map<Route, FunctionInvoker> routes) {
        Map<Route, FunctionInvoker> found = new LinkedHashMap<>(routes);
        found.keySet().removeIf(route -> route.operators().isEmpty());
        return found;
    }

    /** The functions that operators may invoke past their API: those without another route, queue or stream. */
    private Map<String, FunctionInvoker> operators(Deployment deployment) {
        return deployment.functions().stream()
                .filter(function -> function.triggers().stream().allMatch(Gateway::isForOperators))
                .map(Deployment.Function::export)
                .collect(Collectors.toMap(Function.identity(), pools::get));
    }

    private static boolean isForOperators(Deployment.Trigger trigger) {
        return switch (trigger) {
            case Schedule _ -> true;
            case Route route -> route.operators().isPresent();
            case QueueSource _ -> false;
            case StreamSource _ -> false;
        };
    }

    /** The triggers of one kind, each with the function that it calls. */
    private <T extends Deployment.Trigger> Map<T, FunctionInvoker> triggers(Deployment deployment, Class<T> kind) {
        Map<T, FunctionInvoker> found = new LinkedHashMap<>();
        for (Deployment.Function function : deployment.functions()) {
            function.triggers().stream()
                    .filter(kind::isInstance)
                    .forEach(trigger -> found.put(kind.cast(trigger), pools.get(function.export())));
        }
        return found;
    }

    private static JwtAuthorizer authorizer(GatewaySettings settings) {
        return JwtAuthorizer.of(
                settings.issuer(), settings.audience(), settings.host().clock());
    }

    private static QueuePoller poller(
            QueueSource source, FunctionInvoker function, GatewaySettings settings, SqsClient sqs) {
        int most = settings.mostInstances();
        int concurrency = Math.min(source.maximumConcurrency().orElse(most), most);
        FunctionHost host = settings.host();
        return new QueuePoller(
                source, function, sqs, host.account(), host.log(), concurrency, settings.redeliverAfter());
    }

    public URI address() {
        return http.address();
    }

    public URI console() {
        return console.address();
    }

    /** Kills one instance of a function during its work; false when none works. */
    public boolean kill(String function) {
        return pools.get(function).kill();
    }

    /** Stops taking work and kills the functions. */
    @Override
    public void close() {
        scheduler.close();
        http.close();
        console.close();
        pollers.forEach(QueuePoller::stop);
        streams.forEach(StreamPoller::close);
        pools.values().forEach(FunctionPool::close);
        pollers.forEach(QueuePoller::close);
    }

    /**
     * How a deployment runs on one machine.
     *
     * @param host where the functions run
     * @param port the HTTP API's port, or 0 for any free one
     * @param issuer the issuer of the tokens that the HTTP API takes
     * @param audience the audiences of tokens; a token needs one of them
     * @param mostInstances the most instances of each function; a call beyond waits
     * @param redeliverAfter how long a failed queue message waits, in whole seconds
     * @param page the page for users, if there is one
     * @param console the page for operators, if there is one
     * @param pace how often to call what is scheduled every minute; rarer schedules keep their rates
     */
    public record GatewaySettings(
            FunctionHost host,
            int port,
            URI issuer,
            Set<String> audience,
            int mostInstances,
            Duration redeliverAfter,
            Optional<Page> page,
            Optional<Page> console,
            Optional<Pace> pace) {

        /**
         * A pace of its own for what AWS calls every minute.
         *
         * @param period from one call to the next
         * @param waits true while the work of the last call waits: the next call is skipped then
         */
        public record Pace(Duration period, BooleanSupplier waits) {}
    }
}
