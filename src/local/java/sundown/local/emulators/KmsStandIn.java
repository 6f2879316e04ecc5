package sundown.local.emulators;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * KMS on one machine, as far as envelope encryption needs it: GenerateDataKey, Encrypt, Decrypt and DescribeKey in the
 * AWS JSON 1.1 protocol. Keys are in memory; signatures and permissions are not looked at.
 */
final class KmsStandIn implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final RequestCounter requests = new RequestCounter();
    private final KmsKeys keys = new KmsKeys();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private KmsStandIn(HttpServer server) {
        this.server = server;
    }

    static KmsStandIn start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        KmsStandIn kms = new KmsStandIn(server);
        server.setExecutor(kms.workers);
        server.createContext("/", kms::answer);
        server.start();
        return kms;
    }

    /** Creates a key under an id of the caller's choice, which KMS itself would choose. */
    void createKey(String id) {
        keys.create(id);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Map<String, Long> requests() {
        return requests.snapshot();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target == null ? "" : target.substring(target.indexOf('.') + 1);
            requests.count(operation);
            JsonNode request = json.readTree(exchange.getRequestBody());
            try {
                send(exchange, 200, keys.call(operation, request));
            } catch (KmsKeys.Refusal refusal) {
                send(exchange, 400, Map.of("__type", refusal.type(), "message", refusal.getMessage()));
            }
        }
    }

    private void send(HttpExchange exchange, int status, Map<String, ?> answer) throws IOException {
        byte[] body = json.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
