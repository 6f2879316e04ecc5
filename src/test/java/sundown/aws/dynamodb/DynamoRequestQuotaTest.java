package sundown.aws.dynamodb;

import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.RequestQuotaContract;
import sundown.transfer.RequestQuota;

@OnAnyCloud
class DynamoRequestQuotaTest extends RequestQuotaContract {
    private final AwsStack stack;

    DynamoRequestQuotaTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected RequestQuota quota(RequestQuota.Limits limits) {
        return new DynamoRequestQuota(stack.dynamoDb(), stack.name("QUOTAS_TABLE"), limits);
    }
}
