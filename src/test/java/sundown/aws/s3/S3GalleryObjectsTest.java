package sundown.aws.s3;

import java.time.Clock;
import java.time.Instant;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.GalleryObjectsContract;
import sundown.gallery.GalleryObjects;
import sundown.gallery.ObjectKey;

@OnAnyCloud
class S3GalleryObjectsTest extends GalleryObjectsContract {
    private final S3Client client;
    private final String bucket;

    S3GalleryObjectsTest(AwsStack stack) {
        client = stack.s3();
        bucket = stack.name("GALLERY_BUCKET");
    }

    @Override
    protected GalleryObjects objects() {
        return new S3GalleryObjects(client, bucket, GalleryRoles.none());
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
}
