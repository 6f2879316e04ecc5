package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.account.UserId;
import sundown.contract.SampleTransfers;
import sundown.notify.ChangeReader.Change;
import sundown.notify.Event.EventId;
import sundown.runtime.Records;
import sundown.transfer.Room;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.TransferState;
import sundown.transfer.TransferState.WaitReason;

class TransferEventRulesTest {
    private static final Instant AT = SampleEvents.AT;
    private static final UserId USER = new UserId("user-1");
    private static final Transfer RUNNING = SampleTransfers.halfWay(USER).saved();
    private static final RoomCheck MISSING = new RoomCheck.Missing(new Room.Limited(15, 14));

    @Test
    void tellsOfTheEndWithCounts() {
        Transfer finished = RUNNING.withState(new TransferState.Finished(AT)).saved();

        assertThat(events(RUNNING, finished))
                .singleElement()
                .isInstanceOfSatisfying(Event.TransferFinished.class, event -> {
                    assertThat(event.user()).isEqualTo(USER);
                    assertThat(event.at()).isEqualTo(AT);
                    assertThat(event.counts()).isEqualTo(finished.counts());
                });
    }

    @Test
    void tellsOfTheEndAgainWhenWhatFailedWasTriedAgain() {
        Transfer first = RUNNING.withState(new TransferState.Finished(AT)).saved();
        Transfer again = first.saved()
                .withState(new TransferState.Finished(AT.plusSeconds(60)))
                .saved();

        assertThat(ids(RUNNING, first))
                .isNotEqualTo(ids(first.withState(RUNNING.state()).saved(), again))
                .hasSize(1);
    }

    @Test
    void tellsOfTheSameChangeUnderTheSameId() {
        Transfer finished = RUNNING.withState(new TransferState.Finished(AT)).saved();

        assertThat(ids(RUNNING, finished)).isEqualTo(ids(RUNNING, finished)).hasSize(1);
    }

    @Test
    void tellsOfATransferThatGaveUpAndOfOneThatTheCloseEnded() {
        assertThat(events(
                        RUNNING, RUNNING.withState(new TransferState.GaveUp(AT)).saved()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.TransferFailed.class,
                        event -> assertThat(event.cause()).isEqualTo(Event.FailureCause.GAVE_UP));
        assertThat(events(
                        RUNNING, RUNNING.withState(new TransferState.Closed(AT)).saved()))
                .singleElement()
                .isInstanceOfSatisfying(Event.TransferFailed.class, event -> {
                    assertThat(event.cause()).isEqualTo(Event.FailureCause.CLOSED);
                    assertThat(event.counts()).isEqualTo(RUNNING.counts());
                });
    }

    @Test
    void tellsNothingOfTheStartOfABatchOrOfWhatTheUserDoes() {
        assertThat(TransferEventRules.event(new Change.OfTransfer(AT, Optional.empty(), RUNNING)))
                .isEmpty();
        assertThat(events(RUNNING, RUNNING.saved())).isEmpty();
        assertThat(events(
                        RUNNING,
                        RUNNING.withState(new TransferState.Stopped(AT)).saved()))
                .isEmpty();
        assertThat(events(RUNNING.withState(new TransferState.Stopped(AT)), RUNNING.saved()))
                .isEmpty();
        assertThat(events(
                        RUNNING,
                        RUNNING.withState(new TransferState.Counting(AT)).saved()))
                .isEmpty();
    }

    @Test
    void tellsNothingWhereTheStateStaysAsItIs() {
        Transfer finished = RUNNING.withState(new TransferState.Finished(AT));

        assertThat(events(finished, finished.granted(Optional.empty()).saved())).isEmpty();
    }

    @Test
    void tellsOnceThatRoomIsMissingHoweverOftenItIsAskedFor() {
        Transfer fresh = RUNNING.with(new RoomCheck.Open());
        Transfer waiting =
                fresh.with(MISSING).withState(waiting(WaitReason.ROOM, 1)).saved();
        Transfer woken = waiting.withState(RUNNING.state()).saved();

        assertThat(events(fresh, waiting)).singleElement().isInstanceOfSatisfying(Event.TransferPaused.class, event -> {
            assertThat(event.reason()).isEqualTo(WaitReason.ROOM);
            assertThat(event.goesOnAt()).contains(AT.plus(Duration.ofHours(1)));
        });
        assertThat(events(woken, woken.withState(waiting(WaitReason.ROOM, 2)).saved()))
                .isEmpty();
        assertThat(events(
                        waiting, waiting.withState(waiting(WaitReason.ROOM, 2)).saved()))
                .isEmpty();
    }

    @Test
    void tellsThatRoomIsMissingAgainAfterTheUserHasGoneOnWithout() {
        Transfer goesOn = RUNNING.with(new RoomCheck.Settled());

        assertThat(events(
                        goesOn,
                        goesOn.with(new RoomCheck.Open())
                                .withState(waiting(WaitReason.ROOM, 1))
                                .saved()))
                .hasSize(1);
    }

    @Test
    void tellsOfConsentWithoutATimeSinceOnlyTheUserEndsTheWait() {
        Transfer waiting = RUNNING.withState(waiting(WaitReason.CONSENT, 999)).saved();

        assertThat(events(RUNNING, waiting))
                .singleElement()
                .isInstanceOfSatisfying(
                        Event.TransferPaused.class,
                        event -> assertThat(event.goesOnAt()).isEmpty());
        assertThat(events(
                        waiting,
                        waiting.withState(waiting(WaitReason.CONSENT, 998)).saved()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTA", "SHARE"})
    void tellsOfTheQuotaOfADayAndNotOfThatOfAMinute(WaitReason reason) {
        Transfer minute = RUNNING.withState(new TransferState.Waiting(reason, AT.plusSeconds(60)))
                .saved();
        Transfer day = RUNNING.withState(waiting(reason, 9)).saved();

        assertThat(events(RUNNING, minute)).isEmpty();
        assertThat(events(RUNNING, day)).hasSize(1);
        assertThat(events(day, day.withState(waiting(reason, 8)).saved())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "TROUBLE"})
    void tellsNothingOfWaitsThatPassByThemselves(WaitReason reason) {
        assertThat(events(RUNNING, RUNNING.withState(waiting(reason, 1)).saved()))
                .isEmpty();
    }

    @Test
    void takesAnotherTransferInThePlaceOfTheFirstForANewOne() {
        Transfer first = RUNNING.withState(new TransferState.Finished(AT));
        Transfer other = Records.with(
                        Records.with(first, "id", new TransferId("ffffffffffffffffffffffffffffffff")), "switches", 1)
                .saved();

        assertThat(events(first, other)).hasSize(1);
    }

    private static TransferState waiting(WaitReason reason, int hours) {
        return new TransferState.Waiting(reason, AT.plus(Duration.ofHours(hours)));
    }

    private static List<Event> events(Transfer before, Transfer after) {
        return EventRules.events(new Change.OfTransfer(AT, Optional.of(before), after), Instant.MAX);
    }

    private static List<EventId> ids(Transfer before, Transfer after) {
        return events(before, after).stream().map(Event::id).toList();
    }
}
