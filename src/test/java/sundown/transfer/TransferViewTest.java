package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.edge.Json;
import sundown.gallery.Tally;
import sundown.runtime.Records;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

class TransferViewTest extends Given {
    private static final long GIGABYTE = 1L << 30;

    @Test
    void showsCountsThatAddUp() {
        TransferView.CountsView items = view(moved()).items();

        assertThat(items.total()).isEqualTo(new Tally(5, 50));
        assertThat(items.done()).isEqualTo(new Tally(1, 10));
        assertThat(items.duplicate()).isEqualTo(new Tally(1, 10));
        assertThat(items.failed()).isEqualTo(new Tally(0, 0));
        assertThat(items.skipped()).isEqualTo(new Tally(0, 0));
        assertThat(items.pending()).isEqualTo(new Tally(3, 30));
    }

    @Test
    void showsTheRateAndTheEndWhileItRuns() {
        TransferView view = view(moved());

        assertThat(view.itemsPerSecond()).contains(0.2);
        assertThat(view.bytesPerSecond()).contains(2.0);
        assertThat(view.estimatedEnd()).contains(NOW.plusSeconds(15));
        assertThat(view.warning()).isEmpty();
        assertThat(view.warningCode()).isEmpty();
    }

    @Test
    void showsNeitherWhenItDoesNotRun() {
        TransferView view = view(moved().withState(new TransferState.Stopped(NOW)));

        assertThat(view.itemsPerSecond()).isEmpty();
        assertThat(view.bytesPerSecond()).isEmpty();
        assertThat(view.estimatedEnd()).isEmpty();
    }

    @Test
    void warnsWhenTheEndLiesPastTheClose() {
        Instant close = NOW.plusSeconds(14);

        TransferView view = TransferView.of(moved(), close, NOW);

        assertThat(view.warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .contains("does not end before the close at " + close)
                        .contains("archive"));
        assertThat(view.warningCode()).contains("ends-after-close");
        assertThat(TransferView.of(moved(), close.plusSeconds(1), NOW).warning())
                .isEmpty();
    }

    @Test
    void countsTheWaitBeforeIt() {
        Instant wakeAt = NOW.plus(Duration.ofHours(1));
        Transfer parked = moved().withState(new TransferState.Waiting(WaitReason.QUOTA, wakeAt));

        assertThat(view(parked).estimatedEnd()).contains(wakeAt.plusSeconds(15));
    }

    @Test
    void warnsWhenItWaitsUntilTheClose() {
        Transfer parked = moved().withState(new TransferState.Waiting(WaitReason.QUOTA, CLOSE));

        assertThat(view(parked).warning()).isPresent();
    }

    @Test
    void showsTheRoomThatIsMissingAndTheOfferThatFits() {
        Room.Limited room = new Room.Limited(15 * GIGABYTE, 15 * GIGABYTE - 7);
        Transfer waiting = waiting(WaitReason.ROOM).with(new RoomCheck.Missing(room));

        assertThat(view(waiting).room())
                .contains(new TransferView.RoomView(
                        50, 7, Optional.of(new Room.Offer("introductory-100-gb", 100 * GIGABYTE, Period.ofMonths(3)))));
    }

