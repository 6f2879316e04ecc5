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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.gallery.GalleryIndex;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.BatchUploader.Halt;
import sundown.transfer.BatchUploader.Prepared;
import sundown.transfer.BatchUploader.SetBack;
import sundown.transfer.BatchUploader.Unfinished;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.TransferStore.FailedItem;

/**
 * Moves a transfer's next batch: composes it and uploads what has no token; then creates the items and records what
 * failed. A batch may be composed and uploaded while the items of the batch before it are created.
 */
@Singleton
record BatchMover(
        TransferStore transfers, GalleryIndex gallery, BatchUploader uploader, PhotoLibrary library, Clock clock) {
    /** After so much of the function's 300 seconds, no upload begins: one of 64 MiB may take 84 seconds. */
    private static final Duration UPLOADS_MAX = Duration.ofSeconds(210);

    /** After so much of the function's 300 seconds, no creation begins: one may take 60 seconds. */
    private static final Duration CREATION_START_MAX = Duration.ofSeconds(230);

    /** The items of a trial's new batch: several, since the library may be unable to answer for one of them. */
    private static final int TRIAL_ITEMS = 5;

    /** Most of a long list may be items that are not tried again. */
    private static final int FAILURES_PER_PAGE = 1_000;

    /**
     * The means with which a run moves its batches.
     *
     * @param access gives access to the library, always with the same answer
     * @param halt when no other upload begins
     * @param lastCreation when no other creation begins
     * @param trial whether the run is to find out whether the library answers, with few requests
     */
    record Means(Supplier<Answer.AccessAnswer> access, Halt halt, Instant lastCreation, boolean trial) {
        /** The means of the run once the library has answered. */
        Means answered() {
            return new Means(access, halt, lastCreation, false);
        }

        private int items() {
            return trial ? TRIAL_ITEMS : Batch.ITEMS_MAX;
        }
    }

    /**
     * The means of a run.
     *
     * @param started when the function started
     * @param close when the exports of the user's group end; nothing begins after it
     */
    Means means(Supplier<Answer.AccessAnswer> access, Instant started, Instant close, boolean trial) {
        Halt halt = new Halt(clock, earlier(started.plus(UPLOADS_MAX), close));
        return new Means(access, halt, earlier(started.plus(CREATION_START_MAX), close), trial);
    }

    /** The outcome of a batch. */
    sealed interface Move permits Moved, NothingLeft, SetBack, Unfinished {}

    /** Every item of the batch is settled, and still to be counted. */
    record Moved(Batch batch, List<ItemOutcome> outcomes) implements Move {}

    /** The pass has no more items. */
    record NothingLeft() implements Move {}

    /** Uploads as much of a transfer's next batch as there is time for. */
    Prepared prepare(Transfer transfer, Means means) {
        Prepared composed = transfers
                .findBatch(transfer)
                .filter(saved -> saved.continues(transfer.progress()))
                .map(saved -> resume(transfer, saved))
                .orElseGet(() -> compose(transfer, means.items()));
        return uploader.upload(transfer, composed, means.access(), means.halt(), alone(transfer, means));
    }

    /**
     * True for a batch that goes alone: nothing is drawn for others, and none is prepared ahead. After a setback, it
     * may be set back again.
     */
    static boolean alone(Transfer transfer, Means means) {
        return means.trial() || transfer.progress().attempt() > 0;
    }

    /** Creates and records what was prepared of a transfer's next batch. */
    Move finish(Transfer transfer, Prepared prepared, Means means) {
        if (prepared.batch().entries().isEmpty()) {
            return new NothingLeft();
        }
        return switch (prepared.end()) {
            case BatchUploader.Complete _ -> create(transfer, prepared, means);
            case Unfinished unfinished -> unfinished;
            case SetBack setBack -> setBack;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private Prepared resume(Transfer transfer, Batch saved) {
        return new Prepared(saved, byId(find(transfer, saved.entries())), new Unfinished());
    }

    private List<Item> find(Transfer transfer, List<Batch.Entry> entries) {
        return gallery.find(
                transfer.user(), entries.stream().map(Batch.Entry::item).toList());
    }

    /** Composes a batch of the gallery's next items, or of the next failed items. */
    private Prepared compose(Transfer transfer, int most) {
        Progress progress = transfer.progress();
        if (progress.pass() > 0) {
            List<Batch.Entry> entries = retryable(transfer).stream()
                    .limit(most)
                    .map(failed -> Batch.Entry.toUpload(failed.item(), failed.bytes()))
                    .toList();
            return composed(progress, entries, find(transfer, entries), most);
        }
        List<Item> items = gallery.page(transfer.user(), progress.cursor(), most);
        List<Batch.Entry> entries = items.stream()
                .map(item -> Batch.Entry.toUpload(item.id(), item.bytes()))
                .toList();
        return composed(progress, entries, items, most);
    }

    /** The next failed items whose reason may have changed. */
    private List<FailedItem> retryable(Transfer transfer) {
        List<FailedItem> found = new ArrayList<>();
        Optional<ItemId> after = transfer.progress().cursor();
        List<FailedItem> page;
        do {
            page = transfers.listFailures(transfer, after, FAILURES_PER_PAGE);
            page.stream().filter(failed -> !failed.reason().permanent()).forEach(found::add);
            after = page.isEmpty() ? after : Optional.of(page.getLast().item());
        } while (found.size() < Batch.ITEMS_MAX && page.size() == FAILURES_PER_PAGE);
        return found.subList(0, Math.min(found.size(), Batch.ITEMS_MAX));
    }

    private static Prepared composed(Progress progress, List<Batch.Entry> entries, List<Item> items, int most) {
        Map<ItemId, Item> byId = byId(items);
        Batch batch = new Batch(entries.size() < most, progress.cursor(), entries);
        return new Prepared(BatchRules.refuseUnfit(batch, byId), byId, new Unfinished());
    }

    private static Map<ItemId, Item> byId(List<Item> items) {
        return items.stream().collect(Collectors.toMap(Item::id, Function.identity()));
    }

    private Move create(Transfer transfer, Prepared prepared, Means means) {
        Batch batch = prepared.batch();
        if (clock.instant().isAfter(means.lastCreation())) {
            return new Unfinished();
        }
        if (batch.withToken().isEmpty()) {
            return record(transfer, batch, BatchRules.outcomes(batch, List.of()), prepared.items());
        }
        Answer.CreateAnswer answer =
                switch (means.access().get()) {
                    case Answer.AccessGranted(AccessToken token) ->
                        library.create(token, Optional.empty(), newItems(batch.withToken(), prepared.items()));
                    case Answer.Setback setback -> setback;
                };
        return switch (answer) {
            case Answer.Created created -> created(transfer, batch, created.elements(), prepared.items());
            case Answer.AlbumRefused _ -> throw new IllegalStateException("there was no album");
            case Answer.Setback setback -> new SetBack(setback);
        };
    }

    private static List<PhotoLibrary.NewItem> newItems(List<Batch.Entry> entries, Map<ItemId, Item> items) {
        return entries.stream()
                .flatMap(entry -> entry.step() instanceof Batch.Uploaded uploaded
                        ? Stream.of(new PhotoLibrary.NewItem(
                                uploaded.token(), uploaded.type().nameFor(nameOf(entry.item(), items))))
                        : Stream.empty())
                .toList();
    }

    /** Falls back to the id when the item is gone from the gallery since its upload. */
    private static String nameOf(ItemId id, Map<ItemId, Item> items) {
        return Optional.ofNullable(items.get(id)).map(Item::name).orElse(id.value());
    }

    private Move created(Transfer transfer, Batch batch, List<Answer.ElementAnswer> elements, Map<ItemId, Item> items) {
        Optional<Answer.Setback> toRepeat = BatchRules.toRepeat(batch, elements);
        if (toRepeat.isEmpty()) {
            return record(transfer, batch, BatchRules.outcomes(batch, elements), items);
        }
        Batch repeated = BatchRules.repeated(batch, elements);
        if (!repeated.equals(batch)) {
            transfers.saveBatch(transfer, repeated);
        }
        return new SetBack(toRepeat.get());
    }

    /**
     * Saves failures in the batch first, so that a retry after a crash comes to the same failures, and lists them next,
     * so that no failure is counted that the user cannot look up. A batch that was refused as a whole is not saved yet,
     * and its items may leave the gallery.
     */
    private Move record(Transfer transfer, Batch batch, List<ItemOutcome> outcomes, Map<ItemId, Item> items) {
        List<FailedItem> failed = failures(outcomes, items);
        if (!failed.isEmpty()) {
            Batch settled = BatchRules.refusing(batch, outcomes);
            if (!settled.equals(batch) || batch.withToken().isEmpty()) {
                transfers.saveBatch(transfer, settled);
            }
            transfers.saveFailures(transfer, failed);
        }
        if (transfer.progress().pass() > 0) {
            transfers.removeFailures(transfer, taken(outcomes));
        }
        return new Moved(batch, outcomes);
    }

    private List<FailedItem> failures(List<ItemOutcome> outcomes, Map<ItemId, Item> items) {
        Instant now = clock.instant();
        return outcomes.stream()
                .flatMap(outcome -> outcome instanceof ItemOutcome.Failed(ItemId item, long bytes, FailureReason reason)
                        ? Stream.of(new FailedItem(item, nameOf(item, items), bytes, reason, now))
                        : Stream.empty())
                .toList();
    }

    private static List<ItemId> taken(List<ItemOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !(outcome instanceof ItemOutcome.Failed))
                .map(ItemOutcome::item)
                .toList();
    }
}
