package sundown.aws.sqs;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.MembershipQueueContract;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.membership.MembershipQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsMembershipQueueTest extends MembershipQueueContract {
    private final SqsTestQueue deployed;

    SqsMembershipQueueTest(Emulators emulators) {
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "MEMBERSHIP_QUEUE_URL");
    }

    @Override
    protected MembershipQueue queue() {
        return new SqsMembershipQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }
}
