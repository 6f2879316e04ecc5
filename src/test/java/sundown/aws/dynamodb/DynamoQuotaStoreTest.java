package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.QuotaStoreContract;
import sundown.transfer.QuotaStore;

@OnAnyCloud
class DynamoQuotaStoreTest extends QuotaStoreContract {
    private final QuotaStore store;

    DynamoQuotaStoreTest(AwsStack stack) {
        this.store = new DynamoQuotaStore(stack.dynamoDb, stack.name("QUOTAS_TABLE"));
    }

    @Override
    protected QuotaStore store() {
        return store;
    }
}
