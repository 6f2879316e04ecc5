package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.StubClient;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;

class S3RemovalTest {
    private static final BucketEntry DELETED = marker("1/object-a");
    private static final BucketEntry STAYING = marker("1/object-b");
    private static final BucketEntry IN_NO_XML = marker("1/object-\u0001");

    @Test
    void failsForNowWhenOneObjectOfManyCouldNotBeRemoved() {
        assertThatThrownBy(() -> removal("InternalError").remove("1/", Set.of()))
                .isInstanceOf(RetryableFailure.class);
        assertThatThrownBy(() -> removal("SlowDown").remove("1/", Set.of())).isInstanceOf(RetryableFailure.class);
    }

    @Test
    void removesMoreObjectsThanACallTakes() {
        List<String> removed = new ArrayList<>();
        S3Client bucket = new StubbornS3("") {
            @Override
            public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
                return ListObjectsV2Response.builder()
                        .isTruncated(false)
                        .contents(IntStream.range(0, 2_001)
                                .mapToObj(number -> object("1/" + number))
                                .toList())
                        .build();
            }

            @Override
            public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
                List<ObjectIdentifier> objects = request.delete().objects();
                assertThat(objects).hasSizeBetween(1, 1_000);
                objects.forEach(object -> removed.add(object.key()));
                return DeleteObjectsResponse.builder().build();
            }
        };

        new S3Removal(bucket, "bucket").remove("1/", Set.of());

        assertThat(removed).hasSize(2_001).doesNotHaveDuplicates();
    }

    @Test
    void failsForGoodWhenAnObjectMayNotBeRemoved() {
        assertThatThrownBy(() -> removal("AccessDenied").remove("1/", Set.of()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("AccessDenied")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("1/object"));
    }

    @Test
    void reportsEveryVersionThatIsRefused() {
        assertThat(deletion(new StubbornS3("AccessDenied")).delete(List.of(DELETED, STAYING)))
                .containsExactly("AccessDenied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"InternalError", "SlowDown"})
    void deletesAVersionAloneForWhichS3IsTooBusy(String error) {
        List<String> again = new ArrayList<>();
        S3Client busy = new StubbornS3(error) {
            @Override
            public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
                again.add(request.key());
                return DeleteObjectResponse.builder().build();
            }
        };

        assertThat(deletion(busy).delete(List.of(DELETED, STAYING))).isEmpty();
        assertThat(again).containsExactly(STAYING.key().value());
    }

    @Test
    void takesAVersionThatIsGoneForDeleted() {
        assertThat(deletion(new StubbornS3("NoSuchVersion")).delete(List.of(DELETED, STAYING)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccessDenied", "MethodNotAllowed", "InvalidArgument"})
    void reportsAVersionThatMayNotBeDeletedAlone(String error) {
        assertThat(alone(403, error)).containsExactly(error);
        assertThat(alone(404, "NoSuchVersion")).isEmpty();
    }

    @Test
    void failsForNowWhereS3IsBusyAndReportsNoVersion() {
        assertThatThrownBy(() -> alone(503, "SlowDown")).isInstanceOf(RetryableFailure.class);
        assertThatThrownBy(() -> alone(500, "InternalError")).isInstanceOf(RetryableFailure.class);
        assertThatThrownBy(() -> alone(500, null)).isInstanceOf(RetryableFailure.class);
    }

    @Test
    void failsForGoodWhereTheCallerOrTheBucketIsRefusedAndReportsNoVersion() {
        assertThatThrownBy(() -> alone(400, "ExpiredToken")).isInstanceOf(PermanentFailure.class);
        assertThatThrownBy(() -> alone(404, "NoSuchBucket")).isInstanceOf(PermanentFailure.class);
        assertThatThrownBy(() -> alone(403, null)).isInstanceOf(PermanentFailure.class);
    }

    /**
     * Deletes a version with a key that a call for several cannot name.
     *
     * @param error null for an answer without a body
     */
    private static List<String> alone(int status, String error) {
        S3Client refusing = new StubbornS3("") {
            @Override
            public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
                throw S3Exception.builder()
                        .statusCode(status)
                        .awsErrorDetails(
                                error == null
                                        ? null
                                        : AwsErrorDetails.builder()
                                                .serviceName("S3")
                                                .errorCode(error)
                                                .build())
                        .build();
            }
        };
        return deletion(refusing).delete(List.of(IN_NO_XML));
    }

    private static S3BucketDeletion deletion(S3Client client) {
        return new S3BucketDeletion(client, new S3Buckets("bucket", "archives", GalleryRoles.none()));
    }

    private static BucketEntry marker(String key) {
        return BucketEntry.marker(PurgedBucket.GALLERY, new ObjectKey(key), new VersionId("1"));
    }

    private static S3Removal removal(String error) {
        return new S3Removal(new StubbornS3(error), "bucket");
    }

    /** A bucket with two objects; one cannot be removed. */
    private static class StubbornS3 implements S3Client, StubClient {
        private final String error;

        StubbornS3(String error) {
            this.error = error;
        }

        @Override
        public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
            return ListMultipartUploadsResponse.builder().isTruncated(false).build();
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            return ListObjectsV2Response.builder()
                    .isTruncated(false)
                    .contents(object("1/object-a"), object("1/object-b"))
                    .build();
        }

        @Override
        public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
            return DeleteObjectsResponse.builder()
                    .errors(S3Error.builder()
                            .key("1/object-b")
                            .versionId("1")
                            .code(error)
                            .build())
                    .build();
        }

        static S3Object object(String key) {
            return S3Object.builder().key(key).build();
        }
    }
}
