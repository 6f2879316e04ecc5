package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.ResumeRules.Resume;
import sundown.transfer.ResumeRules.Wish;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.TransferState.WaitReason;

class ResumeRulesTest extends Given {
    private static final Wish PLAIN = new Wish(false, false, false);
    private static final Wish WITHOUT_ROOM = new Wish(true, false, false);
    private static final Wish RETRY_NOW = new Wish(false, true, false);
    private static final Wish CONSENTED = new Wish(false, false, true);
    private static final RoomCheck MISSING = new RoomCheck.Missing(new Room.Limited(10, 10));

    @Test
    void whatRunsRuns() {
        assertThat(resume(running(), PLAIN)).isEqualTo(new Resume.Already(running()));
    }

    @ParameterizedTest
    @EnumSource(names = {"QUOTA", "SHARE", "BUSY", "TROUBLE"})
    void whatWaitsForGoogleGoesOnByItself(WaitReason reason) {
        Transfer waiting = waiting(reason);

        assertThat(resume(waiting, PLAIN)).isEqualTo(new Resume.Already(waiting));
        assertThat(resume(waiting, RETRY_NOW)).isEqualTo(new Resume.Already(waiting));
    }

    @Test
    void whatWaitsForConsentOrHasNoGrantNeedsIt() {
        Transfer waiting = waiting(WaitReason.CONSENT);

        assertThat(resume(waiting, PLAIN)).isEqualTo(new Resume.NeedsConsent());
        assertThat(resume(waiting, CONSENTED)).isEqualTo(goesOn(waiting));
        assertThat(resume(closed(), PLAIN)).isEqualTo(new Resume.NeedsConsent());
        assertThat(resume(stopped().granted(Optional.empty()), PLAIN)).isEqualTo(new Resume.NeedsConsent());
    }

    @Test
    void whatWaitsForRoomAsksAgain() {
        assertThat(resume(waiting(WaitReason.ROOM), PLAIN)).isEqualTo(new Resume.AskRoom());
    }

    @Test
    void theUserMayGoOnWithoutRoomWhetherItWaitsHasStoppedOrAsks() {
        Transfer waiting = waiting(WaitReason.ROOM).with(MISSING);

        assertThat(resume(waiting, WITHOUT_ROOM)).isEqualTo(goesOn(waiting.with(new RoomCheck.Settled())));
        Transfer stopped = stopped().with(MISSING);

        assertThat(resume(stopped, WITHOUT_ROOM)).isEqualTo(goesOn(stopped.with(new RoomCheck.Settled())));
        assertThat(resume(stopped, PLAIN)).isEqualTo(goesOn(stopped));
        Transfer asking = running().with(MISSING);

        assertThat(resume(asking, WITHOUT_ROOM)).isEqualTo(goesOn(asking.with(new RoomCheck.Settled())));
        assertThat(resume(asking, PLAIN)).isEqualTo(new Resume.Already(asking));
    }

    @Test
    void whatWasStoppedOrGivenUpGoesOn() {
        assertThat(resume(stopped(), PLAIN)).isEqualTo(goesOn(stopped()));
        assertThat(resume(gaveUp(), PLAIN)).isEqualTo(goesOn(gaveUp()));
    }

    @Test
    void nothingIsLeftWhenNothingFailed() {
        assertThat(resume(finished(0), PLAIN)).isEqualTo(new Resume.NothingLeft());
        assertThat(resume(finished(0), RETRY_NOW)).isEqualTo(new Resume.NothingLeft());
    }

    @Test
    void failedItemsAreBestTriedADayLater() {
        Instant sensible = TransferRules.sensibleRetry(finished(2)).orElseThrow();

        assertThat(ResumeRules.resume(finished(2), PLAIN, sensible.minusNanos(1)))
                .isEqualTo(new Resume.TooEarly(sensible));
        assertThat(ResumeRules.resume(finished(2), PLAIN, sensible))
                .isEqualTo(new Resume.GoesOn(TransferRules.retrying(finished(2), sensible)));
    }

    @Test
    void theUserMayTryFailedItemsAgainAtOnceAndThenOnceAnHour() {
        assertThat(resume(finished(2), RETRY_NOW))
                .isEqualTo(new Resume.GoesOn(TransferRules.retrying(finished(2), NOW)));
        Transfer retried = TransferRules.finished(
                TransferRules.batchCounted(TransferRules.retrying(finished(2), NOW), batch(), List.of(failed(1)), NOW),
                NOW);
        Instant next = NOW.plus(Duration.ofHours(1));

        assertThat(resume(retried, RETRY_NOW)).isEqualTo(new Resume.RetriedBefore(next));
        assertThat(ResumeRules.resume(retried, RETRY_NOW, next.minusNanos(1)))
                .isEqualTo(new Resume.RetriedBefore(next));
        assertThat(ResumeRules.resume(retried, RETRY_NOW, next)).isInstanceOf(Resume.GoesOn.class);
    }

    @Test
    void whatCannotSucceedIsNotTriedAgain() {
        Transfer refused = finished(0)
                .with(finished(0)
                        .progress()
                        .passItems(
                                Optional.empty(),
                                List.of(new ItemOutcome.Failed(item(9), 10, FailureReason.EMPTY)),
                                NOW));

        assertThat(resume(refused, RETRY_NOW)).isEqualTo(new Resume.NothingToRetry());
        assertThat(resume(refused, PLAIN)).isEqualTo(new Resume.NothingToRetry());
    }

    @Test
    void goesOnSoonerThanTheSweepWouldFindIt() {
        Resume.GoesOn goesOn = (Resume.GoesOn) resume(stopped(), PLAIN);

        assertThat(goesOn.transfer().state()).isEqualTo(new TransferState.Running(NOW.plus(Duration.ofMinutes(2))));
    }

    private static Resume resume(Transfer transfer, Wish wish) {
        return ResumeRules.resume(transfer, wish, NOW);
    }

    private static Resume goesOn(Transfer transfer) {
        return new Resume.GoesOn(TransferRules.resumed(transfer, NOW));
    }
}
