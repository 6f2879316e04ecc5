package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;

/**
 * The part of KMS that envelope encryption needs: CreateKey, CreateAlias, DescribeKey, GenerateDataKey, Encrypt, and
 * Decrypt in the AWS JSON 1.1 protocol. Keys are in memory; the stand-in checks neither signatures nor permissions.
 */
final class KmsStandIn implements AutoCloseable {
    private final KmsKeys keys = new KmsKeys();
    private final LoopbackServer server = LoopbackServer.bind(0);

    static KmsStandIn start() {
        KmsStandIn kms = new KmsStandIn();
        kms.server.serve(kms::answer);
        return kms;
    }

    URI endpoint() {
        return server.address();
    }

    private Reply answer(Request request) throws IOException {
        return AwsJson.answer(() -> keys.call(AwsJson.operation(request), request.json()));
    }

    @Override
    public void close() {
        server.close();
    }
}
