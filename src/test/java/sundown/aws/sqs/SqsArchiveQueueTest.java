package sundown.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import sundown.archive.ArchiveQueue;
import sundown.aws.AwsStack;
import sundown.contract.ArchiveQueueContract;
import sundown.failure.RetryableFailure;
import sundown.local.emulators.Emulators;
import sundown.local.emulators.EmulatorsExtension;
import sundown.local.emulators.Usage;

@ExtendWith(EmulatorsExtension.class)
class SqsArchiveQueueTest extends ArchiveQueueContract {
    private final Emulators emulators;
    private final SqsTestQueue deployed;

    SqsArchiveQueueTest(Emulators emulators) {
        this.emulators = emulators;
        deployed = SqsTestQueue.of(AwsStack.provision(emulators), "ARCHIVE_QUEUE_URL");
    }

    @Override
    protected ArchiveQueue queue() {
        return new SqsArchiveQueue(deployed.client(), deployed.url());
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
        assertThatThrownBy(() -> new SqsArchiveQueue(new ChoosySqs(), deployed.url()).send(messages(1, 3)))
                .isInstanceOf(RetryableFailure.class)
                .hasMessageContaining("InternalError");
    }
}
