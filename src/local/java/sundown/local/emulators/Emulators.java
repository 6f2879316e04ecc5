package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The emulators of AWS: DynamoDB, SQS, S3, KMS, EventBridge, its Scheduler, Secrets Manager, SES, and STS, behind one
 * port of the loopback interface, empty at first. Only the objects in the folder outlive this process.
 */
public final class Emulators implements Cloud {
    private final Front front;
    private final Dynalite dynamoDb;
    private final ElasticMq sqs;
    private final S3ProxyServer s3;
    private final KmsStandIn kms;
    private final EventBridgeStandIn eventBridge;
    private final SchedulerStandIn scheduler;
    private final SecretsManagerStandIn secretsManager;
    private final SesStandIn ses;
    private final StsStandIn sts = StsStandIn.start();
    private final Endpoints endpoints;
    private final Clients clients;

    private Emulators(
            Front front,
            Dynalite dynamoDb,
            ElasticMq sqs,
            S3ProxyServer s3,
            KmsStandIn kms,
            EventBridgeStandIn eventBridge,
            SchedulerStandIn scheduler,
            SecretsManagerStandIn secretsManager,
            Clock clock) {
        this.front = front;
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.s3 = s3;
        this.kms = kms;
        this.eventBridge = eventBridge;
        this.scheduler = scheduler;
        this.secretsManager = secretsManager;
        this.ses = SesStandIn.start(clock, (source, event) -> eventBridge.publish(source, event, clock.instant()));
        this.endpoints = new Endpoints(front.address());
        front.forward(this::server);
        this.clients = Clients.of(endpoints);
        scheduler.sendTo(clients.sqs(), endpoints.queues());
        eventBridge.sendTo(clients.sqs(), endpoints.queues());
    }

    private URI server(RequestHead request) {
        if (request.target().equals(EventBridgeStandIn.EVENTS)) {
            return eventBridge.endpoint();
        }
        if (request.target().startsWith(SesStandIn.MAILS)) {
            return ses.endpoint();
        }
        return switch (request.service()) {
            case "ses" -> ses.endpoint();
            case "sts" -> sts.endpoint();
            case "dynamodb" -> dynamoDb.endpoint();
            case "sqs" -> sqs.endpoint();
            case "kms" -> kms.endpoint();
            case "events" -> eventBridge.endpoint();
            case "scheduler" -> scheduler.endpoint();
            case "secretsmanager" -> secretsManager.endpoint();
            default -> s3.endpoint();
        };
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
        Front front = new Front(port, clock);
        Future<Dynalite> dynamoDb;
        Future<ElasticMq> sqs;
        Future<S3ProxyServer> s3;
        Future<KmsStandIn> kms;
        Future<EventBridgeStandIn> eventBridge;
        Future<SchedulerStandIn> scheduler;
        Future<SecretsManagerStandIn> secretsManager;
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            dynamoDb = starters.submit(Dynalite::start);
            sqs = starters.submit(() -> ElasticMq.start(front.address()));
            s3 = starters.submit(() -> S3ProxyServer.start(folder));
            kms = starters.submit(KmsStandIn::start);
            eventBridge = starters.submit(EventBridgeStandIn::start);
            scheduler = starters.submit(() -> SchedulerStandIn.start(clock));
            secretsManager = starters.submit(SecretsManagerStandIn::start);
        }
        requireStarted(front, List.of(dynamoDb, sqs, s3, kms, eventBridge, scheduler, secretsManager));
        return new Emulators(
                front,
                dynamoDb.resultNow(),
                sqs.resultNow(),
                s3.resultNow(),
                kms.resultNow(),
                eventBridge.resultNow(),
                scheduler.resultNow(),
                secretsManager.resultNow(),
                clock);
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

    /** The stand-in for EventBridge, to look at what is on its buses. */
    public EventBridgeStandIn eventBridge() {
        return eventBridge;
    }

    /** The stand-in for SES, to look at the mails. */
    public SesStandIn ses() {
        return ses;
    }

    /** The stand-in for Secrets Manager, to look at its requests. */
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
                kms;
                eventBridge;
                secretsManager;
                ses;
                sts;
                front;
                clients;
                scheduler) {
            // All are closed, even when closing one of them fails.
        }
    }
}
