package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.gallery.Tally;
import sundown.transfer.Progress.Pace;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

class TransferRulesTest {
    private static final Duration SPARE = Duration.ofMinutes(10);
    private static final Instant NOW = Given.NOW;
    private static final Instant CLOSE = Given.CLOSE;

    @Test
    void aBatchMovesCountsCursorAndNumberTogether() {
        Transfer next = batchCounted(Given.running(), Given.batch(Given.uploaded(1), Given.uploaded(2)));

        assertThat(next.counts().done()).isEqualTo(new Tally(1, 10));
        assertThat(next.counts().failed()).isEqualTo(new Tally(1, 10));
        assertThat(next.progress().cursor()).contains(Given.item(2));
        assertThat(next.progress().batch()).isEqualTo(2);
        assertThat(next.state()).isInstanceOf(TransferState.Running.class);
    }

    @Test
    void theLastBatchEndsTheTransferAndSkipsWhatWasNeverMet() {
        Batch last = new Batch(1, true, Optional.empty(), List.of(Given.uploaded(1), Given.uploaded(2)));

        Transfer ended = batchCounted(Given.running(), last);

        assertThat(ended.state()).isEqualTo(new TransferState.Finished(NOW));
        assertThat(ended.counts().skipped()).isEqualTo(new Tally(3, 30));
        assertThat(ended.counts().pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void aBatchThatWasBeingMovedIsCountedAfterAStop() {
        Transfer next = batchCounted(Given.stopped(), Given.batch(Given.uploaded(1), Given.uploaded(2)));

        assertThat(next.state()).isEqualTo(Given.stopped().state());
        assertThat(next.counts().settled().items()).isEqualTo(2);
    }

    @Test
    void theTimeToLookAfterItIsLeftWhileItIsFarEnough() {
        TransferState.Running far =
                new TransferState.Running(NOW.plus(TransferRules.LEASE).plusSeconds(1));
        TransferState.Running near = new TransferState.Running(NOW.plus(TransferRules.LEASE));

        assertThat(batchCounted(Given.in(far), Given.batch(Given.uploaded(1), Given.uploaded(2)))
                        .state())
                .isEqualTo(far);
        assertThat(batchCounted(Given.in(near), Given.batch(Given.uploaded(1), Given.uploaded(2)))
                        .state())
                .isEqualTo(
                        new TransferState.Running(NOW.plus(TransferRules.LEASE).plus(SPARE)));
    }

    @Test
    void aBatchThatGoesOnIsLookedAfterLater() {
        TransferState.Running near = new TransferState.Running(NOW.plusSeconds(5));

        assertThat(TransferRules.unfinished(Given.in(near), NOW).state())
                .isEqualTo(
                        new TransferState.Running(NOW.plus(TransferRules.LEASE).plus(SPARE)));
        assertThat(TransferRules.unfinished(Given.stopped(), NOW)).isEqualTo(Given.stopped());
    }

    @Test
    void aLeaseIsLongerThanTheMeasuredWait() {
        Transfer waited = TransferRules.waited(Given.running(), Duration.ofMinutes(90));

        assertThat(waited.lease()).isEqualTo(TransferRules.LEASE.plus(Duration.ofHours(3)));
        assertThat(batchCounted(waited, Given.batch(Given.uploaded(1))).state())
                .isEqualTo(new TransferState.Running(NOW.plus(waited.lease()).plus(SPARE)));
        assertThat(TransferRules.unfinished(waited, NOW).state())
                .isEqualTo(new TransferState.Running(NOW.plus(waited.lease()).plus(SPARE)));
    }

    @Test
    void noLeaseIsShorterThanTheUsualOneOrLongerThanADay() {
        Transfer longer = Given.running().leased(Duration.ofHours(9));

        assertThat(TransferRules.waited(longer, Duration.ofSeconds(59)).lease()).isEqualTo(TransferRules.LEASE);
        assertThat(TransferRules.waited(Given.running(), Duration.ofDays(3)).lease())
                .isEqualTo(TransferRules.LEASE_MAX);
    }

    @Test
    void theGrantIsForgottenWhenNothingIsLeftToDoWithIt() {
        assertThat(Given.finished(0).grant()).isEmpty();
        assertThat(Given.finished(2).grant()).isPresent();
    }

    @Test
    void theCloseEndsItAndForgetsTheGrant() {
        Transfer closed = TransferRules.closed(Given.running(), NOW);

        assertThat(closed.state()).isEqualTo(new TransferState.Closed(NOW));
        assertThat(closed.grant()).isEmpty();
    }

    @Test
    void aStopEndsWhatIsActiveAndNothingElse() {
        for (Transfer transfer : Given.inEveryState()) {
            Transfer stopped = TransferRules.stopped(transfer, NOW);

            assertThat(stopped)
                    .isEqualTo(
                            transfer.state().active() ? transfer.withState(new TransferState.Stopped(NOW)) : transfer);
        }
    }

    @Test
    void itSettlesTheRoomWhenThereIsEnoughForWhatIsStillToCome() {
        assertThat(roomKnown(new Room.Unlimited()).room()).isEqualTo(new RoomCheck.Settled());
        assertThat(roomKnown(new Room.Limited(100, 50)).room()).isEqualTo(new RoomCheck.Settled());
        assertThat(roomKnown(new Room.Limited(100, 50)).state())
                .isEqualTo(Given.running().state());
        Transfer further = batchCounted(Given.running(), Given.batch(Given.uploaded(1), Given.uploaded(2)))
                .with(new RoomCheck.Open());

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
        assertThat(TransferRules.roomKnown(Given.running(), new Room.Limited(100, 100), CLOSE, NOW))
                .isEqualTo(Given.running());
    }

    @Test
    void itGoesOnSoonAndWithoutTheSetbacksOfBefore() {
        Transfer troubled =
                Given.stopped().with(Given.stopped().progress().afterSetback().afterSetback());

        Transfer resumed = TransferRules.resumed(troubled, NOW);

        assertThat(resumed.state()).isEqualTo(new TransferState.Running(NOW.plus(TransferRules.FIRST_LEASE)));
        assertThat(resumed.progress().attempt()).isZero();
        assertThat(resumed.progress().pace()).isEqualTo(Pace.startingAt(NOW));
        assertThat(resumed.counts()).isEqualTo(troubled.counts());
    }

    @Test
    void whatFailedIsPendingAgainAndComesFirst() {
        Transfer retrying = TransferRules.retrying(Given.finished(2), NOW);

        assertThat(retrying.progress().pass()).isEqualTo(1);
        assertThat(retrying.progress().cursor()).isEmpty();
        assertThat(retrying.progress().batch()).isEqualTo(2);
        assertThat(retrying.counts().pending()).isEqualTo(new Tally(2, 20));
        assertThat(retrying.state()).isEqualTo(new TransferState.Running(NOW.plus(TransferRules.FIRST_LEASE)));
    }

    @Test
    void aRetryIsSensibleADayAfterTheLastFailure() {
        assertThat(TransferRules.sensibleRetry(Given.finished(2)))
                .contains(NOW.minus(Duration.ofHours(1)).plus(Duration.ofHours(24)));
        assertThat(TransferRules.sensibleRetry(Given.finished(0))).isEmpty();
        assertThat(TransferRules.sensibleRetry(Given.running())).isEmpty();
    }

    @Test
    void itsUserWaitsForTheFirstBatchUntilARunHasBegun() {
        Transfer fresh = Given.running().with(new RoomCheck.Open());

        assertThat(TransferRules.awaited(fresh)).contains(fresh.startedAt());
        assertThat(TransferRules.awaited(fresh.with(new RoomCheck.Settled()))).isEmpty();
        assertThat(TransferRules.awaited(fresh.with(new RoomCheck.Missing(new Room.Limited(10, 10)))))
                .isEmpty();
        assertThat(TransferRules.awaited(fresh.with(fresh.progress().afterSetback())))
                .isEmpty();
        assertThat(TransferRules.awaited(fresh.with(
                        fresh.progress().passItems(Optional.of(Given.item(1)), List.of(Given.done(1)), NOW))))
                .isEmpty();
        assertThat(TransferRules.awaited(Given.waiting(WaitReason.CONSENT).with(new RoomCheck.Open())))
                .isEmpty();
    }

    private static Transfer roomKnown(Room room) {
        return TransferRules.roomKnown(Given.running().with(new RoomCheck.Open()), room, CLOSE, NOW);
    }

    /** The first item is done, the second failed. */
    private static Transfer batchCounted(Transfer transfer, Batch batch) {
        return TransferRules.batchCounted(transfer, batch, List.of(Given.done(1), Given.failed(2)), NOW);
    }
}
