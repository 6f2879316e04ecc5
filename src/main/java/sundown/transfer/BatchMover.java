package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.ItemId;

/** Moves a transfer's next batch: composes it, uploads what has no token, creates the items, records what failed. */
@Singleton
final class BatchMover {
    /** How long uploads begin after the function started; one of 64 MiB may take 84 of the function's 180 seconds. */
    private static final Duration FOR_UPLOADS = Duration.ofSeconds(90);

    /**
     * How long a creation begins after the function started; it may take 60 seconds. The next message does it later.
     */
    private static final Duration FOR_CREATION = Duration.ofSeconds(110);

    /** Most of a long list may be items that are not tried again. */
    private static final int FAILURES_AT_ONCE = 1_000;

    private final TransferStore transfers;
    private final GalleryIndex gallery;
    private final BatchUploader uploader;
    private final PhotoLibrary library;
    private final Clock clock;

    BatchMover(
            TransferStore transfers, GalleryIndex gallery, BatchUploader uploader, PhotoLibrary library, Clock clock) {
        this.transfers = transfers;
        this.gallery = gallery;
        this.uploader = uploader;
        this.library = library;
        this.clock = clock;
    }

    sealed interface Outcome {}

    /** Every item of the batch is settled, and still to be counted. */
    record Moved(Batch batch, List<ItemOutcome> outcomes) implements Outcome {}

    /** The library or the request quota stopped the batch. */
    record SetBack(Answer.Setback why) implements Outcome {}

    /** Time ran out. Another message continues the batch. */
    record Unfinished() implements Outcome {}

    /** The pass has no more items. */
    record NothingLeft() implements Outcome {}

