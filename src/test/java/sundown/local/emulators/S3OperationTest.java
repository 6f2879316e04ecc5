package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3OperationTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /, ListBuckets",
        "PUT, /bucket, CreateBucket",
        "HEAD, /bucket/, HeadBucket",
        "GET, /bucket?list-type=2&prefix=1%2F, ListObjects",
        "GET, /bucket?uploads, ListMultipartUploads",
        "GET, /bucket?versions&prefix=1%2F, ListObjectVersions",
        "PUT, /bucket?versioning, PutBucketVersioning",
        "POST, /bucket?delete, DeleteObjects",
        "DELETE, /bucket, DeleteBucket",
        "GET, /bucket/1/alice/photo, GetObject",
        "GET, /bucket/1/alice/photo?X-Amz-Signature=abc, GetObject",
        "HEAD, /bucket/photo, HeadObject",
        "PUT, /bucket/photo, PutObject",
        "DELETE, /bucket/photo, DeleteObject",
        "POST, /bucket/photo?uploads, CreateMultipartUpload",
        "PUT, /bucket/photo?partNumber=1&uploadId=u, UploadPart",
        "GET, /bucket/photo?uploadId=u, ListParts",
        "POST, /bucket/photo?uploadId=u, CompleteMultipartUpload",
        "DELETE, /bucket/photo?uploadId=u, AbortMultipartUpload",
    })
    void isNamedByMethodPathAndQuery(String method, String target, String operation) {
        assertThat(S3Operation.of(new RequestHead(method, target, Map.of(), Optional.empty(), "")))
                .isEqualTo(operation);
    }

    @Test
    void isACopyWhenASourceIsNamed() {
        Map<String, String> headers = Map.of("x-amz-copy-source", "bucket/other");

        assertThat(S3Operation.of(new RequestHead("PUT", "/bucket/photo", headers, Optional.empty(), "")))
                .isEqualTo("CopyObject");
    }
}
