package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of Secrets Manager that operators and functions need: CreateSecret, PutSecretValue, and GetSecretValue in
 * the AWS JSON 1.1 protocol. Secrets are in memory; the stand-in checks neither signatures nor permissions.
 */
public final class SecretsManagerStandIn implements AutoCloseable {
    private final RequestCounter requests = new RequestCounter();
    private final StoredSecrets secrets = new StoredSecrets();
    private final LoopbackServer server = LoopbackServer.bind(0);

    static SecretsManagerStandIn start() {
        SecretsManagerStandIn secretsManager = new SecretsManagerStandIn();
        secretsManager.server.serve(secretsManager::answer);
        return secretsManager;
    }

    URI endpoint() {
        return server.address();
    }

    /** How often each operation was called. */
    public Map<String, Long> requests() {
        return requests.snapshot();
    }

    /** Answers requests about a secret with an internal error, or no longer does. */
    public void setDown(String secret, boolean isDown) {
        secrets.setDown(secret, isDown);
    }

    private Reply answer(Request request) throws IOException {
        String operation = AwsJson.operation(request);
        requests.count(operation);
        return AwsJson.answer(() -> secrets.call(operation, request.json()));
    }

    @Override
    public void close() {
        server.close();
    }
}
