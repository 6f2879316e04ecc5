package sundown.aws.s3;

import software.amazon.awssdk.core.sync.RequestBody;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.GalleryBytesContract;
import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;

@OnAnyCloud
class S3GalleryBytesTest extends GalleryBytesContract {
    private final AwsStack stack;

    S3GalleryBytesTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected GalleryBytes bytes() {
        return new S3GalleryObjects(stack.clients().s3(), stack.name("GALLERY_BUCKET"), GalleryRoles.none());
    }

    @Override
    protected void put(ObjectKey key, byte[] object) {
        stack.clients()
                .s3()
                .putObject(
                        request -> request.bucket(stack.name("GALLERY_BUCKET")).key(key.value()),
                        RequestBody.fromBytes(object));
    }
}
