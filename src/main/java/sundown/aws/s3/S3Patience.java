package sundown.aws.s3;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long is waited for a call whose body, or whose work, is large. */
final class S3Patience {
    /**
     * A manifest of some hundred thousand users has 100 MB; S3 may take its time for a thousand deletions. A call ends
     * before the functions do that wait for it, of which the sweep has 50 seconds, and before the minute in which a
     * stop of all purges has its effect.
     */
    static final AwsRequestOverrideConfiguration LARGE = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(20))
            .apiCallTimeout(Duration.ofSeconds(40))
            .build();

    private S3Patience() {}
}
