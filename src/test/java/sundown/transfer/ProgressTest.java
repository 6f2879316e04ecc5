package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.gallery.Tally;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.Progress.Pace;

class ProgressTest extends Given {
    private static final Instant LATER = NOW.plusSeconds(60);

    private static final int STEPS = 40;

    private static final ItemOutcome PERMANENT = new ItemOutcome.Failed(item(3), 10, FailureReason.EMPTY);

    private final Progress start = Progress.startingAt(NOW, GALLERY);

    private final Counts counts = Counts.of(GALLERY);

    @Test
    void beginsWithTheFirstBatchOfTheGallery() {
        assertThat(start.pass()).isZero();
        assertThat(start.batch()).isEqualTo(1);
        assertThat(start.cursor()).isEmpty();
        assertThat(start.lastFailure()).isEmpty();
    }

    @Test
    void getsPastABatch() {
        Progress next = start.afterSetback().passItems(Optional.of(item(2)), List.of(done(1), duplicate(2)), LATER);

        assertThat(next.batch()).isEqualTo(2);
        assertThat(next.cursor()).contains(item(2));
        assertThat(next.attempt()).isZero();
        assertThat(next.pace().moved()).isEqualTo(new Tally(2, 20));
        assertThat(next.lastFailure()).isEmpty();
    }

    @Test
    void remembersWhenAnItemLastFailed() {
        Progress failed = start.passItems(Optional.of(item(1)), List.of(failed(1)), LATER);

        assertThat(failed.lastFailure()).contains(LATER);
        assertThat(failed.passItems(Optional.of(item(2)), List.of(done(2)), LATER.plusSeconds(60))
                        .lastFailure())
                .contains(LATER);
    }

    @Test
    void keepsItsPlaceWhenABatchHadNoItem() {
        Progress there = start.passItems(Optional.of(item(1)), List.of(done(1)), LATER);

        assertThat(there.passItems(Optional.empty(), List.of(), LATER).cursor()).contains(item(1));
    }

    @Test
    void countsTheSetbacksOfABatch() {
        assertThat(start.afterSetback().afterSetback().attempt()).isEqualTo(2);
        assertThat(start.afterSetback().resumedAt(LATER).attempt()).isZero();
    }

    @Test
    void neverGoesBackInItsBatchNumber() {
        Progress ended =
                start.passItems(Optional.of(item(5)), List.of(failed(1)), LATER).ended();
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
        assertThat(start.ended().counts().skipped()).isEqualTo(GALLERY);
    }

    @Test
    void hasNothingToGoByAtFirst() {
        Pace pace = Pace.startingAt(NOW);

        assertThat(pace.itemsPerSecond(NOW.plusSeconds(60))).isEmpty();
        assertThat(pace.bytesPerSecond(NOW.plusSeconds(60))).isEmpty();
        assertThat(pace.endOf(new Tally(1, 1), NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void isWhatMovedInTheTimeSinceItBegan() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(50, 1_000), NOW.plusSeconds(10));

        assertThat(pace.itemsPerSecond(NOW.plusSeconds(10))).contains(5.0);
        assertThat(pace.bytesPerSecond(NOW.plusSeconds(10))).contains(100.0);
        assertThat(pace.itemsPerSecond(NOW.plusSeconds(100)))
                .as("it slows down while nothing moves")
                .contains(0.5);
    }

    @Test
    void estimatesTheEndByTheSlowerOfItemsAndBytes() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(10, 1_000), NOW.plusSeconds(10));
        Instant now = NOW.plusSeconds(10);

