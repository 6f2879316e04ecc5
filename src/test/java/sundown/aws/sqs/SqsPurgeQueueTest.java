package sundown.aws.sqs;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.PurgeQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.purge.PurgeQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsPurgeQueueTest extends PurgeQueueContract {
    private final SqsTestQueue deployed;

    SqsPurgeQueueTest(Emulators emulators) {
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "PURGE_QUEUE_URL");
    }

    @Override
    protected PurgeQueue queue() {
        return new SqsPurgeQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }
}
