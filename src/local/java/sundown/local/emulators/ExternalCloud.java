package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import sundown.local.emulators.Cloud.SeenRequest;
import sundown.runtime.ClockOffset;

/**
 * A cloud that somebody else started, such as Floci or LocalStack, at one address. On this machine the functions reach
 * it through a front, which counts and dates as for the emulators; elsewhere they call it directly, and the clock must
 * not be moved.
 */
public final class ExternalCloud implements Cloud {
    private final URI address;
    private final Optional<Front> front;
    private final Endpoints endpoints;
    private final Clients clients;

    private ExternalCloud(URI address, Optional<Front> front) {
        this.address = address;
        this.front = front;
        this.endpoints = new Endpoints(front.map(Front::address).orElse(address));
        this.clients = Clients.of(endpoints);
    }

    /**
     * Connects to it.
     *
     * @param clock the clock of the dates in its answers, where it is on this machine
     * @throws IllegalArgumentException with a sentence for the user when no cloud answers there
     */
    public static ExternalCloud at(URI address, Clock clock) throws IOException {
        Optional<Front> front = Optional.empty();
        if (ClockOffset.isOnThisMachine(address.toString())) {
            front = Optional.of(new Front(0, clock));
            front.get().forward(ignored -> address);
        }
        ExternalCloud cloud = new ExternalCloud(address, front);
        cloud.requireAnswer();
        return cloud;
    }

    private void requireAnswer() throws IOException {
        try {
            clients.dynamoDb().listTables(request -> request.limit(1));
        } catch (SdkException silent) {
            close();
            throw new IllegalArgumentException("No DynamoDB answers at " + address + ", the address of CLOUD.", silent);
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
    public Usage usage() {
        return new Usage(Optional.empty(), requests("dynamodb"), requests("s3"), requests("sqs"), requests("kms"));
    }

    private Map<String, Long> requests(String service) {
        return front.map(passed -> passed.requests(service)).orElse(Map.of());
    }

    @Override
    public void observe(Consumer<SeenRequest> observer) {
        front.ifPresent(passed -> passed.observe(observer));
    }

    /** This process would not learn of it. */
    @Override
    public CompletableFuture<String> loss() {
        return new CompletableFuture<>();
    }

    @Override
    public String eventsOn(String bus) {
        return "on the event bus " + bus + " at " + address;
    }

    @Override
    public String mails() {
        return "off: a cloud that others started may not send them";
    }

    @Override
    public void close() throws IOException {
        clients.close();
        if (front.isPresent()) {
            front.get().close();
        }
    }
}