        assertThat(pace.endOf(new Tally(20, 100), now)).contains(now.plusSeconds(20));
        assertThat(pace.endOf(new Tally(1, 3_000), now)).contains(now.plusSeconds(30));
        assertThat(pace.endOf(Tally.NONE, now)).contains(now);
    }

    @Test
    void estimatesByItemsWhereTheyHadNoBytes() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(10, 0), NOW.plusSeconds(10));

        assertThat(pace.endOf(new Tally(20, 1_000), NOW.plusSeconds(10))).contains(NOW.plusSeconds(30));
    }

    @Test
    void forgetsTheOlderHalfOfAFullWindowAndKeepsItsRate() {
        Instant full = NOW.plus(Duration.ofHours(2));
        Pace pace = Pace.startingAt(NOW).plus(new Tally(7_200, 720_000), full);

        assertThat(pace.since()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(pace.moved()).isEqualTo(new Tally(3_600, 360_000));
        assertThat(pace.itemsPerSecond(full).orElseThrow()).isEqualTo(1.0, Offset.offset(0.001));
    }

    @Test
    void saysNothingWhenTheClockWasSetBack() {
        Pace pace = Pace.startingAt(NOW).plus(new Tally(5, 50), NOW.minusSeconds(60));

        assertThat(pace.itemsPerSecond(NOW.minusSeconds(60))).isEmpty();
        assertThat(pace.endOf(new Tally(5, 50), NOW.minusSeconds(60))).isEmpty();
    }

    @Test
    void neverEstimatesFurtherThanACentury() {
        Pace slow = Pace.startingAt(NOW).plus(new Tally(1, 1), NOW.plusSeconds(7_000));
        Instant now = NOW.plusSeconds(7_000);

        assertThat(slow.endOf(new Tally(1, Long.MAX_VALUE), now)).contains(now.plus(Duration.ofDays(36_525)));
    }

    @Test
    void beginWithEverythingPending() {
        assertThat(counts.pending()).isEqualTo(GALLERY);
        assertThat(counts.settled()).isEqualTo(Tally.NONE);
    }

    @Test
    void putEachItemInOnePlace() {
        Counts next = counts.plus(List.of(done(1), duplicate(2), failed(3), done(4)));

        assertThat(next.done()).isEqualTo(new Tally(2, 20));
        assertThat(next.duplicate()).isEqualTo(new Tally(1, 10));
        assertThat(next.failed()).isEqualTo(new Tally(1, 10));
        assertThat(next.pending()).isEqualTo(new Tally(1, 10));
    }

    @Test
    void raiseTheTotalWhenTheGalleryHoldsMoreThanWasCounted() {
        Counts next = Counts.of(new Tally(1, 5)).plus(List.of(done(1), done(2)));

        assertThat(next.total()).isEqualTo(new Tally(2, 20));
        assertThat(next.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void skipWhatWasNeverMet() {
        Counts ended = counts.plus(List.of(done(1))).withRestSkipped();

        assertThat(ended.skipped()).isEqualTo(new Tally(4, 40));
        assertThat(ended.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void makeWhatFailedPendingAgainUnlessItsReasonCannotChange() {
        Counts again = counts.plus(List.of(failed(1), done(2), PERMANENT)).withRetryablePending();

        assertThat(again.failed()).isEqualTo(new Tally(1, 10));
        assertThat(again.permanent()).isEqualTo(new Tally(1, 10));
        assertThat(again.retryable()).isEqualTo(Tally.NONE);
        assertThat(again.pending()).isEqualTo(new Tally(3, 30));
    }

    @Test
    void countAsPermanentWhatARetryDidNotTry() {
        Counts ended = counts.plus(List.of(done(1))).withRestPermanent();

        assertThat(ended.failed()).isEqualTo(new Tally(4, 40));
        assertThat(ended.permanent()).isEqualTo(new Tally(4, 40));
        assertThat(ended.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void cannotSettleMoreThanThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Counts(Tally.one(10), Tally.one(10), Tally.one(0), Tally.NONE, Tally.NONE, Tally.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Counts(Tally.one(10), Tally.one(11), Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new Counts(Tally.one(10), Tally.NONE, Tally.NONE, Tally.NONE, Tally.one(10), Tally.NONE));
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    /** Batches, ends and retries in an order that the seed decides. */
    @ParameterizedTest
    @MethodSource("seeds")
    void alwaysAddUp(int seed) {
        RandomGenerator random = RandomGeneratorFactory.getDefault().create(seed);
        Counts current = Counts.of(new Tally(random.nextInt(200), random.nextInt(5_000)));
        for (int step = 0; step < STEPS; step++) {
            Counts next = next(current, random);
            assertAddsUp(next);
            assertThat(next.total()).isEqualTo(next.total().atLeast(current.total()));
            current = next;
        }
    }

    private static Counts next(Counts counts, RandomGenerator random) {
        return switch (random.nextInt(9)) {
            case 0 -> counts.withRestSkipped();
            case 1 -> counts.withRetryablePending();
            case 2 -> counts.withRestPermanent();
            default -> counts.plus(outcomes(random));
        };
    }

    private static List<ItemOutcome> outcomes(RandomGenerator random) {
        return IntStream.range(0, random.nextInt(Batch.ITEMS_MAX + 1))
                .mapToObj(index -> outcome(index, random))
                .toList();
    }

    private static ItemOutcome outcome(int index, RandomGenerator random) {
        long bytes = random.nextInt(100);
        return switch (random.nextInt(4)) {
            case 0 -> new ItemOutcome.Done(item(index), bytes);
            case 1 -> new ItemOutcome.Duplicate(item(index), bytes);
            case 2 -> new ItemOutcome.Failed(item(index), bytes, FailureReason.EMPTY);
            default -> new ItemOutcome.Failed(item(index), bytes, FailureReason.REFUSED);
        };
    }

    private static void assertAddsUp(Counts counts) {
        assertThat(counts.done()
                        .plus(counts.duplicate())
                        .plus(counts.failed())
                        .plus(counts.skipped())
                        .plus(counts.pending()))
                .isEqualTo(counts.total());
    }
}
