package sundown.local.emulators;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import sundown.local.emulators.nio2blob.VersionedFolder;

/** S3 on one machine: S3Proxy in this JVM over a folder; signatures are checked, requests counted. */
final class S3ProxyServer implements AutoCloseable {
    /**
     * Without a level it would describe every buffer in words, and take three times as long. In a field, for the log
     * manager forgets a logger, and its level with it, that nobody holds.
     */
    private static final Logger TALKATIVE = Logger.getLogger("org.gaul");

    private final MeteringProxy proxy;
    private final S3Proxy server;

    private S3ProxyServer(MeteringProxy proxy, S3Proxy server) {
        this.proxy = proxy;
        this.server = server;
    }

    /**
     * Serves this folder, which is created if it is not there: a bucket is a folder in it.
     *
     * @param clock the clock of the dates in answers
     */
    static S3ProxyServer start(Path folder, Clock clock) throws Exception {
        TALKATIVE.setLevel(Level.WARNING);
        // Under a relative path the store does not find the parts of an upload again.
        Path root = Files.createDirectories(folder).toAbsolutePath();
        S3Proxy server = S3Proxy.builder()
                .blobStore(new KnownUploads(new VersionedFolder(root)))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4, Endpoints.ACCESS_KEY_ID, Endpoints.SECRET_ACCESS_KEY)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        server.start();
        MeteringProxy proxy = new MeteringProxy(S3Operation::of, clock);
        proxy.forwardTo(server.getPort());
        return new S3ProxyServer(proxy, server);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.port());
    }

    Map<String, Long> requests() {
        return proxy.requests();
    }

    @Override
    public void close() throws Exception {
        proxy.close();
        server.stop();
    }
}
