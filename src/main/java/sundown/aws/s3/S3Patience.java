package sundown.aws.s3;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Time-outs for calls with a large body or much work. */
final class S3Patience {
    /**
     * A chunk of a manifest has 15 MB for 50,000 users, and 1,000 deletions take S3 some time. A call ends before the
     * time-out of its function (50 seconds for the sweep), and within the minute in which a stop of all purges takes
     * effect.
     */
    static final AwsRequestOverrideConfiguration LARGE = large(GalleryRoles.Place.ITSELF);

    private S3Patience() {}

    /** The same for a caller. */
    static AwsRequestOverrideConfiguration large(AwsRequestOverrideConfiguration caller) {
        return caller.toBuilder()
                .apiCallAttemptTimeout(Duration.ofSeconds(20))
                .apiCallTimeout(Duration.ofSeconds(40))
                .build();
    }
}
