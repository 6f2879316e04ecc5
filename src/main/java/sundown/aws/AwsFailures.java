package sundown.aws;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

/**
 * Sorts what the AWS SDK throws after its own retries into retryable and permanent failures. The failures name only the
 * service and the error code, because the SDK's messages may quote what was sent.
 */
public final class AwsFailures {
    /** Some services answer with status 400 when a request arrives too slowly. */
    private static final Set<String> TOO_SLOW = Set.of("RequestTimeout", "RequestTimeoutException");

    private AwsFailures() {}

    /** Makes a call and sorts its failure. */
    public static <T> T sorting(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw sorted(failure);
        }
    }

    /** Turns an exception of the SDK into the failure to throw. */
    public static RuntimeException sorted(SdkException failure) {
        return switch (failure) {
            case SdkServiceException answer when !mayPass(answer) -> new PermanentFailure(description(answer), answer);
            case SdkServiceException answer -> new RetryableFailure(description(answer), answer);
            default ->
                new RetryableFailure(
                        "AWS cannot be reached: " + failure.getClass().getSimpleName(), failure);
        };
    }

    private static boolean mayPass(SdkServiceException answer) {
        return answer.statusCode() >= 500
                || (answer instanceof AwsServiceException aws && TOO_SLOW.contains(code(aws)))
                || RetryUtils.isThrottlingException(answer)
                || RetryUtils.isClockSkewException(answer);
    }

    private static String description(SdkServiceException answer) {
        return answer instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails().serviceName() + " answered " + code(aws)
                : "AWS answered " + answer.statusCode();
    }

    /** The error code; empty for an answer without one. */
    public static String code(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::errorCode)
                .orElse("");
    }
}
