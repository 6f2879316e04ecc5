package sundown.aws.dynamodb;

import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.DeletionRecordsContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.DeletionRecords;

@ExtendWith(EmulatorsExtension.class)
class DynamoDeletionRecordsTest extends DeletionRecordsContract {
    private final DeletionRecords records;

    DynamoDeletionRecordsTest(Emulators emulators) {
        AwsStack stack = AwsStack.provision(emulators);
        records = new DynamoDeletionRecords(stack.dynamoDb(), stack.name("DELETIONS_TABLE"));
    }

    @Override
    protected DeletionRecords records() {
        return records;
    }
}
