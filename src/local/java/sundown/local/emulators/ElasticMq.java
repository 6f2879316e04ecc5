package sundown.local.emulators;

import java.net.URI;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** SQS on one machine: ElasticMQ in this JVM. */
final class ElasticMq implements AutoCloseable {
    /** In a field, because the log manager forgets an unreferenced logger and its level. */
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.elasticmq"), Logger.getLogger("org.apache.pekko"));

    private final SQSRestServer server;
    private final URI endpoint;

    private ElasticMq(SQSRestServer server) {
        this.server = server;
        this.endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
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