    @Test
    void showsNoRoomOnceItGoesOn() {
        Transfer running = running().with(new RoomCheck.Missing(new Room.Limited(1, 1)));

        assertThat(view(running).room()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void saysWhyItWaits(WaitReason reason) {
        TransferView view = view(waiting(reason));

        assertThat(view.state()).isEqualTo("waiting");
        assertThat(view.reason()).contains(reason);
    }

    @Test
    void saysWhenItGoesOnByItself() {
        assertThat(view(waiting(WaitReason.QUOTA)).goesOnAt()).contains(Instant.parse("2023-01-15T13:00:00Z"));
        assertThat(view(waiting(WaitReason.CONSENT)).goesOnAt()).isEmpty();
        assertThat(view(running()).goesOnAt()).isEmpty();
    }

    @Test
    void namesEachStateAndHasAMessageForIt() {
        Set<String> states = inEveryState().stream()
                .map(TransferViewTest::view)
                .map(TransferView::state)
                .collect(Collectors.toSet());

        assertThat(states)
                .containsExactlyInAnyOrder(
                        "counting", "running", "waiting", "stopped", "finished", "closed", "gave-up");
        assertThat(inEveryState())
                .allSatisfy(transfer -> assertThat(view(transfer).message()).matches("[A-Z].*\\."));
    }

    @Test
    void tellsWithACodeWhatItSays() {
        assertThat(inEveryState())
                .extracting(transfer -> view(transfer).code())
                .containsExactly(
                        "counting",
                        "moving",
                        "waiting-for-room",
                        "waiting-for-consent",
                        "waiting-for-quota",
                        "waiting-for-share",
                        "google-busy",
                        "google-in-trouble",
                        "stopped",
                        "finished",
                        "finished-some-failed",
                        "closed",
                        "gave-up");
        assertThat(view(finished(2, FailureReason.EMPTY)).code()).isEqualTo("finished-some-refused");
        assertThat(view(finished(2, FailureReason.EMPTY)).message())
                .contains("but for 2 that Google Photos does not take");
    }

    @Test
    void saysHowManyFailedAndWhenToTryThemAgain() {
        TransferView view = view(finished(2));

        assertThat(view.message()).contains("but for 2 that failed");
        assertThat(view.retrySensibleAt()).contains(Instant.parse("2023-01-16T11:00:00Z"));
        assertThat(view(finished(0)).message()).isEqualTo("All your photos are in Google Photos.");
        assertThat(view(finished(0)).retrySensibleAt()).isEmpty();
    }

    @Test
    void saysWhenFailedItemsMayBeTriedAgain() {
        Transfer finished = finished(2);
        Transfer retried =
                finished.with(Records.with(finished.progress(), "lastRetry", Optional.of(NOW.minusSeconds(60))));

        assertThat(view(retried).retryPossibleAt()).contains(Instant.parse("2023-01-15T12:59:00Z"));
        assertThat(TransferView.of(retried, CLOSE, NOW.plus(Duration.ofHours(1)))
                        .retryPossibleAt())
                .isEmpty();
        assertThat(view(finished).retryPossibleAt()).isEmpty();
    }

    @Test
    void saysWhenToLookAgain() {
        assertThat(view(running()).lookAgainInSeconds()).isEqualTo(5);
        assertThat(view(in(new TransferState.Waiting(WaitReason.BUSY, NOW.plusSeconds(90))))
                        .lookAgainInSeconds())
                .isEqualTo(90);
        assertThat(List.of(waiting(WaitReason.CONSENT), stopped(), finished(1), closed()))
                .allSatisfy(transfer ->
                        assertThat(view(transfer).lookAgainInSeconds()).isEqualTo(3600));
    }

    @Test
    void showsTheAccountAndTheSwitchesThatAreLeft() {
        assertThat(view(running()).googleAccount()).isEqualTo("someone@example.com");
        assertThat(view(running()).switchesLeft()).isEqualTo(3);
    }

    @Test
    void showsNoSecret() {
        assertThat(inEveryState())
                .allSatisfy(transfer -> assertThat(Json.write(view(transfer))).doesNotContain("sealed"));
    }

    /** Two items in ten seconds. */
    private static Transfer moved() {
        Instant begin = NOW.minusSeconds(10);
        Progress progress = Progress.startingAt(begin, GALLERY)
                .passItems(Optional.of(item(2)), List.of(done(1), duplicate(2)), NOW);
        return running().with(progress);
    }

    private static TransferView view(Transfer transfer) {
        return TransferView.of(transfer, CLOSE, NOW);
    }
}
