package sundown.aws;

import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * Sorts what the AWS SDK throws, after its own retries, into what may pass and what will not. Only the service's name
 * and error code are told: its messages may quote what was sent.
 */
final class AwsFailures {
    private AwsFailures() {}

    /** Makes a call and sorts its failure. */
    static <T> T sorting(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw sorted(failure);
        }
    }

    /** The failure to throw for one of the SDK. */
    static RuntimeException sorted(SdkException failure) {
        return switch (failure) {
            case SdkServiceException answer when !mayPass(answer) -> new PermanentFailure(description(answer), answer);
            case SdkServiceException answer -> new RetryableFailure(description(answer), answer);
            default -> new RetryableFailure("AWS cannot be reached: " + name(failure), failure);
        };
    }

    private static boolean mayPass(SdkServiceException answer) {
        return answer.statusCode() >= 500
                || answer.statusCode() == 408
                || RetryUtils.isThrottlingException(answer)
                || RetryUtils.isClockSkewException(answer);
    }

    private static String description(SdkServiceException answer) {
        if (answer instanceof AwsServiceException aws && aws.awsErrorDetails() != null) {
            return aws.awsErrorDetails().serviceName() + " answered "
                    + aws.awsErrorDetails().errorCode();
        }
        return "AWS answered " + answer.statusCode();
    }

    private static String name(SdkException failure) {
        return failure.getClass().getSimpleName();
    }
}
