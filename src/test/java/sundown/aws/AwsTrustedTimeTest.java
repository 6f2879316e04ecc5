package sundown.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.contract.TrustedTimeContract;
import sundown.failure.PermanentFailure;
import sundown.purge.TrustedTime;

@OnAnyCloud
class AwsTrustedTimeTest extends TrustedTimeContract {
    private static final String NONE = "there-is-nothing-of-this-name";

    private final AwsStack stack;

    AwsTrustedTimeTest(AwsStack stack) {
        this.stack = stack;
    }

    /** The clock of S3. */
    @Override
    protected TrustedTime time() {
        return s3(stack.name("AUDIT_BUCKET"));
    }

    @Test
    void tellsTheTimeOfDynamoDb() {
        requireTime(dynamoDb(stack.name("GROUPS_TABLE")));
    }

    @Test
    void failsWithoutItsBucketOrTable() {
        assertThat(List.of(s3(NONE), dynamoDb(NONE)))
                .allSatisfy(clock ->
                        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(clock::now));
    }

    private TrustedTime s3(String bucket) {
        return AwsTrustedTime.of(stack.clients().s3(), bucket);
    }

    private TrustedTime dynamoDb(String table) {
        return AwsTrustedTime.of(stack.clients().dynamoDb(), table);
    }
}
