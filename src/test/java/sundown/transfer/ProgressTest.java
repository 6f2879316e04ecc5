package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.gallery.Tally;

class ProgressTest {
    private static final Instant NOW = Given.NOW;
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Progress start = Progress.startingAt(NOW, Given.GALLERY);

    @Test
    void beginsWithTheFirstBatchOfTheGallery() {
        assertThat(start.pass()).isZero();
        assertThat(start.batch()).isEqualTo(1);
        assertThat(start.cursor()).isEmpty();
        assertThat(start.lastFailure()).isEmpty();
    }

    @Test
    void getsPastABatch() {
        Progress next = start.afterSetback()
                .passItems(Optional.of(Given.item(2)), List.of(Given.done(1), Given.duplicate(2)), LATER);

        assertThat(next.batch()).isEqualTo(2);
        assertThat(next.cursor()).contains(Given.item(2));
        assertThat(next.attempt()).isZero();
        assertThat(next.pace().moved()).isEqualTo(new Tally(2, 20));
        assertThat(next.lastFailure()).isEmpty();
    }

    @Test
    void remembersWhenAnItemLastFailed() {
        Progress failed = start.passItems(Optional.of(Given.item(1)), List.of(Given.failed(1)), LATER);

        assertThat(failed.lastFailure()).contains(LATER);
        assertThat(failed.passItems(Optional.of(Given.item(2)), List.of(Given.done(2)), LATER.plusSeconds(60))
                        .lastFailure())
                .contains(LATER);
    }

    @Test
    void keepsItsPlaceWhenABatchHadNoItem() {
        Progress there = start.passItems(Optional.of(Given.item(1)), List.of(Given.done(1)), LATER);

        assertThat(there.passItems(Optional.empty(), List.of(), LATER).cursor()).contains(Given.item(1));
    }

    @Test
    void countsTheSetbacksOfABatch() {
        assertThat(start.afterSetback().afterSetback().attempt()).isEqualTo(2);
        assertThat(start.afterSetback().resumedAt(LATER).attempt()).isZero();
    }

    @Test
    void neverGoesBackInItsBatchNumber() {
        Progress ended = start.passItems(Optional.of(Given.item(5)), List.of(Given.failed(1)), LATER)
                .ended();
        Progress retrying = ended.retryingAt(LATER);

        assertThat(retrying.batch()).isEqualTo(2);
        assertThat(retrying.pass()).isEqualTo(1);
        assertThat(retrying.cursor()).isEmpty();
        assertThat(retrying.counts().pending()).isEqualTo(new Tally(1, 10));
        assertThat(retrying.lastFailure()).contains(LATER);
    }

    @Test
    void hasNothingPendingAtTheEndOfAPass() {
        assertThat(start.ended().counts().pending()).isEqualTo(Tally.NONE);
        assertThat(start.ended().counts().skipped()).isEqualTo(Given.GALLERY);
    }
}
