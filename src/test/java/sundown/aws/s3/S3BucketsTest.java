package sundown.aws.s3;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.BucketsContract;
import sundown.gallery.ObjectKey;
import sundown.local.emulators.Endpoints;
import sundown.purge.BucketDeletion;
import sundown.purge.BucketListing;
import sundown.purge.BucketListing.PurgedBucket;

@OnAnyCloud
class S3BucketsTest extends BucketsContract {
    private final S3Client client;
    private final String other;
    private final S3Buckets buckets;

    S3BucketsTest(AwsStack stack) {
        client = stack.s3();
        String gallery = stack.name("GALLERY_BUCKET");
        String archive = stack.name("ARCHIVE_BUCKET");
        other = "old-" + gallery;
        client.createBucket(request ->
                request.bucket(other).createBucketConfiguration(where -> where.locationConstraint(Endpoints.REGION)));
        List.of(gallery, archive, other).forEach(this::keepVersions);
        String roles = other + "=arn:aws:iam::" + Endpoints.ACCOUNT + ":role/sundown-gallery-old";
        buckets = new S3Buckets(
                gallery, archive, new GalleryRoles(() -> stack.clients().sts(), Optional.of(roles)));
    }

    private void keepVersions(String bucket) {
        client.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    @Override
    protected BucketListing listing() {
        return new S3BucketListing(client, buckets);
    }

    @Override
    protected String elsewhere() {
        return ObjectKey.root(other);
    }

    @Override
    protected BucketDeletion deletion() {
        return new S3BucketDeletion(client, buckets);
    }

    @Override
    protected void put(PurgedBucket bucket, ObjectKey key, byte[] bytes) {
        GalleryRoles.Place place = place(bucket, key);
        client.putObject(request -> request.bucket(place.bucket()).key(place.key()), RequestBody.fromBytes(bytes));
    }

    @Override
    protected void mark(PurgedBucket bucket, ObjectKey key) {
        GalleryRoles.Place place = place(bucket, key);
        client.deleteObject(request -> request.bucket(place.bucket()).key(place.key()));
    }

    @Override
    protected void begin(PurgedBucket bucket, ObjectKey key) {
        GalleryRoles.Place place = place(bucket, key);
        client.createMultipartUpload(request -> request.bucket(place.bucket()).key(place.key()));
    }

    private GalleryRoles.Place place(PurgedBucket bucket, ObjectKey key) {
        return buckets.place(bucket, key.value(), GalleryRoles.Right.LIST);
    }
}
