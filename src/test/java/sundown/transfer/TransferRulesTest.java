package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static sundown.transfer.TransferRules.admit;
import static sundown.transfer.TransferRules.woken;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.timeline.Dates.Phase;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferMessage;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;
import sundown.transfer.TransferRules.Admission;

class TransferRulesTest extends Given {
    private static final Duration SPARE = Duration.ofMinutes(10);

    private static final TransferState AWAKE = new TransferState.Running(NOW.plus(TransferRules.LEASE));

    private static final Transfer THIRD_BATCH = atBatch(running(), 3);

    private static final Transfer PARKED = waiting(WaitReason.QUOTA);
    private static final Instant LEASE_END = ((TransferState.Running) THIRD_BATCH.state()).checkAt();
    private static final Instant WAKE_AT = ((TransferState.Waiting) PARKED.state()).wakeAt();

    @Test
    void aBatchMovesCountsCursorAndNumberTogether() {
        Transfer next = batchCounted(running(), batch(uploaded(1), uploaded(2)));

        assertThat(next.counts().done()).isEqualTo(new Tally(1, 10));
        assertThat(next.counts().failed()).isEqualTo(new Tally(1, 10));
        assertThat(next.progress().cursor()).contains(Cursor.after(2));
        assertThat(next.progress().batch()).isEqualTo(2);
        assertThat(next.state()).isInstanceOf(TransferState.Running.class);
    }

    @Test
    void theEndOfAPassEndsTheTransferAndSkipsWhatWasNeverMet() {
        Progress.AlbumSum albums = new Progress.AlbumSum(3, 1);

        Transfer ended = TransferRules.finished(batchCounted(running(), batch(uploaded(1), uploaded(2))), albums, NOW);

        assertThat(ended.state()).isEqualTo(new TransferState.Finished(NOW));
        assertThat(ended.counts().skipped()).isEqualTo(new Tally(3, 30));
        assertThat(ended.counts().pending()).isEqualTo(Tally.NONE);
        assertThat(ended.progress().albums()).contains(albums);
    }

    @Test
    void aBatchThatWasBeingMovedIsCountedAfterAStop() {
        Transfer next = batchCounted(stopped(), batch(uploaded(1), uploaded(2)));

        assertThat(next.state()).isEqualTo(stopped().state());
        assertThat(next.counts().settled().items()).isEqualTo(2);
    }

    @Test
    void theTimeToLookAfterItIsLeftWhileItIsFarEnough() {
        TransferState.Running far =
                new TransferState.Running(NOW.plus(TransferRules.LEASE).plusSeconds(1));
        TransferState.Running near = new TransferState.Running(NOW.plus(TransferRules.LEASE));

        assertThat(batchCounted(in(far), batch(uploaded(1), uploaded(2))).state())
                .isEqualTo(far);
        assertThat(batchCounted(in(near), batch(uploaded(1), uploaded(2))).state())
                .isEqualTo(
                        new TransferState.Running(NOW.plus(TransferRules.LEASE).plus(SPARE)));
    }

    @Test
    void aBatchThatGoesOnIsLookedAfterLater() {
        TransferState.Running near = new TransferState.Running(NOW.plusSeconds(5));

        assertThat(TransferRules.unfinished(in(near), NOW).state())
                .isEqualTo(
                        new TransferState.Running(NOW.plus(TransferRules.LEASE).plus(SPARE)));
        assertThat(TransferRules.unfinished(stopped(), NOW)).isEqualTo(stopped());
    }

    @Test
    void aLeaseIsLongerThanTheMeasuredWait() {
        Transfer waited = TransferRules.waited(running(), Duration.ofMinutes(90));

        assertThat(waited.lease()).isEqualTo(TransferRules.LEASE.plus(Duration.ofHours(3)));
        assertThat(batchCounted(waited, batch(uploaded(1))).state())
                .isEqualTo(new TransferState.Running(NOW.plus(waited.lease()).plus(SPARE)));
        assertThat(TransferRules.unfinished(waited, NOW).state())
                .isEqualTo(new TransferState.Running(NOW.plus(waited.lease()).plus(SPARE)));
    }

