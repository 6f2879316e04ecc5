package sundown.aws.s3;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.TrustedTimeContract;
import sundown.failure.PermanentFailure;
import sundown.purge.TrustedTime;

@OnAnyCloud
class S3TrustedTimeTest extends TrustedTimeContract {
    private final AwsStack stack;

    S3TrustedTimeTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected TrustedTime time() {
        return of(stack.name("AUDIT_BUCKET"));
    }

    private TrustedTime of(String bucket) {
        return new S3TrustedTime(stack.clients().s3(), bucket);
    }

    @Test
    void failsWithoutItsBucket() {
        TrustedTime lost = of("there-is-no-such-bucket");
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(lost::now);
    }
}
