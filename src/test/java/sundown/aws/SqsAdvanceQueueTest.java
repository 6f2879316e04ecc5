package sundown.aws;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.advance.AdvanceQueue;
import sundown.contract.AdvanceQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;

@ExtendWith(EmulatorsExtension.class)
class SqsAdvanceQueueTest extends AdvanceQueueContract {
    private final SqsTestQueue deployed;

    SqsAdvanceQueueTest(Emulators emulators) {
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "ADVANCE_QUEUE_URL");
    }

    @Override
    protected AdvanceQueue queue() {
        return new SqsAdvanceQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }
}
