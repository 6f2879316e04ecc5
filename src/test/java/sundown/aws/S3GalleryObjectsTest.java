package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.contract.GalleryObjectsContract;
import sundown.gallery.GalleryObjects;
import sundown.gallery.ObjectKey;
import sundown.gallery.StoredObject;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;

@ExtendWith(EmulatorsExtension.class)
class S3GalleryObjectsTest extends GalleryObjectsContract {
    private final Emulators emulators;
    private final S3Client client;
    private final String bucket;

    S3GalleryObjectsTest(Emulators emulators) {
        this.emulators = emulators;
        AwsStack stack = AwsStack.provision(emulators);
        client = stack.clients().s3();
        bucket = stack.name("GALLERY_BUCKET");
    }

    @Override
    protected GalleryObjects objects() {
        return new S3GalleryObjects(client, bucket);
    }

    @Override
    protected void put(ObjectKey key, byte[] object) {
        client.putObject(request -> request.bucket(bucket).key(key.value()), RequestBody.fromBytes(object));
    }

    @Override
    protected void remove(ObjectKey key) {
        client.deleteObject(request -> request.bucket(bucket).key(key.value()));
    }

    @Override
    protected Instant now() {
        return Clock.systemUTC().instant();
    }

    @Test
    void asksForTheNextThousandOnlyWhenTheStreamComesToIt() {
        IntStream.range(0, 1_005).forEach(number -> put(new ObjectKey("1/many/%04d".formatted(number)), new byte[0]));
        Usage before = emulators.usage();
        Iterator<StoredObject> listed = objects().list("1/many/").iterator();
        IntStream.range(0, 1_000).forEach(number -> listed.next());
        assertThat(emulators.usage().since(before).s3Requests()).isEqualTo(Map.of("ListObjects", 1L));
        listed.forEachRemaining(object -> assertThat(object.bytes()).isZero());
        assertThat(emulators.usage().since(before).s3Requests()).isEqualTo(Map.of("ListObjects", 2L));
    }
}
