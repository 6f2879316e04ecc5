package sundown.aws.dynamodb;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.aws.AwsStackExtension;
import sundown.contract.CancellationLedgerContract;

@ExtendWith(AwsStackExtension.class)
class DynamoCancellationLedgerTest extends CancellationLedgerContract {
    DynamoCancellationLedgerTest(AwsStack stack) {
        super(new DynamoCancellationLedger(stack.dynamoDb(), stack.name("SUBSCRIPTIONS_TABLE"), new Random(1)));
    }
}