    @Test
    void noLeaseIsShorterThanTheUsualOneOrLongerThanADay() {
        Transfer longer = running().leased(Duration.ofHours(9));

        assertThat(TransferRules.waited(longer, Duration.ofSeconds(59)).lease()).isEqualTo(TransferRules.LEASE);
        assertThat(TransferRules.waited(running(), Duration.ofDays(3)).lease()).isEqualTo(TransferRules.LEASE_MAX);
    }

    @Test
    void theGrantIsForgottenWhenNothingIsLeftToDoWithIt() {
        assertThat(finished(0).grant()).isEmpty();
        assertThat(finished(2).grant()).isPresent();
    }

    @Test
    void theCloseEndsItAndForgetsTheGrant() {
        Transfer closed = TransferRules.closed(running(), NOW);

        assertThat(closed.state()).isEqualTo(new TransferState.Closed(NOW));
        assertThat(closed.grant()).isEmpty();
    }

    @Test
    void itSettlesTheRoomWhenThereIsEnoughForWhatIsStillToCome() {
        assertThat(roomKnown(new Room.Unlimited()).room()).isEqualTo(new RoomCheck.Settled());
        assertThat(roomKnown(new Room.Limited(100, 50)).room()).isEqualTo(new RoomCheck.Settled());
        assertThat(roomKnown(new Room.Limited(100, 50)).state())
                .isEqualTo(running().state());
        Transfer further =
                batchCounted(running(), batch(uploaded(1), uploaded(2))).with(new RoomCheck.Open());

        assertThat(TransferRules.roomKnown(further, new Room.Limited(100, 70), CLOSE, NOW)
                        .room())
                .isEqualTo(new RoomCheck.Settled());
    }

    @Test
    void itWaitsForRoomAndAsksAgainInAnHour() {
        Room.Limited tooSmall = new Room.Limited(100, 51);

        Transfer waiting = roomKnown(tooSmall);

        assertThat(waiting.room()).isEqualTo(new RoomCheck.Missing(tooSmall));
        assertThat(waiting.state())
                .isEqualTo(new TransferState.Waiting(WaitReason.ROOM, NOW.plus(Duration.ofHours(1))));
    }

    @Test
    void theUsersDecisionToGoOnWithoutRoomStands() {
        assertThat(TransferRules.roomKnown(running(), new Room.Limited(100, 100), CLOSE, NOW))
                .isEqualTo(running());
    }

    @Test
    void itGoesOnSoonAndWithoutTheSetbacksOfBefore() {
        Transfer troubled = stopped().with(stopped().progress().afterSetback().afterSetback());

        Transfer resumed = TransferRules.resumed(troubled, NOW);

        assertThat(resumed.state()).isEqualTo(new TransferState.Running(NOW.plus(TransferRules.FIRST_LEASE)));
        assertThat(resumed.progress().attempt()).isZero();
        assertThat(resumed.progress().pace()).isEqualTo(Pace.startingAt(NOW));
        assertThat(resumed.counts()).isEqualTo(troubled.counts());
    }

    @Test
    void whatFailedIsPendingAgainAndComesFirst() {
        Transfer retrying = TransferRules.retrying(finished(2), NOW);

        assertThat(retrying.progress().pass()).isEqualTo(1);
        assertThat(retrying.progress().cursor()).isEmpty();
        assertThat(retrying.progress().batch()).isEqualTo(2);
        assertThat(retrying.counts().pending()).isEqualTo(new Tally(2, 20));
        assertThat(retrying.state()).isEqualTo(new TransferState.Running(NOW.plus(TransferRules.FIRST_LEASE)));
    }

    @Test
    void aRetryIsSensibleADayAfterTheLastFailure() {
        assertThat(TransferRules.sensibleRetry(finished(2)))
                .contains(NOW.minus(Duration.ofHours(1)).plus(Duration.ofHours(24)));
        assertThat(TransferRules.sensibleRetry(finished(0))).isEmpty();
        assertThat(TransferRules.sensibleRetry(running())).isEmpty();
    }

