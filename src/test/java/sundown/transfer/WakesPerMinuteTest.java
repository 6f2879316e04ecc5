package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.contract.SampleTransfers;
import sundown.edge.Correlation;
import sundown.edge.Forwarding;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEvents;
import sundown.runtime.ManualClock;
import sundown.sweep.RunSweepTaskFunction;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.SweepMessage;
import sundown.sweep.SweepTask.TaskName;
import sundown.sweep.Sweeps;
import sundown.sweep.Wake.Shards;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** How many transfers a worker wakes, one after the other, where each call takes as long as AWS does. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class WakesPerMinuteTest extends Given {
    private static final Duration GET = Duration.ofMillis(5);
    private static final Duration PUT = Duration.ofMillis(8);
    private static final Duration SEND = Duration.ofMillis(11);
    private static final int SHARD = 5;
    private static final int DUE = 2_500;

    private final ManualClock clock = new ManualClock(NOW);
    private final InMemoryTransferStore transfers = new InMemoryTransferStore();
    private final AtomicInteger woken = new AtomicInteger();

    @Test
    void aWorkerWakesEighteenHundredOfItsShardAndThenEnds() {
        IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new UserId("user" + number))
                .filter(user -> Shards.of(user.value()) == SHARD)
                .limit(DUE)
                .forEach(user -> transfers.save(
                        SampleTransfers.fresh(user).withState(new TransferState.Waiting(WaitReason.QUOTA, NOW))));

        Sweeps.worker(List.of(new TransferSweep(slow(), sending(), new SeveralAtOnce(1), clock)), clock)
                .handle(QueueEvents.of(
                        new SweepMessage(TaskName.TRANSFERS, SHARD, NOW, new Correlation("sweep-1")).write()));

        assertThat(woken.get()).isBetween(1_800, 1_900);
        assertThat(Duration.between(NOW, clock.instant()))
                .isBetween(
                        RunSweepTaskFunction.RUN_MAX,
                        RunSweepTaskFunction.RUN_MAX.plus(GET).plus(PUT).plus(SEND));
    }

    private TransferStore slow() {
        return Forwarding.to(TransferStore.class, transfers, real -> new Object() {
            public List<UserId> listDue(int shard, Instant now, int limit) {
                clock.advance(GET);
                return real.listDue(shard, now, limit);
            }

            public Optional<Transfer> find(UserId user) {
                clock.advance(GET);
                return real.find(user);
            }

            public Optional<Transfer> save(Transfer transfer) {
                clock.advance(PUT);
                return real.save(transfer);
            }
        });
    }

    private MessageQueue<TransferMessage> sending() {
        return (messages, delay) -> {
            clock.advance(SEND);
            woken.addAndGet(messages.size());
        };
    }
}
