package sundown.local.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import sundown.local.emulators.Clients;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.Endpoints;
import sundown.local.emulators.Usage;
import sundown.local.gateway.Gateway;
import sundown.local.gateway.GatewaySettings;
import sundown.local.identity.LocalIdentity;
import sundown.local.lambda.AwsAccount;
import sundown.local.lambda.FunctionHost;
import sundown.local.lambda.FunctionLog;
import sundown.local.lambda.FunctionRuntime;
import sundown.local.template.Deployment;
import sundown.local.template.Resolution;
import sundown.local.template.Template;

/**
 * Sundown's cloud on one machine, without its Google: the emulators with the template's resources, the identity
 * provider, and the gateway that calls the functions. Nothing of it is left when it is closed but the functions' log.
 */
final class LocalCloud implements AutoCloseable {
    /** Where the functions' log lines go. */
    static final Path LOG = Path.of("target", "local", "functions.log");

    private static final Path TEMPLATE = Path.of("template.yaml");
    private static final String STACK = "sundown-local";
    private static final String APP = "sundown-app";
    private static final String SCOPE = "sundown/export";
    private static final String SECRET = "sundown/google";
    private static final String NOBODY = "arn:aws:sns:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":nobody";
    /** Parked transfers are looked after more often than in production, so that nobody waits a minute for a second. */
    private static final Duration SWEEP_PERIOD = Duration.ofSeconds(2);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Emulators emulators;
    private final LocalIdentity identity;
    private final Deployment deployment;
    private final Gateway gateway;

    private LocalCloud(GoogleSide google, FunctionRuntime functions, int port, Clock clock) throws Exception {
        Path objects = Files.createTempDirectory(Files.createDirectories(LOG.getParent()), "objects-");
        opened.push(() -> Folders.delete(objects));
        emulators = opened(Emulators.start(objects));
        identity = opened(new LocalIdentity(0, APP, SCOPE, clock));
        deployment = Template.read(TEMPLATE).deployment(resolution(google));
        emulators.provision(deployment);
        Files.deleteIfExists(LOG);
        FunctionHost host = new FunctionHost(
                functions,
                new AwsAccount(Endpoints.REGION, Endpoints.ACCOUNT),
                emulators.endpoints().environment(),
                FunctionLog.appendTo(LOG),
                clock);
        GatewaySettings settings = GatewaySettings.of(host, identity.issuer(), Set.of(APP))
                .withPort(port)
                .withSchedulePeriod(SWEEP_PERIOD);
        gateway = opened(new Gateway(deployment, settings, emulators.clients().sqs()));
    }

    /**
     * Starts it.
     *
     * @param port the API's port, or 0 for any free one
     * @throws IOException if a part of it does not start; the other parts are closed then
     */
    static LocalCloud start(GoogleSide google, FunctionRuntime functions, int port, Clock clock) throws IOException {
        return null;
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }
}
