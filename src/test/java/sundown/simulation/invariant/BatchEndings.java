package sundown.simulation.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.gallery.Item.ItemId;
import sundown.simulation.cloud.Gallery;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;
import sundown.transfer.Answer;
import sundown.transfer.Batch;
import sundown.transfer.PhotoLibrary;
import sundown.transfer.TransferStore.FailedItem;

/** What became of the items of a batch that is being counted, from what the library answered and what was listed. */
public final class BatchEndings {
    private final Gallery gallery;
    private final Map<ItemId, Long> bytes = new HashMap<>();
    private final Map<ItemId, Ledger.Entry> endings = new LinkedHashMap<>();
    private final Set<Answer.MediaItemId> seen = new HashSet<>();

    private BatchEndings(Gallery gallery) {
        this.gallery = gallery;
    }

    /**
     * Tells the endings.
     *
     * @param run the run that counts
     * @param batch the batch as it is saved
     * @param creation what the library answered, in this run or in one before
     */
    public static Map<ItemId, Ledger.Entry> of(
            Run run, Optional<Batch> batch, Optional<Run.Creation> creation, Gallery gallery) {
        BatchEndings endings = new BatchEndings(gallery);
        batch.ifPresent(saved -> saved.entries().forEach(entry -> endings.bytes.put(entry.item(), entry.bytes())));
        run.refused().forEach(endings::failed);
        creation.ifPresent(endings::created);
        return endings.endings;
    }

    private void failed(FailedItem item) {
        endings.put(
                item.item(),
                new Ledger.Entry(
                        Ledger.Ending.FAILED, item.bytes(), item.reason().permanent()));
    }

    private void created(Run.Creation creation) {
        List<PhotoLibrary.NewItem> items = creation.items();
        for (int index = 0; index < items.size(); index++) {
            ItemId item = gallery.named(items.get(index).fileName());
            ending(creation.elements().get(index)).ifPresent(ending -> taken(item, ending));
        }
    }

    private void taken(ItemId item, Ledger.Ending ending) {
        Ledger.Entry failed = endings.put(item, new Ledger.Entry(ending, bytes.getOrDefault(item, 0L), false));
        Violation.unless(failed == null, "what the library took has not failed", item);
    }

    /** Two items of the same bytes are one in the library, whatever it calls the second. */
    private Optional<Ledger.Ending> ending(Answer.ElementAnswer answer) {
        return switch (answer) {
            case Answer.Done done
            when done.mediaItem().isEmpty() || seen.add(done.mediaItem()) -> Optional.of(Ledger.Ending.DONE);
            case Answer.Done _, Answer.Duplicate _ -> Optional.of(Ledger.Ending.DUPLICATE);
            case Answer.ItemRefused _, Answer.TokenGone _, Answer.Setback _ -> Optional.empty();
        };
    }
}
