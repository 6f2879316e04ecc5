package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.RequestQuotaContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.transfer.RequestQuota;

@ExtendWith(EmulatorsExtension.class)
class DynamoRequestQuotaTest extends RequestQuotaContract {
    private final AwsStack stack;

    DynamoRequestQuotaTest(Emulators emulators) {
        stack = AwsStack.provision(emulators);
    }

    @Override
    protected RequestQuota quota(RequestQuota.Limits limits) {
        return new DynamoRequestQuota(stack.dynamoDb(), stack.name("QUOTAS_TABLE"), limits);
    }
}
