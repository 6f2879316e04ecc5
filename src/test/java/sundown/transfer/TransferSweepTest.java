package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.LogRecords;
import sundown.sweep.Wake.Shards;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

class TransferSweepTest extends Functions {
    private static final int SHARD = 2;

    @Test
    void wakesWhatIsParkedOnceItsTimeHasCome() {
        put(waiting(WaitReason.QUOTA));

        sweep();
        assertThat(queue.size()).isZero();

        clock.advance(Duration.ofHours(1));
        sweep();
        assertThat(queue.size()).isEqualTo(1);
        assertThat(transfer().state())
                .isEqualTo(new TransferState.Running(clock.instant().plus(TransferRules.LEASE)));
    }

    @Test
    void findsATransferAfterItsMessageWasLost() {
        put(in(new TransferState.Running(NOW.plus(Duration.ofMinutes(2)))));
        clock.advance(Duration.ofMinutes(2));

        sweep();

        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void wakesNothingTwice() {
        put(waiting(WaitReason.TROUBLE));
        clock.advance(Duration.ofHours(1));

        sweep();
        sweep();

        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void leavesToOthersWhatTheyWereFasterWith() {
        put(waiting(WaitReason.TROUBLE));
        clock.advance(Duration.ofHours(1));
        transfers.changeBeforeSave(USER, current -> TransferRules.stopped(current, NOW));

        sweep();

        assertThat(queue.size()).isZero();
        assertThat(transfer().state()).isInstanceOf(TransferState.Stopped.class);
    }

    @Test
    void wakesMoreThanItReadsAtOnce() {
        IntStream.rangeClosed(1, 250).forEach(number -> put(of(new UserId("user-" + number))));
        clock.advance(Duration.ofHours(1));

        sweep();

        assertThat(queue.size()).isEqualTo(250);
    }

    /** All of them wait longer than one that can be read. */
    @Test
    void wakesTheOthersWhenMoreCannotBeReadThanAreReadAtOnce() {
        IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new UserId("user-" + number))
                .filter(user -> Shards.of(user.value()) == SHARD)
                .limit(TransferSweep.TRANSFERS_PER_RUN + 1)
                .forEach(user -> put(of(user)));
        clock.advance(Duration.ofHours(1));
        transfers
                .listDue(SHARD, clock.instant(), TransferSweep.TRANSFERS_PER_RUN)
                .forEach(transfers::makeUnreadable);

        try (LogRecords log = LogRecords.of(TransferSweep.class)) {
            sweep();

            assertThat(log.lines())
                    .filteredOn(line -> line.matches("ERROR user user-\\d+ could not be woken.*"))
                    .hasSize(TransferSweep.TRANSFERS_PER_RUN);
        }
        assertThat(queue.size()).isEqualTo(1);
    }

    private static Transfer of(UserId user) {
        Transfer waiting = waiting(WaitReason.TROUBLE);
        return new Transfer(
                user,
                new TransferId(user.value().replace("-", "") + "00000000"),
                waiting.account(),
                Optional.empty(),
                waiting.state(),
                waiting.room(),
                waiting.progress(),
                List.of(),
                waiting.terms(),
                waiting.startedAt(),
                waiting.lease(),
                0);
    }
}
