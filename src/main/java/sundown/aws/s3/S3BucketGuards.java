package sundown.aws.s3;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.S3Client;
import sundown.aws.AwsFailures;
import sundown.purge.plan.PurgedBucket;
import sundown.readiness.BucketGuards;
import sundown.readiness.Guards;

/** The policies of the gallery bucket and the archive bucket, as S3 has them. */
@Singleton
public final class S3BucketGuards implements BucketGuards {
    private final S3Client client;
    private final S3Buckets buckets;

    public S3BucketGuards(S3Client client, S3Buckets buckets) {
        this.client = client;
        this.buckets = buckets;
    }

    @Override
    public List<Guards> all() {
        return Stream.of(PurgedBucket.values()).map(this::guards).toList();
    }

    private Guards guards(PurgedBucket bucket) {
        String name = buckets.name(bucket);
        String policy = AwsFailures.sorting(() -> client.getBucketPolicy(request -> request.bucket(name)))
                .policy();
        return GuardPolicy.read(bucket, name, policy);
    }
}
