package sundown.local.demo.transfer;

import java.time.Duration;
import sundown.local.emulators.Usage;
import sundown.local.google.gate.Metrics;

/**
 * What a transfer took.
 *
 * @param google what the stand-in saw of it
 * @param usage what it used of AWS, with what the app asked for and the sweeps in the meantime
 * @param elapsed from the app's first request to the end
 */
public record Effort(Metrics google, Usage usage, Duration elapsed) {
    /** All requests to S3. */
    public long s3Requests() {
        return sum(usage.s3Requests().values());
    }

    /** All requests to SQS, those too that found no message. */
    public long sqsRequests() {
        return sum(usage.sqsRequests().values());
    }

    private static long sum(Iterable<Long> counts) {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}
