package sundown.aws.dynamodb;

import java.util.Optional;
import sundown.aws.AwsStack;
import sundown.aws.OnAnyCloud;
import sundown.contract.AccountSampleContract;
import sundown.readiness.AccountSample;
import sundown.readiness.AccountSample.SampledAccount;

@OnAnyCloud
class DynamoAccountSampleTest extends AccountSampleContract {
    private final AwsStack stack;

    DynamoAccountSampleTest(AwsStack stack) {
        this.stack = stack;
    }

    @Override
    protected AccountSample sample() {
        return new DynamoAccountSample(stack.dynamoDb, stack.name("ACCOUNTS_TABLE"));
    }

    @Override
    protected void put(SampledAccount sampled) {
        Optional<String> shard = sampled.group().map(listing -> "%s#%02d".formatted(listing.group(), listing.chunk()));
        stack.put(
                "ACCOUNTS_TABLE",
                sampled.account()
                        .map(account -> DynamoAccountStore.write(account, shard))
                        .orElseGet(() -> Table.key("userId", sampled.user().value())));
    }
}
