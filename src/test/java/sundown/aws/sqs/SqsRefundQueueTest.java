package sundown.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.aws.AwsStack;
import sundown.contract.RefundQueueContract;
import sundown.failure.RetryableFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;
import sundown.refund.RefundQueue;

@ExtendWith(EmulatorsExtension.class)
class SqsRefundQueueTest extends RefundQueueContract {
    private final Emulators emulators;
    private final SqsTestQueue deployed;

    SqsRefundQueueTest(Emulators emulators) {
        this.emulators = emulators;
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "REFUND_QUEUE_URL");
    }

    @Override
    protected RefundQueue queue() {
        return new SqsRefundQueue(deployed.client(), deployed.url());
    }

    @Override
    protected Optional<Received> receive() {
        return deployed.receive();
    }

    @Test
    void sendsTenMessagesARequest() {
        Usage before = emulators.usage();
        queue().send(messages(1, 25));
        assertThat(emulators.usage().since(before).sqsRequests()).isEqualTo(Map.of("SendMessageBatch", 3L));
    }

    @Test
    void failsWhenOneMessageOfManyWasNotTaken() {
        assertThatThrownBy(() -> new SqsRefundQueue(new ChoosySqs(), deployed.url()).send(messages(1, 3)))
                .isInstanceOf(RetryableFailure.class)
                .hasMessageContaining("InternalError");
    }
}
