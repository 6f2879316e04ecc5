package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.TrustedTimeContract;
import sundown.failure.PermanentFailure;
import sundown.purge.TrustedTime;

@OnAnyCloud
class DynamoTrustedTimeTest extends TrustedTimeContract {
    private final AwsStack stack;

    DynamoTrustedTimeTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected TrustedTime time() {
        return of(stack.name("GROUPS_TABLE"));
    }

    private TrustedTime of(String table) {
        return new DynamoTrustedTime(stack.clients().dynamoDb(), table);
    }

    @Test
    void failsWithoutItsTable() {
        TrustedTime lost = of("there-is-no-such-table");
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(lost::now);
    }
}
