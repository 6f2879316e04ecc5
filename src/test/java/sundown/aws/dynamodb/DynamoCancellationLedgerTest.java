package sundown.aws.dynamodb;

import java.util.Random;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.CancellationLedgerContract;

@OnAnyCloud
class DynamoCancellationLedgerTest extends CancellationLedgerContract {
    DynamoCancellationLedgerTest(AwsStack stack) {
        super(new DynamoCancellationLedger(stack.dynamoDb, stack.name("SUBSCRIPTIONS_TABLE"), new Random(1)));
    }
}
