package sundown.local.emulators;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import sundown.local.http.Json;
import sundown.local.template.Deployment;

/** A cloud with the services of AWS that Sundown calls, all at one address. */
public interface Cloud extends AutoCloseable {
    Endpoints endpoints();

    Clients clients();

    /** The usage since the start, as far as the requests pass through this process. */
    Usage usage();

    /** Shows each request that passes through this process to an observer, which must not wait. */
    void observe(Consumer<SeenRequest> observer);

    /** Completes with a sentence when the cloud, or a part of it, ends before it is closed. */
    CompletableFuture<String> loss();

    /** In words, where people can read the events on a bus. */
    String eventsOn(String bus);

    /** In words, where mails to users can be read. */
    String mails();

    /**
     * Creates those of the deployment's tables, queues, buckets, keys, event buses, and schedule groups that are
     * missing.
     */
    default void provision(Deployment deployment) {
        new Provisioning(clients()).create(deployment);
    }

    /** Stores a secret, as operators do before they deploy. */
    default void putSecret(String name, Map<String, String> content) {
        String text = Json.write(content);
        try {
            clients()
                    .secretsManager()
                    .createSecret(request -> request.name(name).secretString(text));
        } catch (ResourceExistsException stored) {
            clients()
                    .secretsManager()
                    .putSecretValue(request -> request.secretId(name).secretString(text));
        }
    }

    @Override
    void close() throws Exception;

    /**
     * A request to AWS as it passes on its way from a function.
     *
     * @param accessKeyId who signed it: each function has a key of its own
     * @param service the service in the signature's credential scope, such as {@code dynamodb}
     * @param target path and query as they were sent
     * @param headers by their names in lower case
     * @param body the whole body in the protocols of AWS that send JSON, and of a request of S3 to delete several
     *     objects; empty for other bodies
     */
    public record SeenRequest(
            String accessKeyId,
            String service,
            String method,
            String target,
            Map<String, String> headers,
            String body) {
        public SeenRequest {
            headers = Map.copyOf(headers);
        }
    }
}
