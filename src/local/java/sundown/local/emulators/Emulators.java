package sundown.local.emulators;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sundown.local.http.Json;
import sundown.local.template.Deployment;

/**
 * The emulators of AWS: DynamoDB, SQS, S3, KMS, EventBridge, its Scheduler, and Secrets Manager, each on a free port of
 * the loopback interface, empty at first. Only the objects in the folder outlive this process.
 */
public final class Emulators implements AutoCloseable {
    private final Dynalite dynamoDb;
    private final ElasticMq sqs;
    private final S3ProxyServer s3;
    private final KmsStandIn kms;
    private final EventBridgeStandIn eventBridge;
    private final SchedulerStandIn scheduler;
    private final SecretsManagerStandIn secretsManager;
    private final Endpoints endpoints;
    private final Clients clients;

    private Emulators(
            Dynalite dynamoDb,
            ElasticMq sqs,
            S3ProxyServer s3,
            KmsStandIn kms,
            EventBridgeStandIn eventBridge,
            SchedulerStandIn scheduler,
            SecretsManagerStandIn secretsManager) {
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.s3 = s3;
        this.kms = kms;
        this.eventBridge = eventBridge;
        this.scheduler = scheduler;
        this.secretsManager = secretsManager;
        this.endpoints = new Endpoints(
                dynamoDb.endpoint(),
                sqs.endpoint(),
                s3.endpoint(),
                kms.endpoint(),
                eventBridge.endpoint(),
                scheduler.endpoint(),
                secretsManager.endpoint());
        this.clients = Clients.of(endpoints);
        scheduler.sendTo(clients.sqs(), endpoints.queues());
    }

    /** Starts them by the machine's own clock. */
    public static Emulators start(Path folder) throws IOException {
        return start(folder, Clock.systemUTC());
    }

    /**
     * Starts all of them at once.
     *
     * @param folder where the objects of S3 are kept; created if it is not there
     * @param clock the clock by which schedules fire, and which DynamoDB and S3 show in their answers
     * @throws IOException if one does not start; the others are closed then
     */
    public static Emulators start(Path folder, Clock clock) throws IOException {
        Future<Dynalite> dynamoDb;
        Future<ElasticMq> sqs;
        Future<S3ProxyServer> s3;
        Future<KmsStandIn> kms;
        Future<EventBridgeStandIn> eventBridge;
        Future<SchedulerStandIn> scheduler;
        Future<SecretsManagerStandIn> secretsManager;
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            dynamoDb = starters.submit(() -> Dynalite.start(clock));
            sqs = starters.submit(ElasticMq::start);
            s3 = starters.submit(() -> S3ProxyServer.start(folder, clock));
            kms = starters.submit(KmsStandIn::start);
            eventBridge = starters.submit(EventBridgeStandIn::start);
            scheduler = starters.submit(() -> SchedulerStandIn.start(clock));
            secretsManager = starters.submit(SecretsManagerStandIn::start);
        }
        requireStarted(List.of(dynamoDb, sqs, s3, kms, eventBridge, scheduler, secretsManager));
        return new Emulators(
                dynamoDb.resultNow(),
                sqs.resultNow(),
                s3.resultNow(),
                kms.resultNow(),
                eventBridge.resultNow(),
                scheduler.resultNow(),
                secretsManager.resultNow());
    }

    private static void requireStarted(List<Future<? extends AutoCloseable>> emulators) throws IOException {
        Optional<Throwable> failure = emulators.stream()
                .filter(emulator -> emulator.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .findFirst();
        if (failure.isPresent()) {
            IOException notStarted = new IOException("The emulators did not start", failure.get());
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

    /** Creates the deployment's tables, queues, buckets, keys, event buses and schedule groups. */
    public void provision(Deployment deployment) {
        new Provisioning(clients, kms, eventBridge, scheduler).create(deployment);
    }

    /** Creates a secret, as operators do before they deploy. */
    public void putSecret(String name, Map<String, String> content) {
        clients.secretsManager().createSecret(request -> request.name(name).secretString(Json.write(content)));
    }

    /** The addresses of the emulators. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** Clients of them, which are closed with them. */
    public Clients clients() {
        return clients;
    }

    /** Completes with a sentence when an emulator ends before it is closed. */
    public CompletableFuture<String> loss() {
        return dynamoDb.loss();
    }

    /** The stand-in for EventBridge, to look at what is on its buses. */
    public EventBridgeStandIn eventBridge() {
        return eventBridge;
    }

    /** The stand-in for Secrets Manager, to look at its requests. */
    public SecretsManagerStandIn secretsManager() {
        return secretsManager;
    }

    /** The usage since the start. */
    public Usage usage() {
        Dynalite.Consumption consumption = dynamoDb.consumption();
        return new Usage(
                consumption.readUnits(),
                consumption.writeUnits(),
                consumption.requests(),
                s3.requests(),
                sqs.requests(),
                kms.requests());
    }

    @Override
    public void close() throws Exception {
        try (dynamoDb;
                sqs;
                s3;
                kms;
                eventBridge;
                secretsManager;
                clients;
                scheduler) {
            // All are closed, even when closing one of them fails.
        }
    }
}
