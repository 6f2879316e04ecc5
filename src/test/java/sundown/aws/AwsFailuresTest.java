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
        "500, InternalServerError, true",
        "503, SlowDown, true",
        "502, Anything, true",
        "400, ProvisionedThroughputExceededException, true",
        "400, ThrottlingException, true",
        "400, RequestLimitExceeded, true",
        "429, TooManyRequestsException, true",
        "400, RequestTimeout, true",
        "403, RequestTimeTooSkewed, true",
        "500, KMSInternalException, true",
        "400, ValidationException, false",
        "400, ResourceNotFoundException, false",
        "400, AccessDeniedException, false",
        "403, AccessDenied, false",
        "404, NoSuchBucket, false",
        "400, InvalidCiphertextException, false",
        "413, RequestEntityTooLarge, false",
    })
    void letsPassWhatMayPassAndGivesUpTheRest(int status, String code, boolean mayPass) {
        assertThat(AwsFailures.sorted(answer(status, code)))
                .isInstanceOf(mayPass ? RetryableFailure.class : PermanentFailure.class)
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
