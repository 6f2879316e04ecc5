package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.LogRecords;
import sundown.sweep.Wake.Shards;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.TransferState.WaitReason;

class TransferSweepTest {
    private static final int SHARD = 2;

    private final Functions functions = new Functions();

    @Test
    void wakesWhatIsParkedOnceItsTimeHasCome() {
        functions.put(Given.waiting(WaitReason.QUOTA));

        functions.sweep();
        assertThat(functions.queue.size()).isZero();

        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        assertThat(functions.queue.size()).isEqualTo(1);
        assertThat(functions.transfer().state())
                .isEqualTo(new TransferState.Running(functions.clock.instant().plus(TransferRules.LEASE)));
    }

    @Test
    void findsATransferAfterItsMessageWasLost() {
        functions.put(Given.in(new TransferState.Running(Given.NOW.plus(Duration.ofMinutes(2)))));
        functions.clock.advance(Duration.ofMinutes(2));

        functions.sweep();

        assertThat(functions.queue.size()).isEqualTo(1);
    }

    @Test
    void wakesNothingTwice() {
        functions.put(Given.waiting(WaitReason.TROUBLE));
        functions.clock.advance(Duration.ofHours(1));

        functions.sweep();
        functions.sweep();

        assertThat(functions.queue.size()).isEqualTo(1);
    }

    @Test
    void leavesToOthersWhatTheyWereFasterWith() {
        functions.put(Given.waiting(WaitReason.TROUBLE));
        functions.clock.advance(Duration.ofHours(1));
        functions.transfers.changeBeforeSave(Given.USER, current -> TransferRules.stopped(current, Given.NOW));

        functions.sweep();

        assertThat(functions.queue.size()).isZero();
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Stopped.class);
    }

    @Test
    void wakesMoreThanItReadsAtOnce() {
        IntStream.rangeClosed(1, 250).forEach(number -> functions.put(of(new UserId("user-" + number))));
        functions.clock.advance(Duration.ofHours(1));

        functions.sweep();

        assertThat(functions.queue.size()).isEqualTo(250);
    }

    /** All of them wait longer than one that can be read. */
    @Test
    void wakesTheOthersWhenMoreCannotBeReadThanAreReadAtOnce() {
        IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> new UserId("user-" + number))
                .filter(user -> Shards.of(user.value()) == SHARD)
                .limit(TransferSweep.TRANSFERS_PER_RUN + 1)
                .forEach(user -> functions.put(of(user)));
        functions.clock.advance(Duration.ofHours(1));
        functions
                .transfers
                .listDue(SHARD, functions.clock.instant(), TransferSweep.TRANSFERS_PER_RUN)
                .forEach(functions.transfers::makeUnreadable);

        try (LogRecords log = LogRecords.of(TransferSweep.class)) {
            functions.sweep();

            assertThat(log.lines())
                    .filteredOn(line -> line.matches("ERROR user user-\\d+ could not be woken.*"))
                    .hasSize(TransferSweep.TRANSFERS_PER_RUN);
        }
        assertThat(functions.queue.size()).isEqualTo(1);
    }

    private static Transfer of(UserId user) {
        Transfer waiting = Given.waiting(WaitReason.TROUBLE);
        return new Transfer(
                user,
                new TransferId(user.value().replace("-", "") + "00000000"),
                waiting.account(),
                Optional.empty(),
                waiting.state(),
                waiting.room(),
                waiting.progress(),
                0,
                waiting.startedAt(),
                waiting.lease(),
                0);
    }
}
