package sundown.local.emulators;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;
import sundown.gallery.ObjectKey;

/**
 * A store that answers as S3 does where the store beneath it differs:
 *
 * <ul>
 *   <li>It knows which uploads have begun and not ended. The store beneath would take parts for an upload that is no
 *       more, and list none for it. Of two calls that complete an upload at once, one does.
 *   <li>A list of versions has no folders that come before its marker.
 * </ul>
 */
final class MendedStore extends ForwardingBlobStore {
    private static final int NOT_FOUND = 404;

    private final Set<Upload> open = ConcurrentHashMap.newKeySet();

    MendedStore(BlobStore store) {
        super(store);
    }

    /** An unfinished upload. */
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
    public UploadPartResponse uploadMultipartPart(MultipartUpload upload, UploadPartRequest request, InputStream body) {
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

    @Override
    public ListObjectVersionsResponse listVersions(ListObjectVersionsRequest request) {
        ListObjectVersionsResponse answer = super.listVersions(request);
        String marker = Optional.ofNullable(request.keyMarker()).orElse("");
        return answer.toBuilder()
                .commonPrefixes(answer.commonPrefixes().stream()
                        .filter(folder -> ObjectKey.ORDER.compare(folder.prefix(), marker) > 0)
                        .toList())
                .build();
    }

    private static void require(boolean known) {
        if (!known) {
            throw NoSuchUploadException.builder()
                    .statusCode(NOT_FOUND)
                    .awsErrorDetails(
                            AwsErrorDetails.builder().errorCode("NoSuchUpload").build())
                    .build();
        }
    }
}
