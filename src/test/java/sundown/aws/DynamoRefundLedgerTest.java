package sundown.aws;

import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.contract.RefundLedgerContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.refund.RefundLedger;

@ExtendWith(EmulatorsExtension.class)
class DynamoRefundLedgerTest extends RefundLedgerContract {
    private final RefundLedger ledger;

    DynamoRefundLedgerTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        ledger = new DynamoRefundLedger(stack.dynamoDb(), stack.name("REFUNDS_TABLE"), new Random(1));
    }

    @Override
    protected RefundLedger ledger() {
        return ledger;
    }
}
