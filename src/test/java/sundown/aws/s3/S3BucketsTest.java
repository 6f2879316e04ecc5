package sundown.aws.s3;

import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.BucketsContract;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.deletion.BucketDeletion;
import sundown.purge.plan.BucketListing;
import sundown.purge.plan.PurgedBucket;

@OnAnyCloud
class S3BucketsTest extends BucketsContract {
    private final S3Client client;
    private final S3Buckets buckets;

    S3BucketsTest(AwsStack stack) {
        client = stack.s3();
        buckets = new S3Buckets(stack.name("GALLERY_BUCKET"), stack.name("ARCHIVE_BUCKET"));
        List.of(buckets.gallery(), buckets.archive()).forEach(this::keepVersions);
    }

    private void keepVersions(String bucket) {
        client.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    @Override
    protected BucketListing listing(GalleryLayout gallery) {
        return new S3BucketListing(client, buckets, gallery);
    }

    @Override
    protected BucketDeletion deletion() {
        return new S3BucketDeletion(client, buckets);
    }

    @Override
    protected void put(PurgedBucket bucket, ObjectKey key, byte[] bytes) {
        client.putObject(
                request -> request.bucket(buckets.name(bucket)).key(key.value()), RequestBody.fromBytes(bytes));
    }

    @Override
    protected void mark(PurgedBucket bucket, ObjectKey key) {
        client.deleteObject(request -> request.bucket(buckets.name(bucket)).key(key.value()));
    }

    @Override
    protected void begin(PurgedBucket bucket, ObjectKey key) {
        client.createMultipartUpload(
                request -> request.bucket(buckets.name(bucket)).key(key.value()));
    }
}