    /**
     * Moves as much of the next batch as there is time for.
     *
     * @param started when the function started
     * @param close when the exports of the user's group end; nothing begins after it
     */
    Outcome move(Transfer transfer, AccessToken access, Instant started, Instant close) {
        Work work =
                transfers.batch(transfer).map(saved -> resume(transfer, saved)).orElseGet(() -> compose(transfer));
        if (work.batch().entries().isEmpty()) {
            return new NothingLeft();
        }
        Map<ItemId, Item> items = work.items();
        Instant lastUpload = earlier(started.plus(FOR_UPLOADS), close);
        Instant lastCreation = earlier(started.plus(FOR_CREATION), close);
        BatchUploader.Uploads uploads = uploader.upload(transfer, work.batch(), items, access, lastUpload);
        return switch (uploads.end()) {
            case BatchUploader.Complete _ when clock.instant().isAfter(lastCreation) -> new Unfinished();
            case BatchUploader.Complete _ -> create(transfer, uploads.batch(), items, access);
            case BatchUploader.OutOfTime _ -> new Unfinished();
            case BatchUploader.Hindered hindered -> hindered(transfer, uploads.batch(), hindered.why(), items, access);
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** A batch and the gallery's items for it; an item may be gone. */
    private record Work(Batch batch, Map<ItemId, Item> items) {}

    private Work resume(Transfer transfer, Batch saved) {
        List<ItemId> ids = saved.entries().stream().map(Batch.Entry::item).toList();
        return new Work(saved, byId(gallery.find(transfer.user(), ids)));
    }

    private Work compose(Transfer transfer) {
        return transfer.progress().pass() == 0 ? fromGallery(transfer) : fromFailures(transfer);
    }

    private Work fromGallery(Transfer transfer) {
        List<Item> items = gallery.page(transfer.user(), transfer.progress().cursor(), Batch.LIMIT);
        List<Batch.Entry> entries = items.stream()
                .map(item -> new Batch.Entry(item.id(), item.bytes(), new Batch.ToUpload()))
                .toList();
        return composed(transfer, entries, items);
    }

    private Work fromFailures(Transfer transfer) {
        List<Batch.Entry> entries = retryable(transfer).stream()
                .map(failed -> new Batch.Entry(failed.item(), failed.bytes(), new Batch.ToUpload()))
                .toList();
        List<ItemId> ids = entries.stream().map(Batch.Entry::item).toList();
        return composed(transfer, entries, gallery.find(transfer.user(), ids));
    }

    /** The next failed items whose reason may have changed. */
    private List<FailedItem> retryable(Transfer transfer) {
        List<FailedItem> found = new ArrayList<>();
        Optional<ItemId> after = transfer.progress().cursor();
        List<FailedItem> page;
        do {
            page = transfers.failures(transfer, after, FAILURES_AT_ONCE);
            page.stream().filter(failed -> !failed.reason().permanent()).forEach(found::add);
            after = page.isEmpty() ? after : Optional.of(page.getLast().item());
        } while (found.size() < Batch.LIMIT && page.size() == FAILURES_AT_ONCE);
        return found.subList(0, Math.min(found.size(), Batch.LIMIT));
    }

    private static Work composed(Transfer transfer, List<Batch.Entry> entries, List<Item> items) {
        Map<ItemId, Item> byId = byId(items);
        Batch batch = new Batch(transfer.progress().batch(), entries.size() < Batch.LIMIT, entries);
        return new Work(BatchRules.refuseUnfit(batch, byId), byId);
    }

    private static Map<ItemId, Item> byId(List<Item> items) {
        return items.stream().collect(Collectors.toMap(Item::id, Function.identity()));
    }

    /** Gives up items that never get through while others of the batch do. */
    private Outcome hindered(
            Transfer transfer, Batch batch, Answer.Setback why, Map<ItemId, Item> items, AccessToken access) {
        Optional<Batch> without =
                BatchRules.withoutHopeless(batch, why, transfer.progress().attempt(), clock.instant());
        return without.map(rest -> create(transfer, rest, items, access)).orElseGet(() -> new SetBack(why));
    }

    private Outcome create(Transfer transfer, Batch batch, Map<ItemId, Item> items, AccessToken access) {
        List<Batch.Entry> entries = batch.withToken();
        if (entries.isEmpty()) {
            return record(transfer, batch, BatchRules.outcomes(batch, List.of()), items);
        }
        return switch (library.create(access, newItems(entries, items))) {
            case Answer.Created created -> created(transfer, batch, created.elements(), items);
            case Answer.Setback setback -> new SetBack(setback);
        };
    }

    private static List<PhotoLibrary.NewItem> newItems(List<Batch.Entry> entries, Map<ItemId, Item> items) {
        List<PhotoLibrary.NewItem> newItems = new ArrayList<>();
        for (Batch.Entry entry : entries) {
            if (entry.step() instanceof Batch.Uploaded uploaded) {
                newItems.add(new PhotoLibrary.NewItem(uploaded.token(), nameOf(entry.item(), items)));
            }
        }
        return newItems;
    }

    /** Falls back to the id when the item is gone from the gallery since its upload. */
    private static String nameOf(ItemId id, Map<ItemId, Item> items) {
        return Optional.ofNullable(items.get(id)).map(Item::name).orElse(id.value());
    }

    private Outcome created(
            Transfer transfer, Batch batch, List<Answer.ElementAnswer> elements, Map<ItemId, Item> items) {
        return switch (BatchRules.judge(batch, elements, transfer.progress().attempt())) {
            case BatchRules.Complete complete -> record(transfer, batch, complete.outcomes(), items);
            case BatchRules.Again again -> again(transfer, batch, again);
        };
    }

    private Outcome again(Transfer transfer, Batch batch, BatchRules.Again again) {
        if (!again.batch().equals(batch)) {
            transfers.saveBatch(transfer, again.batch());
        }
        return new SetBack(again.why());
    }

    /**
     * Saves failures in the batch first, so that a retry after a crash comes to the same failures, and lists them next,
     * so that no failure is counted that the user cannot look up.
     */
    private Outcome record(Transfer transfer, Batch batch, List<ItemOutcome> outcomes, Map<ItemId, Item> items) {
        List<FailedItem> failed = failures(outcomes, items);
        if (!failed.isEmpty()) {
            settle(transfer, batch, BatchRules.refusing(batch, outcomes));
            transfers.saveFailures(transfer, failed);
        }
        if (transfer.progress().pass() > 0) {
            transfers.removeFailures(transfer, taken(outcomes));
        }
        return new Moved(batch, outcomes);
    }

    /** Also saves a batch that was refused as a whole: it is not saved yet, and its items may leave the gallery. */
    private void settle(Transfer transfer, Batch batch, Batch settled) {
        if (!settled.equals(batch) || batch.withToken().isEmpty()) {
            transfers.saveBatch(transfer, settled);
        }
    }

    private List<FailedItem> failures(List<ItemOutcome> outcomes, Map<ItemId, Item> items) {
        List<FailedItem> failures = new ArrayList<>();
        for (ItemOutcome outcome : outcomes) {
            if (outcome instanceof ItemOutcome.Failed failed) {
                String name = nameOf(failed.item(), items);
                failures.add(new FailedItem(failed.item(), name, failed.bytes(), failed.reason(), clock.instant()));
            }
        }
        return failures;
    }

    private static List<ItemId> taken(List<ItemOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !(outcome instanceof ItemOutcome.Failed))
                .map(ItemOutcome::item)
                .toList();
    }
}
