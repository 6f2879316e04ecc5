package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.gallery.Tally;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Progress.Counts;
import sundown.transfer.RequestRules.Resume;
import sundown.transfer.RequestRules.Start;
import sundown.transfer.RequestRules.Wanted;
import sundown.transfer.RequestRules.Wish;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

class RequestRulesTest extends Given {
    private static final Wanted NOTHING = Wanted.NOTHING;
    private static final Wish PLAIN = new Wish(false, false, false, NOTHING);
    private static final Wish WITHOUT_ROOM = new Wish(true, false, false, NOTHING);
    private static final Wish RETRY_NOW = new Wish(false, true, false, NOTHING);
    private static final Wish CONSENTED = new Wish(false, false, true, NOTHING);
    private static final Instant SENSIBLE =
            TransferRules.sensibleRetry(finished(2)).orElseThrow();

    @Test
    void theFirstTransferIsNoSwitch() {
        assertThat(RequestRules.start(Optional.empty(), ACCOUNT, NOTHING, false, NOW))
                .isEqualTo(new Start.Fresh(List.of()));
    }

    @Test
    void theAccountOfATransferGoesOnWithWhatEndedOrLacksConsent() {
        List<Transfer> continued = List.of(waiting(WaitReason.CONSENT), stopped(), notAllowed(), gaveUp(), closed());

        assertThat(inEveryState())
                .containsAll(continued)
                .allSatisfy(
                        transfer -> assertThat(RequestRules.start(Optional.of(transfer), ACCOUNT, NOTHING, false, NOW))
                                .isEqualTo(
                                        continued.contains(transfer)
                                                ? new Start.Continued(transfer)
                                                : new Start.UnderWay(transfer)));
        assertThat(RequestRules.start(Optional.of(switched(3)), ACCOUNT, NOTHING, false, NOW))
                .as("which needs no switch")
                .isEqualTo(new Start.Continued(switched(3)));
        assertThat(RequestRules.start(
                        Optional.of(running()),
                        new LibraryAccount(ACCOUNT.id(), "married@example.com"),
                        NOTHING,
                        false,
                        NOW))
                .as("whatever its address is now")
                .isEqualTo(new Start.UnderWay(running()));
    }

    @Test
    void anotherAccountIsASwitchOnceTheTransferIsStopped() {
        assertThat(inEveryState())
                .map(Given::withAPhoto)
                .allSatisfy(transfer -> assertThat(
                                RequestRules.start(Optional.of(transfer), OTHER_ACCOUNT, NOTHING, false, NOW))
                        .isEqualTo(
                                transfer.state().active() ? new Start.StopFirst() : new Start.Fresh(List.of(ACCOUNT))));
        assertThat(RequestRules.start(Optional.of(withAPhoto(switched(2))), OTHER_ACCOUNT, NOTHING, false, NOW))
                .isEqualTo(new Start.Fresh(List.of(OTHER_ACCOUNT, OTHER_ACCOUNT, ACCOUNT)));
        assertThat(RequestRules.start(Optional.of(withAPhoto(switched(3))), OTHER_ACCOUNT, NOTHING, false, NOW))
                .isEqualTo(new Start.NoSwitchLeft());
    }

    @Test
    void anAccountThatGotNoPhotoIsNoSwitch() {
        assertThat(RequestRules.start(Optional.of(notAllowed()), OTHER_ACCOUNT, NOTHING, false, NOW))
                .isEqualTo(new Start.Fresh(List.of()));
        assertThat(RequestRules.start(Optional.of(switched(3)), OTHER_ACCOUNT, NOTHING, false, NOW))
                .isEqualTo(new Start.Fresh(switched(3).earlier()));
        assertThat(RequestRules.start(Optional.of(running()), OTHER_ACCOUNT, NOTHING, false, NOW))
                .isEqualTo(new Start.StopFirst());
    }

    @Test
    void aNewTransferWaitsForTheCountFirst() {
        Transfer begun = RequestRules.begin(
                USER, ID, ACCOUNT, new SealedSecret("sealed"), List.of(OTHER_ACCOUNT, OTHER_ACCOUNT), TERMS, 7, NOW);

        assertThat(begun.state()).isEqualTo(new TransferState.Counting(NOW.plus(TransferRules.FIRST_LEASE)));
        assertThat(begun.room()).isEqualTo(new RoomCheck.Open());
        assertThat(begun.counts()).isEqualTo(Counts.of(Tally.NONE));
        assertThat(begun.progress().batch()).isEqualTo(1);
        assertThat(begun.switches()).isEqualTo(2);
        assertThat(begun.version()).isEqualTo(7);
    }

