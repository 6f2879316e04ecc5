package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of KMS that envelope encryption needs: GenerateDataKey, Encrypt, Decrypt, and DescribeKey in the AWS JSON
 * 1.1 protocol. Keys are in memory; the stand-in checks neither signatures nor permissions.
 */
final class KmsStandIn implements AutoCloseable {
    private final RequestCounter requests = new RequestCounter();
    private final KmsKeys keys = new KmsKeys();
    private final LoopbackServer server = LoopbackServer.bind(0);

    static KmsStandIn start() {
        KmsStandIn kms = new KmsStandIn();
        kms.server.serve(kms::answer);
        return kms;
    }

    /** Creates a key with an id that the caller chooses; KMS would choose it itself. */
    void createKey(String id) {
        keys.create(id);
    }

    URI endpoint() {
        return server.address();
    }

    Map<String, Long> requests() {
        return requests.snapshot();
    }

    private Reply answer(Request request) throws IOException {
        String operation = AwsJson.operation(request);
        requests.count(operation);
        return AwsJson.answer(() -> keys.call(operation, request.json()));
    }

    @Override
    public void close() {
        server.close();
    }
}
