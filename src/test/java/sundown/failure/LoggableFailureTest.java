package sundown.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoggableFailureTest {
    private final IllegalStateException foreign = new IllegalStateException("sent ya29.secret");

    @Test
    void keepsTheMessagesThatPromiseToHoldNothingOfAUser() {
        assertThat(LoggableFailure.of(new RetryableFailure("S3 answered 503", null)))
                .hasMessage("sundown.failure.RetryableFailure: S3 answered 503");
        assertThat(LoggableFailure.of(new PermanentFailure("Kms answered AccessDenied", null)))
                .hasMessage("sundown.failure.PermanentFailure: Kms answered AccessDenied");
    }

    @Test
    void keepsOnlyTheTypeOfEveryOther() {
        assertThat(LoggableFailure.of(foreign)).hasMessage("java.lang.IllegalStateException");
    }

    @Test
    void keepsTheCauses() {
        assertThat(LoggableFailure.of(new RetryableFailure("S3 answered 503", foreign))
                        .getCause())
                .hasMessage("java.lang.IllegalStateException")
                .hasNoCause();
    }

    @Test
    void keepsThePlaces() {
        assertThat(LoggableFailure.of(foreign).getStackTrace()).isEqualTo(foreign.getStackTrace());
    }
}
