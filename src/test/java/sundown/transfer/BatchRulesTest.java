package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.contract.SampleItems;
import sundown.gallery.Item;
import sundown.gallery.ObjectKey;
import sundown.transfer.Batch.ItemOutcome;

class BatchRulesTest {
    private static final Instant NOW = Given.NOW;
    private static final Answer.ElementAnswer RETRY = new Answer.Retry();

    @Test
    void refusesWhatTheLibraryDoesNotTakeAndWhatIsGone() {
        Batch batch = Given.batch(Given.toUpload(1), Given.toUpload(2), Given.toUpload(3), Given.toUpload(4));
        Map<sundown.gallery.Item.ItemId, Item> items = Map.of(
                Given.item(1), item(1, "a.jpg", 10),
                Given.item(2), item(2, "b.txt", 10),
                Given.item(3), item(3, "c.jpg", 0));

        assertThat(BatchRules.refuseUnfit(batch, items).entries())
                .containsExactly(
                        Given.toUpload(1),
                        Given.refused(2, FailureReason.UNSUPPORTED_TYPE),
                        Given.refused(3, FailureReason.EMPTY),
                        Given.refused(4, FailureReason.MISSING));
    }

    @Test
    void listensToTheSetbackThatMostNeedsSomebody() {
        assertThat(BatchRules.worst(List.of(
                        new Answer.Retry(),
                        new Answer.WaitFor(Duration.ofSeconds(30)),
                        new Answer.WaitUntil(NOW),
                        new Answer.OutOfRoom(),
                        new Answer.ConsentGone(),
                        new Answer.GiveUp("403"))))
                .contains(new Answer.ConsentGone());
        assertThat(BatchRules.worst(List.of())).isEmpty();
    }

    @Test
    void listensToTheLongestWait() {
        Answer.WaitFor shorter = new Answer.WaitFor(Duration.ofSeconds(30));
        Answer.WaitFor longer = new Answer.WaitFor(Duration.ofMinutes(5));
        Answer.WaitUntil sooner = new Answer.WaitUntil(NOW);
        Answer.WaitUntil later = new Answer.WaitUntil(NOW.plusSeconds(1));

        assertThat(BatchRules.worst(List.of(longer, shorter))).contains(longer);
        assertThat(BatchRules.worst(List.of(shorter, longer))).contains(longer);
        assertThat(BatchRules.worst(List.of(later, sooner))).contains(later);
        assertThat(BatchRules.worst(List.of(sooner, later))).contains(later);
        Answer.WaitForShare tomorrow = new Answer.WaitForShare(NOW.plusSeconds(2));
        assertThat(BatchRules.worst(List.of(tomorrow, later))).contains(tomorrow);
        assertThat(BatchRules.worst(List.of(later, tomorrow))).contains(tomorrow);
    }

    @Test
    void refusesTheFailedAndKeepsTheOthers() {
        Batch batch = Given.batch(Given.uploaded(1), Given.uploaded(2));

        assertThat(BatchRules.refusing(
                        batch,
                        List.of(new ItemOutcome.Failed(Given.item(1), 10, FailureReason.NO_ANSWER), Given.done(2))))
                .isEqualTo(Given.batch(Given.refused(1, FailureReason.NO_ANSWER), Given.uploaded(2)));
    }

    @Test
    void countsEachAnswerOnce() {
        Batch batch = Given.batch(
                Given.uploaded(1), Given.refused(2, FailureReason.EMPTY), Given.uploaded(3), Given.uploaded(4));

        assertThat(complete(
                        batch,
                        done("m1"),
                        new Answer.Duplicate(),
                        new Answer.ItemRefused(FailureReason.NOT_A_PHOTO_OR_VIDEO)))
                .containsExactly(
                        Given.done(1),
                        new ItemOutcome.Failed(Given.item(2), 10, FailureReason.EMPTY),
                        Given.duplicate(3),
                        new ItemOutcome.Failed(Given.item(4), 10, FailureReason.NOT_A_PHOTO_OR_VIDEO));
    }

    @Test
    void knowsIdenticalItemsByTheItemThatTheLibraryMadeOfThem() {
        Batch batch = Given.batch(Given.uploaded(1), Given.uploaded(2), Given.uploaded(3));

        assertThat(complete(batch, done("m1"), done("m1"), done("m2")))
                .containsExactly(Given.done(1), Given.duplicate(2), Given.done(3));
    }

