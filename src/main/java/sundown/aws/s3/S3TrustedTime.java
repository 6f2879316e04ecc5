package sundown.aws.s3;

import java.time.Instant;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadBucketRequest;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import sundown.aws.AnswerDate;
import sundown.aws.AwsFailures;
import sundown.purge.TrustedTime;

/** The time of S3: the {@code Date} header of its response to a request for a bucket. */
public final class S3TrustedTime implements TrustedTime {
    private final S3Client client;
    private final HeadBucketRequest request;

    /** Asks about a bucket. */
    public S3TrustedTime(S3Client client, String bucket) {
        this.client = client;
        this.request = HeadBucketRequest.builder().bucket(bucket).build();
    }

    @Override
    public Instant now() {
        HeadBucketResponse response = AwsFailures.sorting(() -> client.headBucket(request));
        return AnswerDate.of("S3", response.sdkHttpResponse());
    }
}
