package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.gallery.Item;
import sundown.gallery.ItemId;

/** What becomes of the items of a batch: pure. */
final class BatchRules {
    /** After so many setbacks an item that alone stands in the way is given up. */
    static final int PATIENCE = 8;

    private BatchRules() {}

    /** What the answers for a batch come to. */
    sealed interface Judgement {}

    /** Every item has an end. */
    record Complete(List<ItemOutcome> outcomes) implements Judgement {}

    /** The same tokens are to be sent again later, which is safe; the batch is as it is then to be. */
    record Again(Batch batch, Answer.Setback why) implements Judgement {}

    /** Refuses what the library does not take by its name and length, and what the gallery no longer has. */
    static Batch refuseUnfit(Batch batch, Map<ItemId, Item> items) {
        List<Batch.Entry> entries = batch.entries().stream()
                .map(entry -> unfit(items.get(entry.item()))
                        .map(reason -> entry.at(new Batch.Refused(reason)))
                        .orElse(entry))
                .toList();
        return new Batch(batch.number(), batch.last(), entries);
    }

    private static Optional<FailureReason> unfit(Item item) {
        return item == null ? Optional.of(FailureReason.MISSING) : MediaType.refusal(item.name(), item.bytes());
    }

    /** The setback that most needs somebody; of two waits the longer one. */
    static Optional<Answer.Setback> worst(Collection<Answer.Setback> setbacks) {
        return setbacks.stream()
                .max(Comparator.comparingInt(BatchRules::weight)
                        .thenComparing(BatchRules::least)
                        .thenComparing(BatchRules::until));
    }

    private static Duration least(Answer.Setback setback) {
        return setback instanceof Answer.WaitFor wait ? wait.least() : Duration.ZERO;
    }

    private static Instant until(Answer.Setback setback) {
        return setback instanceof Answer.WaitUntil wait ? wait.time() : Instant.MIN;
    }

    private static int weight(Answer.Setback setback) {
        return switch (setback) {
            case Answer.Retry ignored -> 0;
            case Answer.WaitFor ignored -> 1;
            case Answer.WaitUntil ignored -> 2;
            case Answer.OutOfRoom ignored -> 3;
            case Answer.GiveUp ignored -> 4;
            case Answer.ConsentGone ignored -> 5;
        };
    }

    /**
     * The batch without the items that never get through while others do; nothing while there is hope, or when none
     * gets through, for then it is not the items' fault.
     */
    static Optional<Batch> withoutHopeless(Batch batch, Answer.Setback why, int attempt, Instant now) {
        boolean patient = attempt < PATIENCE || !(why instanceof Answer.Retry);
        if (patient || batch.withToken().isEmpty()) {
            return Optional.empty();
        }
        List<Batch.Entry> entries = batch.entries().stream()
                .map(entry ->
                        Batch.needsUpload(entry, now) ? entry.at(new Batch.Refused(FailureReason.NO_ANSWER)) : entry)
                .toList();
        return Optional.of(new Batch(batch.number(), batch.last(), entries));
    }

    /** The batch with those items refused that failed; the outcomes are in the order of its entries. */
    static Batch refusing(Batch batch, List<ItemOutcome> outcomes) {
        List<Batch.Entry> entries = new ArrayList<>();
        for (int index = 0; index < outcomes.size(); index++) {
            Batch.Entry entry = batch.entries().get(index);
            entries.add(
                    outcomes.get(index) instanceof ItemOutcome.Failed failed
                            ? entry.at(new Batch.Refused(failed.reason()))
                            : entry);
        }
        return new Batch(batch.number(), batch.last(), entries);
    }

    /** Judges the library's answers, one for each item with a token. */
    static Judgement judge(Batch batch, List<Answer.ElementAnswer> elements, int attempt) {
        List<Answer.Setback> setbacks = new ArrayList<>();
        Batch next = batch;
        List<Batch.Entry> entries = batch.withToken();
        for (int index = 0; index < entries.size(); index++) {
            switch (elements.get(index)) {
                case Answer.TokenGone ignored -> {
                    next = next.with(entries.get(index).at(new Batch.ToUpload()));
                    setbacks.add(new Answer.Retry());
                }
                case Answer.Setback setback -> setbacks.add(setback);
                case Answer.Done ignored -> {}
                case Answer.Duplicate ignored -> {}
                case Answer.ItemRefused ignored -> {}
            }
        }
        Optional<Answer.Setback> worst = worst(setbacks);
        boolean hopeless = attempt >= PATIENCE
                && worst.filter(Answer.Retry.class::isInstance).isPresent();
        if (worst.isEmpty() || hopeless) {
            return new Complete(outcomes(batch, elements));
        }
        return new Again(next, worst.get());
    }

    /** What became of each item, given the library's answers for those with a token. */
    static List<ItemOutcome> outcomes(Batch batch, List<Answer.ElementAnswer> elements) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        Set<Answer.MediaItemId> seen = new HashSet<>();
        int next = 0;
        for (Batch.Entry entry : batch.entries()) {
            outcomes.add(
                    entry.step() instanceof Batch.Refused refused
                            ? new ItemOutcome.Failed(entry.item(), entry.bytes(), refused.reason())
                            : outcome(entry, elements.get(next++), seen));
        }
        return outcomes;
    }

    private static ItemOutcome outcome(Batch.Entry entry, Answer.ElementAnswer answer, Set<Answer.MediaItemId> seen) {
        return switch (answer) {
            case Answer.Done done ->
                done.mediaItem().isEmpty() || seen.add(done.mediaItem())
                        ? new ItemOutcome.Done(entry.item(), entry.bytes())
                        : new ItemOutcome.Duplicate(entry.item(), entry.bytes());
            case Answer.Duplicate ignored -> new ItemOutcome.Duplicate(entry.item(), entry.bytes());
            case Answer.ItemRefused refused -> new ItemOutcome.Failed(entry.item(), entry.bytes(), refused.reason());
            case Answer.TokenGone ignored ->
                new ItemOutcome.Failed(entry.item(), entry.bytes(), FailureReason.NO_ANSWER);
            case Answer.Setback ignored -> new ItemOutcome.Failed(entry.item(), entry.bytes(), FailureReason.NO_ANSWER);
        };
    }
}
