package sundown.aws.sqs;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.PlanQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.PlanQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsPlanQueueTest extends PlanQueueContract {
    private final SqsTestQueue deployed;

    SqsPlanQueueTest(Emulators emulators) {
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "PURGE_PLAN_QUEUE_URL");
    }

    @Override
    protected PlanQueue queue() {
        return new SqsPlanQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }
}