    @Test
    void itsUserWaitsForTheFirstBatchUntilARunHasBegun() {
        Transfer fresh = running().with(new RoomCheck.Open());

        assertThat(TransferRules.awaited(fresh)).contains(fresh.startedAt());
        assertThat(TransferRules.awaited(fresh.with(new RoomCheck.Settled()))).isEmpty();
        assertThat(TransferRules.awaited(fresh.with(new RoomCheck.Missing(new Room.Limited(10, 10)))))
                .isEmpty();
        assertThat(TransferRules.awaited(fresh.with(fresh.progress().afterSetback())))
                .isEmpty();
        assertThat(TransferRules.awaited(
                        fresh.with(fresh.progress().passItems(Optional.of(Cursor.after(1)), List.of(done(1)), 0, NOW))))
                .isEmpty();
        assertThat(TransferRules.awaited(waiting(WaitReason.CONSENT).with(new RoomCheck.Open())))
                .isEmpty();
    }

    private static Transfer roomKnown(Room room) {
        return TransferRules.roomKnown(running().with(new RoomCheck.Open()), room, CLOSE, NOW);
    }

    /** The first item is done, the second failed. */
    private static Transfer batchCounted(Transfer transfer, Batch batch) {
        return TransferRules.batchCounted(transfer, batch, List.of(done(1), failed(2)), 0, NOW);
    }

    @ParameterizedTest
    @CsvSource({"0,PT30S", "1,PT1M", "2,PT2M", "6,PT32M", "7,PT1H", "1000,PT1H"})
    void slowsDownFrom30SecondsToAnHour(int attempt, Duration wait) {
        assertThat(after(attempt, new Answer.WaitFor(Duration.ZERO))).isEqualTo(waits(WaitReason.BUSY, wait));
    }

    @ParameterizedTest
    @CsvSource({"0,PT1S", "1,PT2S", "5,PT32S", "11,PT34M8S", "12,PT1H", "1000,PT1H"})
    void triesAgainFromASecondToAnHour(int attempt, Duration wait) {
        assertThat(after(attempt, new Answer.Retry())).isEqualTo(waits(WaitReason.TROUBLE, wait));
        assertThat(after(attempt, new Answer.Silent(Duration.ZERO))).isEqualTo(waits(WaitReason.TROUBLE, wait));
    }

    /** The setbacks, how often the items were set back before, and where the transfer stands. */
    private static Stream<Arguments> setbacks() {
        Duration hour = Duration.ofHours(1);
        return Stream.of(
                arguments(new Answer.WaitFor(hour.multipliedBy(2)), 0, waits(WaitReason.BUSY, hour.multipliedBy(2))),
                arguments(new Answer.WaitFor(Duration.ofSeconds(90)), 3, waits(WaitReason.BUSY, Duration.ofMinutes(4))),
                arguments(new Answer.Silent(hour.multipliedBy(2)), 0, waits(WaitReason.TROUBLE, hour.multipliedBy(2))),
                arguments(new Answer.WaitUntil(NOW.plus(hour)), 0, waits(WaitReason.QUOTA, hour)),
                arguments(new Answer.WaitForShare(NOW.plus(hour)), 0, waits(WaitReason.SHARE, hour)),
                arguments(new Answer.OutOfRoom(), 0, waits(WaitReason.ROOM, hour)),
                arguments(new Answer.ConsentGone(), 0, new TransferState.Waiting(WaitReason.CONSENT, CLOSE)),
                arguments(
                        new Answer.WaitFor(Duration.ofDays(999)), 0, new TransferState.Waiting(WaitReason.BUSY, CLOSE)),
                arguments(
                        new Answer.WaitUntil(CLOSE.plusSeconds(1)),
                        0,
                        new TransferState.Waiting(WaitReason.QUOTA, CLOSE)),
                arguments(new Answer.GiveUp("403"), 0, new TransferState.GaveUp(NOW)));
    }

    @ParameterizedTest
    @MethodSource("setbacks")
    void parksByTheSetbackAndNeverPastTheClose(Answer.Setback setback, int attempt, TransferState state) {
        assertThat(after(attempt, setback)).isEqualTo(state);
    }

    @Test
    void asksForTheRoomAgainAfterAFullAccount() {
        assertThat(TransferRules.setBack(running(), new Answer.OutOfRoom(), CLOSE, NOW)
                        .room())
                .isEqualTo(new RoomCheck.Open());
    }

