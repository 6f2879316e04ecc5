package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.failure.PermanentFailure;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Clients;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.purge.BucketEntry;
import sundown.purge.BucketEntry.VersionId;
import sundown.purge.BucketListing.PurgedBucket;

/**
 * S3 as clouds of others play it, in bytes as they come from them: a listing does not say whether there is more,
 * prefixes are ignored, and a deletion of a version makes a delete marker (seen with Floci 1.7). What is left is listed
 * as left, and what is another user's is not touched.
 */
final class OtherCloudsTest {
    private static final ObjectKey PHOTO = new ObjectKey("1/alice/photo");

    private final LoopbackServer server = LoopbackServer.bind(0);
    private final S3Client client = Clients.s3(server.address(), List.of());
    private final S3Buckets buckets = new S3Buckets("gallery", "archive", GalleryRoles.none());
    private final S3BucketListing listing = new S3BucketListing(client, buckets);
    private final S3BucketDeletion deletion = new S3BucketDeletion(client, buckets);
    private final List<String> markers = new ArrayList<>();
    private String uploads = "";
    private String truncated = "<IsTruncated>false</IsTruncated>";

    OtherCloudsTest() {
        server.serve(this::answer);
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void aListingThatDoesNotSayWhetherThereIsMoreIsNotTrusted() {
        truncated = "";

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(this::entries)
                .withMessage("S3 does not say whether a page of a listing is the last");
    }

    @Test
    void aVersionThatOnlyGotADeleteMarkerIsStillListed() {
        List<BucketEntry> photo = List.of(new BucketEntry(
                PurgedBucket.GALLERY,
                PHOTO,
                new VersionId("v1"),
                BucketEntry.Kind.VERSION,
                1,
                Optional.empty(),
                false));

        assertThat(deletion.delete(photo)).isEmpty();

        assertThat(entries()).contains("1/alice/photo v1 VERSION", "1/alice/photo m1 MARKER");
    }

    @Test
    void anUploadOfAnotherUserEndsTheListing() {
        uploads = "<Upload><Key>1/bob/photo</Key><UploadId>u</UploadId></Upload>";

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(this::entries)
                .withMessage("S3 lists a key that is not under the prefix that was asked for");
    }

    private List<String> entries() {
        try (var entries = listing.entries(PurgedBucket.GALLERY, "1/alice/")) {
            return entries.map(
                            entry -> entry.key().value() + " " + entry.version().value() + " " + entry.kind())
                    .toList();
        }
    }

    private Reply answer(Request request) {
        String query = Optional.ofNullable(request.exchange().getRequestURI().getRawQuery())
                .orElse("");
        if (request.method().equals("POST")) {
            markers.add("m" + (markers.size() + 1));
            return xml("<DeleteResult></DeleteResult>");
        }
        return xml(
                query.contains("uploads")
                        ? "<ListMultipartUploadsResult>" + truncated + uploads + "</ListMultipartUploadsResult>"
                        : page());
    }

    private String page() {
        String made = markers.stream()
                .map(id -> "<DeleteMarker><Key>" + PHOTO.value() + "</Key><VersionId>" + id
                        + "</VersionId></DeleteMarker>")
                .collect(Collectors.joining());
        return "<ListVersionsResult>" + truncated + made + version(PHOTO.value()) + "</ListVersionsResult>";
    }

    private static String version(String key) {
        return "<Version><Key>" + key + "</Key><VersionId>v1</VersionId><Size>1</Size><ETag>&quot;e&quot;</ETag>"
                + "<LastModified>2026-01-01T00:00:00.000Z</LastModified></Version>";
    }

    private static Reply xml(String text) {
        return Reply.text(200, "application/xml", "<?xml version=\"1.0\"?>" + text);
    }
}
