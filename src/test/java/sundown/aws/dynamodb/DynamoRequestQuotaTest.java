package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.RequestQuotaContract;
import sundown.transfer.RequestQuota;

@ExtendWith(AwsStackExtension.class)
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
