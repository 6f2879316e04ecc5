package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sundown.gallery.Tally;
import sundown.transfer.Batch.ItemOutcome;

class CountsTest {
    private static final int STEPS = 40;

    private static final ItemOutcome PERMANENT = new ItemOutcome.Failed(Given.item(3), 10, FailureReason.EMPTY);

    private final Counts counts = Counts.of(Given.GALLERY);

    @Test
    void beginWithEverythingPending() {
        assertThat(counts.pending()).isEqualTo(Given.GALLERY);
        assertThat(counts.settled()).isEqualTo(Tally.NONE);
    }

    @Test
    void putEachItemInOnePlace() {
        Counts next = counts.plus(List.of(Given.done(1), Given.duplicate(2), Given.failed(3), Given.done(4)));

        assertThat(next.done()).isEqualTo(new Tally(2, 20));
        assertThat(next.duplicate()).isEqualTo(new Tally(1, 10));
        assertThat(next.failed()).isEqualTo(new Tally(1, 10));
        assertThat(next.pending()).isEqualTo(new Tally(1, 10));
    }

    @Test
    void raiseTheTotalWhenTheGalleryHoldsMoreThanWasCounted() {
        Counts next = Counts.of(new Tally(1, 5)).plus(List.of(Given.done(1), Given.done(2)));

        assertThat(next.total()).isEqualTo(new Tally(2, 20));
        assertThat(next.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void skipWhatWasNeverMet() {
        Counts ended = counts.plus(List.of(Given.done(1))).withRestSkipped();

        assertThat(ended.skipped()).isEqualTo(new Tally(4, 40));
        assertThat(ended.pending()).isEqualTo(Tally.NONE);
    }

    @Test
    void makeWhatFailedPendingAgainUnlessItsReasonCannotChange() {
        Counts again =
                counts.plus(List.of(Given.failed(1), Given.done(2), PERMANENT)).withRetryablePending();

        assertThat(again.failed()).isEqualTo(new Tally(1, 10));
        assertThat(again.permanent()).isEqualTo(new Tally(1, 10));
        assertThat(again.retryable()).isEqualTo(Tally.NONE);
        assertThat(again.pending()).isEqualTo(new Tally(3, 30));
    }

    @Test
    void countAsPermanentWhatARetryDidNotTry() {
        Counts ended = counts.plus(List.of(Given.done(1))).withRestPermanent();

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
            case 0 -> new ItemOutcome.Done(Given.item(index), bytes);
            case 1 -> new ItemOutcome.Duplicate(Given.item(index), bytes);
            case 2 -> new ItemOutcome.Failed(Given.item(index), bytes, FailureReason.EMPTY);
            default -> new ItemOutcome.Failed(Given.item(index), bytes, FailureReason.REFUSED);
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
