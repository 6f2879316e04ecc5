package sundown.aws.sqs;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.closing.ClosingQueue;
import sundown.contract.ClosingQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

@ExtendWith(EmulatorsExtension.class)
class SqsClosingQueueTest extends ClosingQueueContract {
    private final SqsTestQueue deployed;

    SqsClosingQueueTest(Emulators emulators) {
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "CLOSING_QUEUE_URL");
    }

    @Override
    protected ClosingQueue queue() {
        return new SqsClosingQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }
}
