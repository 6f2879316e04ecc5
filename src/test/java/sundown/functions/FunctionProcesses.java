package sundown.functions;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sundown.account.UserId;
import sundown.functions.Installation.Functions;
import sundown.local.clock.MovableClock;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.Endpoints;
import sundown.local.gateway.Gateway;
import sundown.local.gateway.Gateway.GatewaySettings;
import sundown.local.lambda.AotCache;
import sundown.local.lambda.FunctionHost;
import sundown.local.lambda.FunctionHost.AwsAccount;
import sundown.local.lambda.FunctionHost.FunctionLog;
import sundown.local.lambda.FunctionInstance;
import sundown.local.lambda.FunctionInvoker.Invocation;
import sundown.local.lambda.FunctionPool;
import sundown.local.lambda.FunctionRuntime;
import sundown.local.template.Deployment;

/** Functions as processes, which start with their first call. */
final class FunctionProcesses implements Functions {
    private static final int MOST_INSTANCES = 4;

    private final Deployment deployment;
    private final FunctionHost host;
    private final Map<String, FunctionPool> pools;

    FunctionProcesses(
            FunctionRuntime runtime,
            Deployment deployment,
            Map<String, String> environment,
            FunctionLog log,
            MovableClock clock)
            throws IOException {
        this.deployment = deployment;
        AwsAccount account = new AwsAccount(Endpoints.REGION, Endpoints.ACCOUNT);
        this.host = AotCache.use(
                new FunctionHost(runtime, account, environment, log, clock),
                function("get-status"),
                Event.by(new UserId("nobody"), "get-status").json());
        this.pools = deployment.functions().stream()
                .collect(Collectors.toMap(
                        Deployment.Function::export, function -> new FunctionPool(function, host, MOST_INSTANCES)));
    }

    @Override
    public Invocation invoke(String function, String payload) throws InterruptedException {
        return pools.get(function).invoke(payload);
    }

    /** Starts an instance of a function, which the caller closes. */
    FunctionInstance start(String function) {
        return host.start(function(function));
    }

    private Deployment.Function function(String export) {
        return deployment.functions().stream()
                .filter(each -> each.export().equals(export))
                .findFirst()
                .orElseThrow();
    }

    /** Starts to take HTTP requests and messages; the caller starts the schedules, and closes it. */
    Gateway open(Emulators emulators, URI issuer, int mostInstances) {
        GatewaySettings settings = new GatewaySettings(
                host,
                0,
                issuer,
                Set.of(Installation.APP),
                mostInstances,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new GatewaySettings.Pace(Duration.ofSeconds(4), () -> false)));
        Clients clients = emulators.clients();
        return new Gateway(deployment, settings, clients.sqs(), clients.dynamoDb(), clients.dynamoDbStreams());
    }

    @Override
    public void close() {
        pools.values().forEach(FunctionPool::close);
    }
}