    /** The wishes, and what becomes of them. */
    private static Stream<Arguments> wishes() {
        Transfer asking = waiting(WaitReason.ROOM).with(new RoomCheck.Missing(new Room.Limited(10, 10)));
        Transfer lacking = stopped().with(asking.room());
        Transfer runningOn = running().with(asking.room());
        Transfer refused = finished(0)
                .with(finished(0)
                        .progress()
                        .passItems(
                                Optional.empty(),
                                List.of(new ItemOutcome.Failed(item(9), 10, FailureReason.EMPTY)),
                                0,
                                NOW));
        return Stream.of(
                arguments(running(), PLAIN, new Resume.Already(running())),
                arguments(waiting(WaitReason.QUOTA), PLAIN, new Resume.Already(waiting(WaitReason.QUOTA))),
                arguments(waiting(WaitReason.SHARE), PLAIN, new Resume.Already(waiting(WaitReason.SHARE))),
                arguments(waiting(WaitReason.BUSY), RETRY_NOW, new Resume.Already(waiting(WaitReason.BUSY))),
                arguments(waiting(WaitReason.TROUBLE), RETRY_NOW, new Resume.Already(waiting(WaitReason.TROUBLE))),
                arguments(waiting(WaitReason.CONSENT), PLAIN, new Resume.NeedsConsent()),
                arguments(waiting(WaitReason.CONSENT), CONSENTED, goesOn(waiting(WaitReason.CONSENT))),
                arguments(closed(), PLAIN, new Resume.NeedsConsent()),
                arguments(stopped().granted(Optional.empty()), PLAIN, new Resume.NeedsConsent()),
                arguments(waiting(WaitReason.ROOM), PLAIN, new Resume.AskRoom()),
                arguments(asking, WITHOUT_ROOM, goesOn(asking.with(new RoomCheck.Settled()))),
                arguments(lacking, WITHOUT_ROOM, goesOn(lacking.with(new RoomCheck.Settled()))),
                arguments(lacking, PLAIN, goesOn(lacking)),
                arguments(runningOn, WITHOUT_ROOM, goesOn(runningOn.with(new RoomCheck.Settled()))),
                arguments(runningOn, PLAIN, new Resume.Already(runningOn)),
                arguments(stopped(), PLAIN, goesOn(stopped())),
                arguments(notAllowed(), PLAIN, goesOn(notAllowed())),
                arguments(gaveUp(), PLAIN, goesOn(gaveUp())),
                arguments(finished(0), PLAIN, new Resume.NothingLeft()),
                arguments(finished(0), RETRY_NOW, new Resume.NothingLeft()),
                arguments(finished(2), PLAIN, new Resume.TooEarly(SENSIBLE)),
                arguments(finished(2), RETRY_NOW, new Resume.GoesOn(TransferRules.retrying(finished(2), NOW))),
                arguments(refused, RETRY_NOW, new Resume.NothingToRetry()),
                arguments(refused, PLAIN, new Resume.NothingToRetry()));
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void resumesByStateAndWish(Transfer transfer, Wish wish, Resume resume) {
        assertThat(RequestRules.resume(transfer, wish, false, NOW)).isEqualTo(resume);
    }

    @Test
    void anAnswerOnPrivateItemsTakesNothingFromTheRestOfARequest() {
        Wanted answer = new Wanted(Optional.empty(), Optional.of(false));
        Transfer waits = waiting(WaitReason.CONSENT);

        assertThat(RequestRules.resume(waits, new Wish(false, false, true, answer), false, NOW))
                .isInstanceOf(Resume.GoesOn.class);
        assertThat(RequestRules.resume(waits, new Wish(false, false, false, answer), false, NOW))
                .isInstanceOf(Resume.Answered.class);
        assertThat(RequestRules.start(Optional.of(stopped()), ACCOUNT, answer, false, NOW))
                .isInstanceOf(Start.Continued.class);
    }

    @Test
    void failedItemsAreBestTriedADayLater() {
        assertThat(RequestRules.resume(finished(2), PLAIN, false, SENSIBLE.minusNanos(1)))
                .isEqualTo(new Resume.TooEarly(SENSIBLE));
        assertThat(RequestRules.resume(finished(2), PLAIN, false, SENSIBLE))
                .isEqualTo(new Resume.GoesOn(TransferRules.retrying(finished(2), SENSIBLE)));
    }

    @Test
    void failedItemsAreTriedOnceAnHourAtMost() {
        Transfer retrying = TransferRules.retrying(finished(2), NOW);
        Transfer retried = TransferRules.finished(
                TransferRules.batchCounted(retrying, batch(), List.of(failed(1)), 0, NOW), NO_ALBUMS, NOW);
        Instant next = NOW.plus(Duration.ofHours(1));

        assertThat(RequestRules.resume(retried, RETRY_NOW, false, next.minusNanos(1)))
                .isEqualTo(new Resume.RetriedBefore(next));
        assertThat(RequestRules.resume(retried, RETRY_NOW, false, next)).isInstanceOf(Resume.GoesOn.class);
    }

    private static Resume goesOn(Transfer transfer) {
        return new Resume.GoesOn(TransferRules.resumed(transfer, NOW));
    }
}
