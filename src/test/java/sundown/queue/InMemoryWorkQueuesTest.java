package sundown.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import sundown.account.UserId;
import sundown.contract.SampleTransfers;
import sundown.contract.WorkQueuesContract;
import sundown.edge.Correlation;
import sundown.edge.InMemoryQueue;
import sundown.queue.WorkQueues.QueueName;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.runtime.ManualClock;

class InMemoryWorkQueuesTest extends WorkQueuesContract {
    private final InMemoryQueue<RefundMessage> refunds =
            new InMemoryQueue<>(new ManualClock(SampleTransfers.NOW), new Random(1), Duration.ofMinutes(1), 1);
    private final InMemoryWorkQueues queues =
            new InMemoryWorkQueues(Map.of(new QueueName("refunds"), refunds), new QueueName("events"));

    @Override
    protected WorkQueues queues() {
        return queues;
    }

    @Override
    protected DeadLetters deadLetters() {
        return queues;
    }

    @Override
    protected void send(int messages) {
        refunds.send(IntStream.range(0, messages)
                .mapToObj(number -> new RefundMessage(
                        new UserId("user-" + number), Trigger.REFUNDS_BEGIN, Correlation.from(Optional.empty())))
                .toList());
    }

    @Override
    protected void receive() {
        assertThat(refunds.receive()).isPresent();
    }

    @Override
    protected void fail() {
        refunds.receive().ifPresent(delivery -> {
            refunds.release(delivery);
            fail();
        });
    }
}
