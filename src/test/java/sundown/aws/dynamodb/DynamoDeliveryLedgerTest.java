package sundown.aws.dynamodb;

import java.util.Random;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.DeliveryLedgerContract;
import sundown.mail.DeliveryLedger;

@OnAnyCloud
class DynamoDeliveryLedgerTest extends DeliveryLedgerContract {
    private final AwsStack stack;

    DynamoDeliveryLedgerTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected DeliveryLedger ledger() {
        return new DynamoDeliveryLedger(stack.dynamoDb, stack.name("DELIVERIES_TABLE"), new Random(1));
    }
}
