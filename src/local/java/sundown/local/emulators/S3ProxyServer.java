package sundown.local.emulators;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import sundown.local.emulators.nio2blob.VersionedFolder;
import sundown.local.http.LoopbackServer;

/** S3 on one machine: S3Proxy in this JVM over a folder; signatures are checked, and every access key may do all. */
final class S3ProxyServer implements AutoCloseable {
    /**
     * Without a level it would describe every buffer in words, and take three times as long. In a field, for the log
     * manager forgets a logger, and its level with it, that nobody holds.
     */
    private static final Logger TALKATIVE = Logger.getLogger("org.gaul");

    /**
     * What the template allows the page: ranges of volumes by their links. The page of a local cloud may have any port.
     */
    private static final CrossOriginResourceSharing PAGES = new CrossOriginResourceSharing(
            List.of("http://(127\\.0\\.0\\.1|localhost):[0-9]{1,5}"),
            List.of("GET"),
            List.of("range"),
            List.of("content-range", "etag"),
            "");

    private final S3Proxy server;
    private final LoopbackServer uploadFolders;

    private S3ProxyServer(S3Proxy server, LoopbackServer uploadFolders) {
        this.server = server;
        this.uploadFolders = uploadFolders;
    }

    /** Serves this folder, which is created if it is not there: a bucket is a folder in it. */
    static S3ProxyServer start(Path folder) throws Exception {
        TALKATIVE.setLevel(Level.WARNING);
        // Under a relative path the store does not find the parts of an upload again.
        Path root = Files.createDirectories(folder).toAbsolutePath();
        BlobStore store = new MendedStore(new VersionedFolder(root));
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4, Endpoints.ACCESS_KEY_ID, Endpoints.SECRET_ACCESS_KEY)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .corsRules(PAGES)
                // Of the headers that the product sends, it does not know one: the token of a role's session.
                .ignoreUnknownHeaders(true)
                .build();
        AccessGrant grant = new AccessGrant(Endpoints.SECRET_ACCESS_KEY, store);
        server.setBlobStoreLocator((accessKeyId, bucket, key) -> grant);
        server.start();
        return new S3ProxyServer(server, LoopbackServer.serving(new UploadFolders(store)));
    }

    /** Where to send a request. */
    URI endpoint(RequestHead request) {
        return request.target().contains("delimiter=") && request.operation().equals("ListMultipartUploads")
                ? uploadFolders.address()
                : URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() throws Exception {
        uploadFolders.close();
        server.stop();
    }
}
