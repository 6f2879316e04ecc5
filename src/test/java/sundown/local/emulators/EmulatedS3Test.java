package sundown.local.emulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What the gallery relies on of S3 holds in the emulator. */
@ExtendWith(EmulatorsExtension.class)
final class EmulatedS3Test {
    private static final String BUCKET = "s3-test-gallery-" + Endpoints.ACCOUNT + "-" + Endpoints.REGION;

    /** The least size of a part that is not the last. */
    private final S3Client s3;

    private final S3Presigner presigner;

    EmulatedS3Test(Emulators emulators) {
        this.s3 = emulators.clients().s3();
        this.presigner = emulators.clients().presigner();
    }

    @BeforeAll
    static void provision(Emulators emulators) {
        TestStack.provision(emulators, "s3-test");
    }

    @Test
    void listsUnfinishedUploadsByPrefixAndInPages() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(number -> s3.createMultipartUpload(
                                request -> request.bucket(BUCKET).key("1/uploads/same"))
                        .uploadId())
                .toList();
        s3.createMultipartUpload(request -> request.bucket(BUCKET).key("1/uploads-of-others/other"));

        ListMultipartUploadsResponse first = s3.listMultipartUploads(
                request -> request.bucket(BUCKET).prefix("1/uploads/").maxUploads(2));
        ListMultipartUploadsResponse second = s3.listMultipartUploads(request -> request.bucket(BUCKET)
                .prefix("1/uploads/")
                .keyMarker(first.nextKeyMarker())
                .uploadIdMarker(first.nextUploadIdMarker()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(second.isTruncated()).isFalse();
        assertThat(Stream.of(first, second).flatMap(page -> page.uploads().stream()))
                .extracting(MultipartUpload::uploadId)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void refusesAPresignedUrlForAnotherObject() throws IOException {
        put("1/alice/mine", bytes(10));
        put("1/bobby/mine", bytes(10));
        URL forged = URI.create(presigned("1/alice/mine").toString().replace("alice", "bobby"))
                .toURL();

        assertThat(((HttpURLConnection) forged.openConnection()).getResponseCode())
                .isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
    }

    @Test
    void letsAPageOfThisMachineReadARangeOfALink() throws Exception {
        byte[] bytes = bytes(1000);
        put("1/alice/volume", bytes);

        for (String page : List.of("http://127.0.0.1:8080", "http://localhost:5173")) {
            HttpResponse<byte[]> range = from(page, "GET", presigned("1/alice/volume"));

            assertThat(range.statusCode()).isEqualTo(206);
            assertThat(range.body()).isEqualTo(Arrays.copyOfRange(bytes, 100, 200));
            assertThat(range.headers().firstValue("access-control-allow-origin"))
                    .contains(page);
            assertThat(range.headers().firstValue("access-control-expose-headers"))
                    .hasValueSatisfying(exposed ->
                            assertThat(exposed.toLowerCase(Locale.ROOT)).contains("content-range", "etag"));
            assertThat(from(page, "OPTIONS", presigned("1/alice/volume"))
                            .headers()
                            .firstValue("access-control-allow-origin"))
                    .contains(page);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://127.0.0.1.evil.example:8080",
                "http://127.0.0.1:8080.evil"
            })
    void letsNoForeignPageReadALink(String page) throws Exception {
        put("1/alice/volume", bytes(1000));

        for (String method : List.of("GET", "OPTIONS")) {
            assertThat(from(page, method, presigned("1/alice/volume"))
                            .headers()
                            .firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    /** What a browser sends for a page: the request, or before it the question whether it may. */
    private static HttpResponse<byte[]> from(String page, String method, URL link) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(link.toURI())
                .method(method, BodyPublishers.noBody())
                .header("Origin", page);
        if (method.equals("OPTIONS")) {
            request.header("Access-Control-Request-Method", "GET").header("Access-Control-Request-Headers", "range");
        } else {
            request.header("Range", "bytes=100-199");
        }
        try (HttpClient browser = HttpClient.newHttpClient()) {
            return browser.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private URL presigned(String key) {
        return presigner
                .presignGetObject(request -> request.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(get -> get.bucket(BUCKET).key(key)))
                .url();
    }

    private void put(String key, byte[] bytes) {
        s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromBytes(bytes));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
