package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import sundown.aws.StubClient;
import sundown.gallery.GalleryObjects.ETag;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;

/** Whole manifests, and thousands of deletions, take longer than other calls may. */
class S3PatienceTest {
    private static final ObjectKey KEY = new ObjectKey("manifests/1/plan00001/manifest.jsonl");

    @Test
    void waitsForALargeManifest() {
        S3AuditFiles files = new S3AuditFiles(new SlowS3(), "audit");
        assertThat(files.putIfAbsent(KEY, new byte[1])).isTrue();
        assertThat(files.read(KEY)).hasValue(new byte[2]);
    }

    @Test
    void waitsForAThousandDeletions() {
        S3BucketDeletion deletion =
                new S3BucketDeletion(new SlowS3(), new S3Buckets("gallery", "archive", GalleryRoles.none()));
        BucketEntry version = BucketEntry.version(
                PurgedBucket.GALLERY, new ObjectKey("1/u1/photo"), new VersionId("v1"), 1, new ETag("\"etag\""));
        assertThat(deletion.delete(List.of(version))).isEmpty();
    }

    /** Each call takes 15 seconds. */
    private static final class SlowS3 implements S3Client, StubClient {
        private static final Duration TAKES = Duration.ofSeconds(15);

        @Override
        public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
            return afterAll(request, PutObjectResponse.builder().build());
        }

        @Override
        public ResponseBytes<GetObjectResponse> getObjectAsBytes(GetObjectRequest request) {
            return afterAll(
                    request,
                    ResponseBytes.fromByteArray(GetObjectResponse.builder().build(), new byte[2]));
        }

        @Override
        public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
            return afterAll(request, DeleteObjectsResponse.builder().build());
        }

        private static <R> R afterAll(AwsRequest request, R response) {
            if (request.overrideConfiguration().filter(SlowS3::waits).isPresent()) {
                return response;
            }
            throw ApiCallTimeoutException.create(0);
        }

        private static boolean waits(AwsRequestOverrideConfiguration configuration) {
            return configuration
                    .apiCallAttemptTimeout()
                    .filter(attempt -> attempt.compareTo(TAKES) > 0)
                    .isPresent();
        }
    }
}
