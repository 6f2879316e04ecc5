package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import sundown.archive.VolumeStorage;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.VolumeStorageContract;
import sundown.gallery.ObjectKey;

@OnAnyCloud
class S3VolumeStorageTest extends VolumeStorageContract {
    private static final ObjectKey VOLUME = new ObjectKey("1/someone/a/1.zip");

    private final VolumeStorage storage;

    S3VolumeStorageTest(AwsStack stack) {
        storage = new S3VolumeStorage(stack.s3(), stack.clients().presigner(), stack.name("ARCHIVE_BUCKET"));
    }

    @Override
    protected VolumeStorage storage() {
        return storage;
    }

    @Override
    protected Optional<byte[]> download(URI link) {
        try {
            HttpURLConnection connection = connection(link);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                return Optional.empty();
            }
            try (InputStream body = connection.getInputStream()) {
                return Optional.of(body.readAllBytes());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    protected void passes(Duration length) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < length.toNanos()) {
            LockSupport.parkNanos(length.toNanos());
        }
    }

    @Test
    void hasBrowsersSaveAVolumeUnderItsName() throws IOException {
        build();
        HttpURLConnection connection = connection(storage.link(VOLUME, "photos-01-of-11.zip", Duration.ofMinutes(10)));
        assertThat(connection.getResponseCode()).isEqualTo(HttpURLConnection.HTTP_OK);
        assertThat(connection.getHeaderField("Content-Disposition"))
                .isEqualTo("attachment; filename=\"photos-01-of-11.zip\"");
        assertThat(connection.getContentType()).isEqualTo("application/zip");
        assertThat(connection.getContentLengthLong()).isEqualTo(10);
    }

    @Test
    void refusesALinkThatWasChanged() throws IOException {
        build();
        URI link = storage.link(VOLUME, "photos.zip", Duration.ofMinutes(10));
        for (String change : List.of("Expires=601", "someone2")) {
            URI forged =
                    URI.create(link.toString().replace(change.equals("someone2") ? "someone" : "Expires=600", change));
            assertThat(connection(forged).getResponseCode()).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        }
    }

    private void build() {
        UploadId upload = storage.begin(VOLUME);
        UploadedPart part = storage.upload(VOLUME, upload, 1, new byte[10], 10).orElseThrow();
        assertThat(storage.complete(VOLUME, upload, List.of(part))).isTrue();
    }

    private static HttpURLConnection connection(URI link) throws IOException {
        return (HttpURLConnection) link.toURL().openConnection();
    }
}
