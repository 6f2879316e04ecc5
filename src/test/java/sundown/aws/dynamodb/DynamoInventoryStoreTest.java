package sundown.aws.dynamodb;

import java.util.Random;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.InventoryStoreContract;

@OnAnyCloud
class DynamoInventoryStoreTest extends InventoryStoreContract {
    DynamoInventoryStoreTest(AwsStack stack) {
        super(new DynamoInventoryStore(stack.dynamoDb, stack.name("TRANSFERS_TABLE"), new Random(1)));
    }
}
