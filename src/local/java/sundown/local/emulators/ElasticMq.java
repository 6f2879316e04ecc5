package sundown.local.emulators;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** SQS on one machine: ElasticMQ in this JVM, its requests counted. */
final class ElasticMq implements AutoCloseable {
    /** In a field, for the log manager forgets a logger, and its level with it, that nobody holds. */
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.elasticmq"), Logger.getLogger("org.apache.pekko"));

    private final MeteringProxy proxy;
    private final SQSRestServer server;

    private ElasticMq(MeteringProxy proxy, SQSRestServer server) {
        this.proxy = proxy;
        this.server = server;
    }

    static ElasticMq start() throws IOException {
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
        MeteringProxy proxy = new MeteringProxy(ElasticMq::operation, Clock.systemUTC());
        SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1")
                .withDynamicPort()
                .withServerAddress(new NodeAddress("http", "127.0.0.1", proxy.port(), ""))
                .withAWSRegion(Endpoints.REGION)
                .withAWSAccountId(Endpoints.ACCOUNT)
                .start();
        proxy.forwardTo(server.waitUntilStarted().localAddress().getPort());
        return new ElasticMq(proxy, server);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }

    Map<String, Long> requests() {
        return proxy.requests();
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        server.stopAndWait();
    }

    /** The target header of the AWS JSON protocol is {@code AmazonSQS.SendMessage}. */
    private static String operation(RequestHead head) {
        String target = head.headers().getOrDefault("x-amz-target", "");
        return target.substring(target.indexOf('.') + 1);
    }
}
