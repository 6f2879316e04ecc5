package sundown.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import sundown.account.ReachStore;
import sundown.account.UserId;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.ReachStoreContract;

@OnAnyCloud
class DynamoReachStoreTest extends ReachStoreContract {
    private final AwsStack stack;

    DynamoReachStoreTest(AwsStack stack) {
        this.stack = stack;
    }

    private DynamoDeliveryLedger rows() {
        return new DynamoDeliveryLedger(stack.dynamoDb, stack.name("DELIVERIES_TABLE"), new Random(1));
    }

    @Override
    protected ReachStore reaches() {
        return rows();
    }

    @Test
    void isNoneOfTheMailsOfAUser() {
        UserId user = new UserId("looked");
        rows().note(user, ReachStore.Reach.REACHED, Instant.EPOCH);
        assertThat(rows().list(user, 9)).isEmpty();
    }
}