    @Test
    void takesItemsWithoutANameForDifferentOnes() {
        Batch batch = Given.batch(Given.uploaded(1), Given.uploaded(2));

        assertThat(complete(batch, done(""), done(""))).containsExactly(Given.done(1), Given.done(2));
    }

    @Test
    void sendsTheWholeBatchAgainWhenOneItemHasNoEnd() {
        Batch batch = Given.batch(Given.uploaded(1), Given.uploaded(2));

        assertThat(BatchRules.judge(batch, List.of(done("m1"), RETRY), 0))
                .isEqualTo(new BatchRules.Again(batch, new Answer.Retry()));
        assertThat(BatchRules.judge(batch, List.of(done("m1"), new Answer.OutOfRoom()), 100))
                .isEqualTo(new BatchRules.Again(batch, new Answer.OutOfRoom()));
    }

    @Test
    void uploadsAgainWhatTheLibraryHasForgotten() {
        Batch batch = Given.batch(Given.uploaded(1), Given.uploaded(2));

        assertThat(BatchRules.judge(batch, List.of(new Answer.TokenGone(), done("m2")), 0))
                .isEqualTo(new BatchRules.Again(Given.batch(Given.toUpload(1), Given.uploaded(2)), new Answer.Retry()));
    }

    @Test
    void givesUpAnItemThatNeverGetsAnAnswer() {
        Batch batch = Given.batch(Given.uploaded(1), Given.uploaded(2), Given.uploaded(3));

        assertThat(BatchRules.judge(
                        batch, List.of(done("m1"), RETRY, new Answer.TokenGone()), BatchRules.SETBACKS_MAX - 1))
                .isInstanceOf(BatchRules.Again.class);
        assertThat(BatchRules.judge(batch, List.of(done("m1"), RETRY, new Answer.TokenGone()), BatchRules.SETBACKS_MAX))
                .isEqualTo(new BatchRules.Complete(List.of(
                        Given.done(1),
                        new ItemOutcome.Failed(Given.item(2), 10, FailureReason.NO_ANSWER),
                        new ItemOutcome.Failed(Given.item(3), 10, FailureReason.NO_ANSWER))));
    }

    @Test
    void goesOnWithoutAnItemThatNeverGetsThroughWhileOthersDo() {
        Batch batch = Given.batch(Given.uploaded(1), Given.toUpload(2), Given.refused(3, FailureReason.EMPTY));

        assertThat(withoutHopeless(batch, new Answer.Retry(), BatchRules.SETBACKS_MAX))
                .contains(Given.batch(
                        Given.uploaded(1),
                        Given.refused(2, FailureReason.NO_ANSWER),
                        Given.refused(3, FailureReason.EMPTY)));
    }

    @Test
    void isPatientAtFirst() {
        Batch batch = Given.batch(Given.uploaded(1), Given.toUpload(2));

        assertThat(withoutHopeless(batch, new Answer.Retry(), BatchRules.SETBACKS_MAX - 1))
                .isEmpty();
    }

    @Test
    void isPatientForEverWhenItIsNotTheItemsFault() {
        Batch some = Given.batch(Given.uploaded(1), Given.toUpload(2));
        Batch none = Given.batch(Given.toUpload(1), Given.toUpload(2));

        assertThat(withoutHopeless(some, new Answer.WaitFor(Duration.ZERO), 1_000))
                .isEmpty();
        assertThat(withoutHopeless(some, new Answer.OutOfRoom(), 1_000)).isEmpty();
        assertThat(withoutHopeless(none, new Answer.Retry(), 1_000)).isEmpty();
    }

    private static Optional<Batch> withoutHopeless(Batch batch, Answer.Setback why, int attempt) {
        return BatchRules.withoutHopeless(batch, why, attempt, NOW);
    }

    private static List<ItemOutcome> complete(Batch batch, Answer.ElementAnswer... answers) {
        return ((BatchRules.Complete) BatchRules.judge(batch, Arrays.asList(answers), 0)).outcomes();
    }

    private static Answer.Done done(String mediaItem) {
        return new Answer.Done(new Answer.MediaItemId(mediaItem));
    }

    private static Item item(int number, String name, long bytes) {
        return SampleItems.bare(Given.item(number), new ObjectKey("1/u1/" + Given.item(number)), name, bytes);
    }
}
