package sundown.local.emulators;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.AccessGrant;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import sundown.local.emulators.nio2blob.VersionedFolder;

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

    private S3ProxyServer(S3Proxy server) {
        this.server = server;
    }

    /** Serves this folder, which is created if it is not there: a bucket is a folder in it. */
    static S3ProxyServer start(Path folder) throws Exception {
        TALKATIVE.setLevel(Level.WARNING);
        // Under a relative path the store does not find the parts of an upload again.
        Path root = Files.createDirectories(folder).toAbsolutePath();
        BlobStore store = new KnownUploads(new VersionedFolder(root));
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
        return new S3ProxyServer(server);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    /**
     * Knows which uploads have begun and not ended, and answers as S3 does for others: the store beneath would take
     * parts for an upload that is no more, and list none for it. Of two that complete an upload at once, one does.
     */
    static final class KnownUploads extends ForwardingBlobStore {
        private static final int NOT_FOUND = 404;

        private final Set<Upload> open = ConcurrentHashMap.newKeySet();

        KnownUploads(BlobStore store) {
            super(store);
        }

        private record Upload(String bucket, String key, String id) {
            static Upload of(MultipartUpload upload) {
                return new Upload(upload.containerName(), upload.blobName(), upload.id());
            }
        }

        @Override
        public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
            MultipartUpload begun = super.initiateMultipartUpload(request);
            open.add(Upload.of(begun));
            return begun;
        }

        @Override
        public UploadPartResponse uploadMultipartPart(
                MultipartUpload upload, UploadPartRequest request, InputStream body) {
            require(open.contains(Upload.of(upload)));
            return super.uploadMultipartPart(upload, request, body);
        }

        @Override
        public List<Part> listMultipartUpload(MultipartUpload upload) {
            require(open.contains(Upload.of(upload)));
            return super.listMultipartUpload(upload);
        }

        @Override
        public CompleteMultipartUploadResponse completeMultipartUpload(
                MultipartUpload upload, CompleteMultipartUploadRequest request) {
            require(open.remove(Upload.of(upload)));
            try {
                return super.completeMultipartUpload(upload, request);
            } catch (RuntimeException refused) {
                open.add(Upload.of(upload));
                throw refused;
            }
        }

        @Override
        public void abortMultipartUpload(MultipartUpload upload) {
            require(open.remove(Upload.of(upload)));
            super.abortMultipartUpload(upload);
        }

        private static void require(boolean known) {
            if (!known) {
                throw NoSuchUploadException.builder()
                        .statusCode(NOT_FOUND)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("NoSuchUpload")
                                .build())
                        .build();
            }
        }
    }
}
