package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;

class AwsFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "500, InternalServerError",
        "503, SlowDown",
        "502, Anything",
        "400, ProvisionedThroughputExceededException",
        "400, ThrottlingException",
        "400, RequestLimitExceeded",
        "429, TooManyRequestsException",
        "400, RequestTimeout",
        "403, RequestTimeTooSkewed",
        "500, KMSInternalException",
    })
    void letsPassWhatMayPass(int status, String code) {
        assertThat(AwsFailures.sorted(answer(status, code)))
                .isInstanceOf(RetryableFailure.class)
                .hasMessage("DynamoDb answered " + code);
    }

    @ParameterizedTest
    @CsvSource({
        "400, ValidationException",
        "400, ResourceNotFoundException",
        "400, AccessDeniedException",
        "403, AccessDenied",
        "404, NoSuchBucket",
        "400, InvalidCiphertextException",
        "413, RequestEntityTooLarge",
    })
    void givesUpWhatWillNotPass(int status, String code) {
        assertThat(AwsFailures.sorted(answer(status, code)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("DynamoDb answered " + code);
    }

    @Test
    void letsPassANetworkThatFails() {
        SdkException unreachable =
                SdkClientException.create("Unable to execute HTTP request", new IOException("refused"));
        assertThat(AwsFailures.sorted(unreachable)).isInstanceOf(RetryableFailure.class);
        assertThat(AwsFailures.sorted(ApiCallTimeoutException.create(8_000)))
                .isInstanceOf(RetryableFailure.class)
                .hasMessage("AWS cannot be reached: ApiCallTimeoutException");
    }

    @Test
    void tellsNothingOfWhatWasSent() {
        AwsServiceException quoting = answer(400, "ValidationException").toBuilder()
                .message("no such value: someone@example.com")
                .build();
        assertThat(AwsFailures.sorted(quoting)).hasMessageNotContaining("someone");
    }

    @Test
    void leavesOtherExceptionsAlone() {
        IllegalStateException fault = new IllegalStateException("a fault of our own");
        assertThatThrownBy(() -> AwsFailures.sorting(() -> {
                    throw fault;
                }))
                .isSameAs(fault);
    }

    private static AwsServiceException answer(int status, String code) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .build())
                .build();
    }
}
