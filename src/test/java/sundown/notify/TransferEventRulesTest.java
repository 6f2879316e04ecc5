package sundown.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.contract.SampleTransfers;
import sundown.milestone.MilestoneFunctions;
import sundown.notify.ChangeReader.Change;
import sundown.notify.Event.EventId;
import sundown.runtime.Records;
import sundown.transfer.Room;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

class TransferEventRulesTest {
    private static final Instant AT = SampleEvents.AT;
    private static final UserId USER = new UserId("user-1");
    private static final Transfer RUNNING = SampleTransfers.halfWay(USER).saved();
    /** A transfer with what is known of its room, and its state: {@code Missing ROOM PT1H}, {@code Open running}. */
    private static Transfer transfer(String described) {
        String[] words = described.split(" ", -1);
        RoomCheck check =
                switch (words[0]) {
                    case "Open" -> new RoomCheck.Open();
                    case "Settled" -> new RoomCheck.Settled();
                    default -> new RoomCheck.Missing(new Room.Limited(15, 14));
                };
        TransferState state =
                switch (words[1]) {
                    case "running" -> RUNNING.state();
                    case "finished" -> new TransferState.Finished(AT);
                    case "gave-up" -> new TransferState.GaveUp(AT);
                    case "closed" -> new TransferState.Closed(AT);
                    case "stopped" -> new TransferState.Stopped(AT);
                    case "counting" -> new TransferState.Counting(AT);
                    default ->
                        new TransferState.Waiting(WaitReason.valueOf(words[1]), AT.plus(Duration.parse(words[2])));
                };
        return RUNNING.with(check).withState(state);
    }

    private static String told(Event event) {
        return switch (event) {
            case Event.TransferFinished finished when finished.counts().equals(RUNNING.counts()) -> "finished";
            case Event.TransferFailed failed
            when failed.counts().equals(RUNNING.counts()) -> "failed " + failed.cause();
            case Event.TransferPaused paused ->
                "paused " + paused.reason()
                        + paused.goesOnAt()
                                .map(at -> " " + Duration.between(AT, at))
                                .orElse("");
            default -> event.toString();
        };
    }

    /**
     * Only the user ends a wait for consent, so it has no time. Missing room is told of once, however often it is asked
     * for, and again after the user has gone on without. The quota of a minute, and what passes by itself, is not told.
     */
    @ParameterizedTest
    @CsvSource({
        "Open running,          Open finished,          finished",
        "Open running,          Open gave-up,           failed GAVE_UP",
        "Open running,          Open closed,            failed CLOSED",
        "Open running,          Open running,           ''",
        "Open running,          Open stopped,           ''",
        "Open stopped,          Open running,           ''",
        "Open running,          Open counting,          ''",
        "Open finished,         Open finished,          ''",
        "Open running,          Missing ROOM PT1H,      paused ROOM PT1H",
        "Missing running,       Missing ROOM PT2H,      ''",
        "Missing ROOM PT1H,     Missing ROOM PT2H,      ''",
        "Settled running,       Open ROOM PT1H,         paused ROOM PT1H",
        "Open running,          Open CONSENT PT999H,    paused CONSENT",
        "Open CONSENT PT999H,   Open CONSENT PT998H,    ''",
        "Open running,          Open QUOTA PT1M,        ''",
        "Open running,          Open QUOTA PT9H,        paused QUOTA PT9H",
        "Open QUOTA PT9H,       Open QUOTA PT8H,        ''",
        "Open running,          Open SHARE PT1M,        ''",
        "Open running,          Open SHARE PT9H,        paused SHARE PT9H",
        "Open SHARE PT9H,       Open SHARE PT8H,        ''",
        "Open running,          Open BUSY PT1H,         ''",
        "Open running,          Open TROUBLE PT1H,      ''"
    })
    void tellsOfTheEndAndOfWaitsThatNeedTheUser(String before, String after, String told) {
        List<Event> events = events(transfer(before), transfer(after).saved());

        assertThat(events.stream().map(TransferEventRulesTest::told).collect(Collectors.joining(", ")))
                .isEqualTo(told);
        assertThat(events).allSatisfy(event -> assertThat(event.at()).isEqualTo(AT));
    }

    @Test
    void tellsNothingOfTheStart() {
        assertThat(TransferEventRules.event(new Change.OfTransfer(AT, Optional.empty(), RUNNING)))
                .isEmpty();
    }

    @Test
    void tellsOfTheSameChangeUnderTheSameIdAndOfTheEndAgainWhenWhatFailedWasTriedAgain() {
        Transfer first = RUNNING.withState(new TransferState.Finished(AT)).saved();
        Transfer again = first.saved()
                .withState(new TransferState.Finished(AT.plusSeconds(60)))
                .saved();

        assertThat(ids(RUNNING, first)).isEqualTo(ids(RUNNING, first)).hasSize(1);
        assertThat(ids(first.withState(RUNNING.state()).saved(), again))
                .isNotEqualTo(ids(RUNNING, first))
                .hasSize(1);
    }

    @Test
    void takesAnotherTransferInThePlaceOfTheFirstForANewOne() {
        Transfer first = RUNNING.withState(new TransferState.Finished(AT));
        Transfer other = Records.with(
                        Records.with(first, "id", new TransferId("ffffffffffffffffffffffffffffffff")),
                        "earlier",
                        List.of(RUNNING.account()))
                .saved();

        assertThat(events(first, other)).hasSize(1);
    }

    private static List<Event> events(Transfer before, Transfer after) {
        return EventRules.events(
                new Change.OfTransfer(AT, Optional.of(before), after), MilestoneFunctions.MILESTONES, Instant.MAX);
    }

    private static List<EventId> ids(Transfer before, Transfer after) {
        return events(before, after).stream().map(Event::id).toList();
    }
}
