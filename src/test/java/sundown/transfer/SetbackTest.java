package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

/** How setbacks park a transfer. */
class SetbackTest {
    private static final Instant NOW = Given.NOW;
    private static final Instant CLOSE = Given.CLOSE;

    @ParameterizedTest
    @CsvSource({"0,PT30S", "1,PT1M", "2,PT2M", "6,PT32M", "7,PT1H", "1000,PT1H"})
    void slowsDownFrom30SecondsToAnHour(int attempt, Duration wait) {
        assertThat(after(attempt, new Answer.WaitFor(Duration.ZERO)))
                .isEqualTo(new TransferState.Waiting(WaitReason.BUSY, NOW.plus(wait)));
    }

    @Test
    void slowsDownForAtLeastAsLongAsItIsAsked() {
        assertThat(after(0, new Answer.WaitFor(Duration.ofHours(2))))
                .isEqualTo(new TransferState.Waiting(WaitReason.BUSY, NOW.plus(Duration.ofHours(2))));
        assertThat(after(3, new Answer.WaitFor(Duration.ofSeconds(90))))
                .isEqualTo(new TransferState.Waiting(WaitReason.BUSY, NOW.plus(Duration.ofMinutes(4))));
    }

    @ParameterizedTest
    @CsvSource({"0,PT1S", "1,PT2S", "5,PT32S", "11,PT34M8S", "12,PT1H", "1000,PT1H"})
    void triesAgainFromASecondToAnHour(int attempt, Duration wait) {
        assertThat(after(attempt, new Answer.Retry()))
                .isEqualTo(new TransferState.Waiting(WaitReason.TROUBLE, NOW.plus(wait)));
        assertThat(after(attempt, new Answer.Silent(Duration.ZERO)))
                .isEqualTo(new TransferState.Waiting(WaitReason.TROUBLE, NOW.plus(wait)));
    }

    @Test
    void waitsForASilentLibraryAtLeastAsLongAsItIsAsked() {
        assertThat(after(0, new Answer.Silent(Duration.ofHours(2))))
                .isEqualTo(new TransferState.Waiting(WaitReason.TROUBLE, NOW.plus(Duration.ofHours(2))));
    }

    /** No item is given up for an outage. */
    @Test
    void countsOneSetbackOfATransferHoweverOftenItIsHeldBack() {
        Instant later = NOW.plus(Duration.ofMinutes(7));
        Transfer heldBack = TransferRules.heldBack(Given.running(), later, CLOSE);

        assertThat(heldBack.state()).isEqualTo(new TransferState.Waiting(WaitReason.TROUBLE, later));
        assertThat(heldBack.progress().attempt()).isOne();
        assertThat(TransferRules.heldBack(heldBack, later, CLOSE)).isEqualTo(heldBack);
        assertThat(TransferRules.heldBack(Given.running(), CLOSE.plusSeconds(1), CLOSE)
                        .state())
                .isEqualTo(new TransferState.Waiting(WaitReason.TROUBLE, CLOSE));
        assertThat(TransferRules.heldBack(Given.stopped(), later, CLOSE)).isEqualTo(Given.stopped());
    }

    @Test
    void waitsUntilAQuotaIsThereAgain() {
        Instant midnight = Instant.parse("2023-01-16T08:00:00Z");

        assertThat(after(0, new Answer.WaitUntil(midnight)))
                .isEqualTo(new TransferState.Waiting(WaitReason.QUOTA, midnight));
    }

    @Test
    void asksForRoomAgainInAnHour() {
        Transfer parked = TransferRules.setBack(Given.running(), new Answer.OutOfRoom(), CLOSE, NOW);

        assertThat(parked.state()).isEqualTo(new TransferState.Waiting(WaitReason.ROOM, NOW.plus(Duration.ofHours(1))));
        assertThat(parked.room()).isEqualTo(new RoomCheck.Open());
    }

    @Test
    void waitsForConsentUntilTheCloseAndGivesUpWhatCannotBeMended() {
        assertThat(after(0, new Answer.ConsentGone())).isEqualTo(new TransferState.Waiting(WaitReason.CONSENT, CLOSE));
        assertThat(after(0, new Answer.GiveUp("403"))).isEqualTo(new TransferState.GaveUp(NOW));
    }

    @Test
    void neverWaitsPastTheClose() {
        Instant justBefore = CLOSE.minusSeconds(10);

        assertThat(TransferRules.setBack(Given.running(), new Answer.WaitFor(Duration.ofDays(1)), CLOSE, justBefore)
                        .state())
                .isEqualTo(new TransferState.Waiting(WaitReason.BUSY, CLOSE));
        assertThat(TransferRules.setBack(Given.running(), new Answer.WaitUntil(CLOSE.plusSeconds(1)), CLOSE, NOW)
                        .state())
                .isEqualTo(new TransferState.Waiting(WaitReason.QUOTA, CLOSE));
    }

    /** Neither a quota nor what the user has to mend is an item's fault. */
    @Test
    void countsThoseThatMayBeTheItemsFault() {
        assertThat(Stream.of(new Answer.Retry(), new Answer.Silent(Duration.ZERO), new Answer.WaitFor(Duration.ZERO)))
                .allMatch(setback -> attemptsAfter(setback) == 1);
        assertThat(Stream.of(
                        new Answer.WaitUntil(NOW.plusSeconds(60)),
                        new Answer.OutOfRoom(),
                        new Answer.ConsentGone(),
                        new Answer.GiveUp("403")))
                .allMatch(setback -> attemptsAfter(setback) == 0);
    }

    @Test
    void leavesATransferAloneThatIsNotActiveAnyMore() {
        assertThat(TransferRules.setBack(Given.stopped(), new Answer.ConsentGone(), CLOSE, NOW))
                .isEqualTo(Given.stopped());
        assertThat(TransferRules.setBack(Given.finished(2), new Answer.Retry(), CLOSE, NOW))
                .isEqualTo(Given.finished(2));
    }

    private static TransferState after(int attempt, Answer.Setback setback) {
        Progress progress = Given.running().progress();
        for (int count = 0; count < attempt; count++) {
            progress = progress.afterSetback();
        }
        return TransferRules.setBack(Given.running().with(progress), setback, CLOSE, NOW)
                .state();
    }

    private static int attemptsAfter(Answer.Setback setback) {
        return TransferRules.setBack(Given.running(), setback, CLOSE, NOW)
                .progress()
                .attempt();
    }
}
