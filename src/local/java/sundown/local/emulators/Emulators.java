package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.slf4j.LoggerFactory;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.local.http.LoopbackServer;

/**
 * The emulators of AWS: DynamoDB, SQS, S3, KMS, EventBridge, its Scheduler, Secrets Manager, SES, STS, and what others
 * say of the account, behind one port of the loopback interface, empty at first. Only the objects in the folder outlive
 * this process.
 */
public final class Emulators implements Cloud {
    private final Front front;
    private final Dynalite dynamoDb;
    private final ElasticMq sqs;
    private final S3ProxyServer s3;
    private final EventBridgeStandIn eventBridge = new EventBridgeStandIn();
    private final SchedulerStandIn scheduler;
    private final SecretsManagerStandIn secretsManager = new SecretsManagerStandIn();
    private final SesStandIn ses;
    private final LoopbackServer account = LoopbackServer.serving(new AccountStandIn());

    /** The stand-ins by the services that requests are signed for. */
    private final Map<String, LoopbackServer> standIns;

    private final Endpoints endpoints;
    private final Clients clients;

    private Emulators(Front front, Dynalite dynamoDb, ElasticMq sqs, S3ProxyServer s3, Clock clock) {
        this.front = front;
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.s3 = s3;
        this.scheduler = new SchedulerStandIn(clock);
        this.ses = new SesStandIn(clock, (source, event) -> eventBridge.publish(source, event, clock.instant()));
        this.standIns = Map.ofEntries(
                Map.entry("kms", LoopbackServer.serving(new KmsStandIn())),
                Map.entry("events", LoopbackServer.serving(eventBridge)),
                Map.entry("scheduler", LoopbackServer.serving(scheduler)),
                Map.entry("secretsmanager", LoopbackServer.serving(secretsManager)),
                Map.entry("ses", LoopbackServer.serving(ses)),
                Map.entry("sts", LoopbackServer.serving(new StsStandIn())),
                Map.entry("sns", account),
                Map.entry("lambda", account),
                Map.entry("cloudtrail", account),
                Map.entry("observabilityadmin", account),
                Map.entry("iam", account));
        this.endpoints = new Endpoints(front.address());
        front.forward(this::server);
        this.clients = Clients.of(endpoints);
        scheduler.sendTo(clients.sqs(), endpoints.queues());
        eventBridge.sendTo(clients.sqs(), endpoints.queues());
    }

    private URI server(RequestHead request) {
        String service = service(request);
        return switch (service) {
            case "dynamodb" ->
                request.operation().equals(AccountStandIn.TABLE_LIMITS) ? account.address() : dynamoDb.endpoint();
            case "sqs" -> sqs.endpoint();
            default -> standIns.containsKey(service) ? standIns.get(service).address() : s3.endpoint(request);
        };
    }

    /** What people look at in a browser is not signed. */
    private static String service(RequestHead request) {
        if (request.target().equals(EventBridgeStandIn.EVENTS)) {
            return "events";
        }
        return request.target().startsWith(SesStandIn.MAILS) ? "ses" : request.service();
    }

    /** Starts them by the machine's own clock, at any free port. */
    public static Emulators start(Path folder) throws IOException {
        return start(folder, 0, Clock.systemUTC());
    }

    /**
     * Starts all of them at once.
     *
     * @param folder where the objects of S3 are kept; created if it is not there
     * @param port the port of all of them, or 0 for any free one
     * @param clock the clock by which schedules fire, and which DynamoDB and S3 show in their answers
     * @throws IllegalArgumentException when the port is taken
     * @throws IOException if one does not start; the others are closed then
     */
    public static Emulators start(Path folder, int port, Clock clock) throws IOException {
        LoggerFactory.getILoggerFactory(); // two that start at once would find SLF4J half ready, and it would say so
        Front front = new Front(port, clock);
        Future<Dynalite> dynamoDb;
        Future<ElasticMq> sqs;
        Future<S3ProxyServer> s3;
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            dynamoDb = starters.submit(Dynalite::start);
            sqs = starters.submit(() -> ElasticMq.start(front.address()));
            s3 = starters.submit(() -> S3ProxyServer.start(folder));
        }
        requireStarted(front, List.of(dynamoDb, sqs, s3));
        return new Emulators(front, dynamoDb.resultNow(), sqs.resultNow(), s3.resultNow(), clock);
    }

    private static void requireStarted(Front front, List<Future<? extends AutoCloseable>> emulators)
            throws IOException {
        Optional<Throwable> failure = emulators.stream()
                .filter(emulator -> emulator.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .findFirst();
        if (failure.isPresent()) {
            IOException notStarted = new IOException("The emulators did not start", failure.get());
            close(front, notStarted);
            emulators.stream()
                    .filter(emulator -> emulator.state() == Future.State.SUCCESS)
                    .map(Future::resultNow)
                    .forEach(emulator -> close(emulator, notStarted));
            throw notStarted;
        }
    }

    private static void close(AutoCloseable emulator, IOException cause) {
        try {
            emulator.close();
        } catch (Exception e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public Clients clients() {
        return clients;
    }

    @Override
    public CompletableFuture<String> loss() {
        return dynamoDb.loss();
    }

    public EventBridgeStandIn eventBridge() {
        return eventBridge;
    }

    public SesStandIn ses() {
        return ses;
    }

    public SecretsManagerStandIn secretsManager() {
        return secretsManager;
    }

    @Override
    public String eventsOn(String bus) {
        return "at " + endpoints.address() + EventBridgeStandIn.EVENTS;
    }

    @Override
    public String mails() {
        return "at " + endpoints.address() + SesStandIn.MAILS;
    }

    @Override
    public void observe(Consumer<SeenRequest> observer) {
        front.observe(observer);
    }

    @Override
    public Usage usage() {
        return new Usage(
                Optional.of(dynamoDb.consumption()),
                front.requests("dynamodb"),
                front.requests("s3"),
                front.requests("sqs"),
                front.requests("kms"));
    }

    @Override
    public void close() throws Exception {
        try (dynamoDb;
                sqs;
                s3;
                AutoCloseable _ = () -> Set.copyOf(standIns.values()).forEach(LoopbackServer::close);
                front;
                clients;
                scheduler) {
            // All are closed, even when closing one of them fails.
        }
    }

    /** SQS on one machine: ElasticMQ in this JVM. */
    static final class ElasticMq implements AutoCloseable {
        /** In a field, because the log manager forgets an unreferenced logger and its level. */
        private static final List<Logger> TALKATIVE =
                List.of(Logger.getLogger("org.elasticmq"), Logger.getLogger("org.apache.pekko"));

        private final SQSRestServer server;
        private final URI endpoint;

        private ElasticMq(SQSRestServer server) {
            this.server = server;
            this.endpoint = URI.create("http://127.0.0.1:"
                    + server.waitUntilStarted().localAddress().getPort());
        }

        static ElasticMq start(URI seenAt) {
            TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
            return new ElasticMq(SQSRestServerBuilder.withInterface("127.0.0.1")
                    .withDynamicPort()
                    .withServerAddress(new NodeAddress("http", seenAt.getHost(), seenAt.getPort(), ""))
                    .withAWSRegion(Endpoints.REGION)
                    .withAWSAccountId(Endpoints.ACCOUNT)
                    .start());
        }

        URI endpoint() {
            return endpoint;
        }

        @Override
        public void close() {
            server.stopAndWait();
        }
    }
}
