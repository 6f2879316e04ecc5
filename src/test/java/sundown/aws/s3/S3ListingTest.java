package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import sundown.aws.StubClient;
import sundown.aws.s3.S3Listing.Range;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

class S3ListingTest {
    private final PagingS3 bucket = new PagingS3(7);
    private final S3Listing listing = new S3Listing(bucket, "bucket");

    @Test
    void listsTheObjectsOfAllPages() {
        assertThat(listing.objects("1/").map(S3Object::key))
                .containsExactly("1/0", "1/1", "1/2", "1/3", "1/4", "1/5", "1/6");
        assertThat(bucket.asked).containsExactly("1/ from 0", "1/ from 3", "1/ from 6");
    }

    @Test
    void asksForAPageWhenTheStreamComesToIt() {
        Iterator<S3Object> objects = listing.objects("1/").iterator();
        IntStream.range(0, 3).forEach(number -> objects.next());
        assertThat(bucket.asked).hasSize(1);
        assertThat(objects.next().key()).isEqualTo("1/3");
        assertThat(bucket.asked).hasSize(2);
    }

    @Test
    void listsTheUploadsOfAllPagesThoughTheirKeysAreTheSame() {
        assertThat(listing.uploads("1/").map(MultipartUpload::uploadId))
                .containsExactly("0", "1", "2", "3", "4", "5", "6");
        assertThat(bucket.asked).containsExactly("1/ from 0", "1/ from 3", "1/ from 6");
    }

    @Test
    void sortsTheFailureOfALaterPage() {
        bucket.failingFrom = 3;
        Iterator<S3Object> objects = listing.objects("1/").iterator();
        IntStream.range(0, 3).forEach(number -> objects.next());
        assertThatThrownBy(objects::next).isInstanceOf(RetryableFailure.class);
    }

    @Test
    void listsNoWholeBucket() {
        assertThatThrownBy(() -> listing.objects("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> listing.uploads("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(bucket.asked).isEmpty();
    }

    @Test
    void distrustsAListingOfOtherKeysThanThoseAskedFor() {
        S3Listing foreign = new S3Listing(new ForeignS3(), "bucket");

        assertDistrusted("not under the prefix", () -> foreign.objects("1/u/").count());
        assertDistrusted("not under the prefix", () -> foreign.folders("1/u/").count());
        assertDistrusted("not under the prefix", () -> foreign.uploads("1/u/").count());
        assertDistrusted("not under the prefix", () -> foreign.versions("1/u/").count());
    }

    @Test
    void distrustsAListingOfKeysInFoldersWhereFoldersWereAskedFor() {
        S3Listing flat = new S3Listing(new ForeignS3(), "bucket");
        Range folders = Range.folders("1/", Optional.empty());

        assertDistrusted("in a folder", () -> flat.keysOfUploads(folders).count());
        assertDistrusted("in a folder", () -> flat.keysOfVersions(folders).count());
    }

    @Test
    void distrustsAListingThatDoesNotBeginAfterItsMarker() {
        S3Listing whole = new S3Listing(new ForeignS3(), "bucket");
        Range rest = new Range("1/", Optional.empty(), Optional.of(ForeignS3.KEY));

        assertDistrusted(
                "after the marker", () -> whole.objects("1/", ForeignS3.KEY).count());
        assertDistrusted("after the marker", () -> whole.keysOfUploads(rest).count());
        assertDistrusted("after the marker", () -> whole.keysOfVersions(rest).count());
    }

    @Test
    void distrustsAListingThatDoesNotSayWhetherThereIsMore() {
        S3Listing silent = new S3Listing(new ForeignS3(), "bucket");

        assertDistrusted("is the last", () -> silent.objects("1/").count());
        assertDistrusted("is the last", () -> silent.uploads("1/").count());
        assertDistrusted("is the last", () -> silent.versions("1/").count());
    }

    @Test
    void endsAListingThatGivesTheSamePageAgain() {
        S3Client ignoringMarkers = new ForeignS3() {
            @Override
            public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
                return super.listObjectVersions(request).toBuilder()
                        .isTruncated(true)
                        .nextKeyMarker("1/other/photo")
                        .build();
            }
        };

        assertDistrusted(
                "same page",
                () -> new S3Listing(ignoringMarkers, "bucket").versions("1/").count());
    }

    private static void assertDistrusted(String reason, ThrowingCallable listing) {
        assertThatThrownBy(listing).isInstanceOf(PermanentFailure.class).hasMessageContaining(reason);
    }

    /** A server that ignores prefixes and does not say whether a listing is truncated. */
    private static class ForeignS3 implements S3Client, StubClient {
        private static final String KEY = "1/other/photo";

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            return request.delimiter() == null
                    ? ListObjectsV2Response.builder()
                            .contents(S3Object.builder().key(KEY).build())
                            .build()
                    : ListObjectsV2Response.builder()
                            .commonPrefixes(
                                    CommonPrefix.builder().prefix("1/other/").build())
                            .build();
        }

        @Override
        public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
            return ListMultipartUploadsResponse.builder()
                    .uploads(MultipartUpload.builder().key(KEY).uploadId("1").build())
                    .build();
        }

        @Override
        public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
            return ListObjectVersionsResponse.builder()
                    .deleteMarkers(
                            DeleteMarkerEntry.builder().key(KEY).versionId("1").build())
                    .build();
        }
    }

    /** A bucket that shows three objects, or uploads of one object, a page. */
    private static final class PagingS3 implements S3Client, StubClient {
        private static final int PAGE = 3;

        private final int count;
        private final List<String> asked = new ArrayList<>();
        private int failingFrom = Integer.MAX_VALUE;

        PagingS3(int count) {
            this.count = count;
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            int from = from(request.prefix(), Optional.ofNullable(request.continuationToken()));
            return ListObjectsV2Response.builder()
                    .contents(page(from)
                            .mapToObj(number -> S3Object.builder()
                                    .key(request.prefix() + number)
                                    .build())
                            .toList())
                    .isTruncated(from + PAGE < count)
                    .nextContinuationToken(from + PAGE < count ? Integer.toString(from + PAGE) : null)
                    .build();
        }

        @Override
        public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
            int from = from(request.prefix(), Optional.ofNullable(request.uploadIdMarker()));
            assertThat(request.keyMarker()).isEqualTo(from == 0 ? null : "1/volume");
            return ListMultipartUploadsResponse.builder()
                    .uploads(page(from)
                            .mapToObj(number -> MultipartUpload.builder()
                                    .key("1/volume")
                                    .uploadId(Integer.toString(number))
                                    .build())
                            .toList())
                    .isTruncated(from + PAGE < count)
                    .nextKeyMarker("1/volume")
                    .nextUploadIdMarker(Integer.toString(from + PAGE))
                    .build();
        }

        private int from(String prefix, Optional<String> marker) {
            int from = marker.map(Integer::parseInt).orElse(0);
            asked.add(prefix + " from " + from);
            if (from >= failingFrom) {
                throw S3Exception.builder().statusCode(503).build();
            }
            return from;
        }

        private IntStream page(int from) {
            return IntStream.range(from, Math.min(count, from + PAGE));
        }
    }
}
