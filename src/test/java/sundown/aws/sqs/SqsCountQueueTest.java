package sundown.aws.sqs;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.CountQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.report.CountQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsCountQueueTest extends CountQueueContract {
    private final SqsTestQueue deployed;

    SqsCountQueueTest(Emulators emulators) {
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "PROGRESS_QUEUE_URL");
    }

    @Override
    protected CountQueue queue() {
        return new SqsCountQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }
}