    /** No item is given up for an outage. */
    @Test
    void countsOneSetbackOfATransferHoweverOftenItIsHeldBack() {
        Instant later = NOW.plus(Duration.ofMinutes(7));
        Transfer heldBack = TransferRules.heldBack(running(), later, CLOSE);

        assertThat(heldBack.state()).isEqualTo(new TransferState.Waiting(WaitReason.TROUBLE, later));
        assertThat(heldBack.progress().attempt()).isOne();
        assertThat(TransferRules.heldBack(heldBack, later, CLOSE)).isEqualTo(heldBack);
        assertThat(TransferRules.heldBack(running(), CLOSE.plusSeconds(1), CLOSE)
                        .state())
                .isEqualTo(new TransferState.Waiting(WaitReason.TROUBLE, CLOSE));
        assertThat(TransferRules.heldBack(stopped(), later, CLOSE)).isEqualTo(stopped());
    }

    /** Neither a quota nor what the user has to mend is an item's fault. */
    @Test
    void countsThoseThatMayBeTheItemsFault() {
        assertThat(Stream.of(new Answer.Retry(), new Answer.Silent(Duration.ZERO), new Answer.WaitFor(Duration.ZERO)))
                .allMatch(setback -> attemptsAfter(setback) == 1);
        assertThat(Stream.of(
                        new Answer.WaitUntil(NOW.plusSeconds(60)),
                        new Answer.WaitForShare(NOW.plusSeconds(60)),
                        new Answer.OutOfRoom(),
                        new Answer.ConsentGone(),
                        new Answer.GiveUp("403")))
                .allMatch(setback -> attemptsAfter(setback) == 0);
    }

    private static TransferState waits(WaitReason reason, Duration wait) {
        return new TransferState.Waiting(reason, NOW.plus(wait));
    }

    private static TransferState after(int attempt, Answer.Setback setback) {
        Progress progress = running().progress();
        for (int count = 0; count < attempt; count++) {
            progress = progress.afterSetback();
        }
        return TransferRules.setBack(running().with(progress), setback, CLOSE, NOW)
                .state();
    }

    private static int attemptsAfter(Answer.Setback setback) {
        return TransferRules.setBack(running(), setback, CLOSE, NOW).progress().attempt();
    }

    @Test
    void leavesATransferAloneThatIsNotActive() {
        assertThat(inEveryState())
                .filteredOn(transfer -> !transfer.state().active())
                .hasSize(6)
                .allSatisfy(transfer -> {
                    TransferMessage message = transfer.message(CORRELATION);
                    assertThat(admit(transfer, message, Phase.EXPORTS_OPEN, NOW))
                            .isEqualTo(Admission.DROP);
                    assertThat(admit(transfer, message, Phase.CLOSED, NOW)).isEqualTo(Admission.DROP);
                    assertThat(woken(transfer, Instant.MAX)).isEmpty();
                    assertThat(TransferRules.stopped(transfer, NOW)).isEqualTo(transfer);
                    assertThat(TransferRules.setBack(transfer, new Answer.Retry(), CLOSE, NOW))
                            .isEqualTo(transfer);
                });
        assertThat(inEveryState())
                .filteredOn(transfer -> transfer.state().active())
                .allSatisfy(transfer -> assertThat(TransferRules.stopped(transfer, NOW))
                        .isEqualTo(transfer.withState(new TransferState.Stopped(NOW))));
    }

    /** A wait for the user does not slow the estimate. */
    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void countsOnlyTheWaitForGoogleInTheEstimate(WaitReason reason) {
        Transfer slow = running()
                .with(running().progress().resumedAt(NOW.minus(Duration.ofHours(1))))
                .withState(new TransferState.Waiting(reason, NOW));
        boolean byUser = reason == WaitReason.ROOM || reason == WaitReason.CONSENT;

        assertThat(woken(slow, NOW).orElseThrow().progress().pace())
                .isEqualTo(byUser ? Pace.startingAt(NOW) : slow.progress().pace());
    }

    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void wakesWhatIsParkedWhenItsTimeHasCome(WaitReason reason) {
        assertThat(woken(in(new TransferState.Waiting(reason, NOW)), NOW))
                .hasValueSatisfying(woken -> assertThat(woken.state()).isEqualTo(AWAKE));
        assertThat(woken(in(new TransferState.Waiting(reason, NOW.plusNanos(1))), NOW))
                .isEmpty();
    }

