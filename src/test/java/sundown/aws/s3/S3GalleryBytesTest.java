package sundown.aws.s3;

import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import sundown.aws.AwsStack;
import sundown.contract.GalleryBytesContract;
import sundown.gallery.GalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

@ExtendWith(EmulatorsExtension.class)
class S3GalleryBytesTest extends GalleryBytesContract {
    private final AwsStack stack;

    S3GalleryBytesTest(Emulators emulators) {
        stack = AwsStack.provision(emulators);
    }

    @Override
    protected GalleryBytes bytes() {
        return new S3GalleryObjects(stack.clients().s3(), stack.name("GALLERY_BUCKET"));
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
