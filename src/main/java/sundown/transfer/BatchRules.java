package sundown.transfer;

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
import sundown.gallery.Item.ItemId;
import sundown.transfer.Batch.ItemOutcome;

/** Decides the outcome of each item of a batch: pure. */
final class BatchRules {
    /** The number of setbacks after which the items that cause them are given up. */
    static final int SETBACKS_MAX = 8;

    private BatchRules() {}

    sealed interface Judgement {}

    /** Every item is settled. */
    record Complete(List<ItemOutcome> outcomes) implements Judgement {}

    /** The creation must be repeated later, with this batch. Sending the same tokens again is safe. */
    record Again(Batch batch, Answer.Setback why) implements Judgement {}

    /** Refuses items that the library does not take, by their name and length, and items that are gone. */
    static Batch refuseUnfit(Batch batch, Map<ItemId, Item> items) {
        return batch.map(entry -> unfit(items.get(entry.item()))
                .map(reason -> entry.withStep(new Batch.Refused(reason)))
                .orElse(entry));
    }

    private static Optional<FailureReason> unfit(Item item) {
        return item == null ? Optional.of(FailureReason.MISSING) : MediaType.refusal(item.name(), item.bytes());
    }

    /** The setback that most needs attention; of two waits the longer one. */
    static Optional<Answer.Setback> worst(Collection<Answer.Setback> setbacks) {
        return setbacks.stream()
                .max(Comparator.comparingInt(BatchRules::weight)
                        .thenComparing(Answer.Setback::least)
                        .thenComparing(Answer.Setback::time));
    }

    private static int weight(Answer.Setback setback) {
        return switch (setback) {
            case Answer.Retry _ -> 0;
            case Answer.Silent _ -> 1;
            case Answer.WaitFor _ -> 2;
            case Answer.WaitUntil _, Answer.WaitForShare _ -> 3;
            case Answer.OutOfRoom _ -> 4;
            case Answer.GiveUp _ -> 5;
            case Answer.ConsentGone _ -> 6;
        };
    }

    /** A setback of items while others got through: the library is not silent then. */
    static Answer.Setback ofOneItem(Answer.Setback setback) {
        return setback.equals(Answer.Silent.NO_ANSWER) ? new Answer.Retry() : setback;
    }

    /** True for a setback that one item may cause while others get through. */
    static boolean mayBeOfOneItem(Answer.Setback setback) {
        return setback instanceof Answer.Retry || setback.equals(Answer.Silent.NO_ANSWER);
    }

    /**
     * Refuses the items that never get through while others do. Returns nothing while there is hope, or when no item
     * gets through, because then the items are not the cause.
     */
    static Optional<Batch> withoutHopeless(Batch batch, Answer.Setback why, int attempt, Instant now) {
        boolean patient = attempt < SETBACKS_MAX || !mayBeOfOneItem(why);
        if (patient || batch.withToken().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(batch.map(entry ->
                Batch.needsUpload(entry, now) ? entry.withStep(new Batch.Refused(FailureReason.NO_ANSWER)) : entry));
    }

    /** Refuses the failed items of a batch. Takes the outcomes in the order of the entries. */
    static Batch refusing(Batch batch, List<ItemOutcome> outcomes) {
        List<Batch.Entry> entries = new ArrayList<>();
        for (int index = 0; index < outcomes.size(); index++) {
            Batch.Entry entry = batch.entries().get(index);
            entries.add(
                    outcomes.get(index) instanceof ItemOutcome.Failed failed
                            ? entry.withStep(new Batch.Refused(failed.reason()))
                            : entry);
        }
        return new Batch(batch.number(), batch.last(), batch.after(), entries);
    }

    /** Judges the library's answers, one for each item with a token. */
    static Judgement judge(Batch batch, List<Answer.ElementAnswer> elements, int attempt) {
        List<Answer.Setback> setbacks = new ArrayList<>();
        Batch next = batch;
        List<Batch.Entry> entries = batch.withToken();
        for (int index = 0; index < entries.size(); index++) {
            switch (elements.get(index)) {
                case Answer.TokenGone _ -> {
                    next = next.with(entries.get(index).withStep(new Batch.ToUpload()));
                    setbacks.add(new Answer.Retry());
                }
                case Answer.Setback setback -> setbacks.add(setback);
                case Answer.Done _, Answer.Duplicate _, Answer.ItemRefused _ -> {}
            }
        }
        Optional<Answer.Setback> worst = worst(setbacks);
        boolean hopeless = attempt >= SETBACKS_MAX
                && worst.filter(BatchRules::mayBeOfOneItem).isPresent();
        if (worst.isEmpty() || hopeless) {
            return new Complete(outcomes(batch, elements));
        }
        return new Again(next, worst.get());
    }

    /** The outcome of each item, given the library's answers for the items with a token. */
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
            case Answer.Duplicate _ -> new ItemOutcome.Duplicate(entry.item(), entry.bytes());
            case Answer.ItemRefused refused -> new ItemOutcome.Failed(entry.item(), entry.bytes(), refused.reason());
            case Answer.TokenGone _, Answer.Setback _ ->
                new ItemOutcome.Failed(entry.item(), entry.bytes(), FailureReason.NO_ANSWER);
        };
    }
}
