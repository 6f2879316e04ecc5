package sundown.aws.sqs;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.MilestoneQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.milestone.MilestoneQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsMilestoneQueueTest extends MilestoneQueueContract {
    private final SqsTestQueue deployed;

    SqsMilestoneQueueTest(Emulators emulators) {
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "ADVANCE_QUEUE_URL");
    }

    @Override
    protected MilestoneQueue queue() {
        return new SqsMilestoneQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }
}
