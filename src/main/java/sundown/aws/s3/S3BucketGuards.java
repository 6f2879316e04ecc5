package sundown.aws.s3;

import jakarta.inject.Singleton;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.aws.AwsFailures;
import sundown.gallery.BucketLayout;
import sundown.purge.PurgedBucket;
import sundown.readiness.BucketGuards;
import sundown.readiness.Guards;

/** The policies of the buckets that have users' objects, as S3 has them. */
@Singleton
public final class S3BucketGuards implements BucketGuards {
    private final S3Client client;
    private final S3Buckets buckets;

    public S3BucketGuards(S3Client client, S3Buckets buckets) {
        this.client = client;
        this.buckets = buckets;
    }

    @Override
    public Guards of(PurgedBucket bucket, BucketLayout layout) {
        GalleryRoles.Place place = buckets.place(bucket, layout.root(), GalleryRoles.Right.LIST);
        String policy = AwsFailures.sorting(() -> client.getBucketPolicy(
                        request -> request.bucket(place.bucket()).overrideConfiguration(place.caller())))
                .policy();
        return GuardPolicy.read(bucket, layout, place.bucket(), policy);
    }
}