    @Test
    void wakesWhatHasNotBeenHeardOf() {
        Duration longer = TransferRules.LEASE.multipliedBy(8);
        assertThat(woken(in(new TransferState.Running(NOW)), NOW))
                .contains(in(new TransferState.Running(NOW.plus(longer))).leased(longer));
        assertThat(woken(in(new TransferState.Running(NOW.plusNanos(1))), NOW)).isEmpty();
    }

    @Test
    void givesAMessageThatFollowsAWaitAsLongAsTheLastOneNeeded() {
        Duration lease = Duration.ofHours(5);
        TransferState parked = new TransferState.Waiting(WaitReason.QUOTA, NOW);

        assertThat(woken(in(parked).leased(lease), NOW))
                .contains(in(new TransferState.Running(NOW.plus(lease))).leased(lease));
    }

    @Test
    void looksAfterATransferOnceADayAtLeast() {
        Transfer patient = in(new TransferState.Running(NOW)).leased(Duration.ofHours(20));

        assertThat(woken(patient, NOW))
                .hasValueSatisfying(woken -> assertThat(woken.lease()).isEqualTo(TransferRules.LEASE_MAX));
    }

    @Test
    void aRunIsLeftAlone() {
        assertThat(TransferRules.LEASE)
                .as("longer than the function's timeout, with time to be delivered")
                .isGreaterThan(Duration.ofMinutes(5 + 10));
    }

    @Test
    void aMessageThatIsCurrentFollowsSoonAfterThatOfAWorkerThatDied() {
        assertThat(TransferRules.LEASE.plus(SPARE))
                .as("no longer than the queue hides a message, six times the function's five minutes")
                .isLessThanOrEqualTo(Duration.ofMinutes(30));
    }

    private static Stream<Arguments> messages() {
        TransferMessage foreign = new TransferMessage(USER, new TransferId("fedcba98"), 3, CORRELATION);
        return Stream.of(
                arguments("the next batch", Admission.WORK, THIRD_BATCH, message(3), NOW),
                arguments("a batch that is past", Admission.DROP, THIRD_BATCH, message(1), NOW),
                arguments("one, at the lease's end", Admission.DROP, THIRD_BATCH, message(2), LEASE_END.minusNanos(1)),
                arguments("one, when the lease is over", Admission.WORK, THIRD_BATCH, message(2), LEASE_END),
                arguments("a batch that nobody made", Admission.DROP, THIRD_BATCH, message(4), NOW),
                arguments("another transfer", Admission.DROP, THIRD_BATCH, foreign, NOW),
                arguments("what is parked", Admission.DROP, PARKED, message(1), WAKE_AT.minusNanos(1)),
                arguments("what is parked, at its time", Admission.WORK, PARKED, message(1), WAKE_AT));
    }

    @ParameterizedTest(name = "a message for {0}")
    @MethodSource("messages")
    void goesByBatchLeaseAndTime(
            String name, Admission admission, Transfer transfer, TransferMessage message, Instant now) {
        assertThat(admit(transfer, message, Phase.EXPORTS_OPEN, now)).isEqualTo(admission);
    }

    @Test
    void theCloseEndsWhateverIsActive() {
        TransferMessage foreign = new TransferMessage(USER, new TransferId("fedcba98"), 3, CORRELATION);
        assertThat(admit(THIRD_BATCH, message(3), Phase.CLOSED, NOW)).isEqualTo(Admission.CLOSE);
        assertThat(admit(THIRD_BATCH, message(1), Phase.CLOSED, NOW)).isEqualTo(Admission.CLOSE);
        assertThat(admit(waiting(WaitReason.CONSENT), message(1), Phase.CLOSED, NOW))
                .isEqualTo(Admission.CLOSE);
        assertThat(admit(THIRD_BATCH, foreign, Phase.CLOSED, NOW)).isEqualTo(Admission.DROP);
    }

    private static Transfer atBatch(Transfer transfer, int number) {
        return transfer.with(Records.with(transfer.progress(), "batch", number));
    }
}
