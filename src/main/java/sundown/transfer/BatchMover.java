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
import sundown.gallery.GalleryOrders;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.transfer.Batch.ItemOutcome;
import sundown.transfer.BatchUploader.Halt;
import sundown.transfer.BatchUploader.Prepared;
import sundown.transfer.BatchUploader.SetBack;
import sundown.transfer.BatchUploader.Unfinished;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.Progress.Cursor;
import sundown.transfer.TransferStore.FailedItem;

/**
 * Moves a transfer's next batch: composes it and uploads what has no token; then creates the items, adds them to their
 * albums, and records what failed. A batch may be composed and uploaded while the items of the batch before it are
 * created.
 */
@Singleton
record BatchMover(
        TransferStore transfers,
        GalleryIndex gallery,
        GalleryOrders orders,
        BatchUploader uploader,
        PhotoLibrary library,
        Albums titles,
        LibraryAlbums albums,
        Clock clock) {
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
     * @param years the years of what the transfer has moved, once the run has counted a batch
     */
    record Means(
            Supplier<Answer.AccessAnswer> access,
            Halt halt,
            Instant lastCreation,
            boolean trial,
            Optional<Years> years) {
        /** The means of the run once the library has answered. */
        Means answered() {
            return new Means(access, halt, lastCreation, false, years);
        }

        /** The means of the run once it has counted a batch. */
        Means counted(Moved moved) {
            return new Means(access, halt, lastCreation, trial, Optional.of(moved.years()));
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
        return new Means(access, halt, earlier(started.plus(CREATION_START_MAX), close), trial, Optional.empty());
    }

    /** The outcome of a batch. */
    sealed interface Move permits Moved, NothingLeft, SetBack, Unfinished {}

    /**
     * Every item of the batch is settled, and still to be counted.
     *
     * @param outside how many times one could not be put into an album
     * @param years of what the transfer has moved then
     */
    record Moved(Batch batch, List<ItemOutcome> outcomes, long outside, Years years) implements Move {}

    /** The pass has no more items. */
    record NothingLeft() implements Move {}

    /** Uploads as much of a transfer's next batch as there is time for. */
    Prepared prepare(Transfer transfer, Means means) {
        Prepared composed = transfers
                .findBatch(transfer)
                .filter(saved -> saved.continues(transfer.progress()))
                .map(saved -> resume(transfer, saved))
                .orElseGet(() -> compose(transfer, means.items()));
        return firstAlbum(transfer, composed, means)
                .map(why -> composed.ended(new SetBack(why)))
                .orElseGet(() -> upload(transfer, composed, means));
    }

    /**
     * Creates the first album before anything is uploaded: only this tells at once that the account may not use the
     * library. A batch that is prepared ahead creates none, since the library takes one write of an account at a time.
     */
    private Optional<Answer.Setback> firstAlbum(Transfer transfer, Prepared composed, Means means) {
        if (transfer.progress().cursor().isPresent()
                || transfer.counts().settled().items() > 0) {
            return Optional.empty();
        }
        return composed.batch()
                .album()
                .or(() -> composed.batch().entries().stream()
                        .filter(entry -> Batch.needsUpload(entry, clock.instant()))
                        .flatMap(entry -> Stream.ofNullable(composed.items().get(entry.item())))
                        .flatMap(item -> titles.of(item).stream())
                        .findFirst())
                .map(title -> albums.open(transfer, title, 1, means.access()))
                .flatMap(opened -> opened instanceof LibraryAlbums.SetBack(Answer.Setback why)
                        ? Optional.of(why)
                        : Optional.empty());
    }

    private Prepared upload(Transfer transfer, Prepared composed, Means means) {
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
        if (prepared.batch().end().isEmpty()) {
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
            Optional<Cursor> end = entries.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Cursor.after(entries.getLast().item()));
            return composed(progress, end, Optional.empty(), entries, find(transfer, entries));
        }
        long from = Cursor.places(progress.cursor());
        List<Place> places =
                orders.read(transfer.user(), transfer.terms().order().orElseThrow(), from);
        return places.isEmpty()
                ? composed(progress, Optional.empty(), Optional.empty(), List.of(), List.of())
                : compose(transfer, places, from, most);
    }

    /** Takes what the gallery still has of the next places, and the transfer moves. */
    private Prepared compose(Transfer transfer, List<Place> places, long from, int most) {
        BatchRules.Together next = BatchRules.together(places, most);
        List<Item> taken = take(transfer, places.subList(0, next.places()));
        return composed(
                transfer.progress(),
                Optional.of(Cursor.after(from + next.places())),
                next.album().filter(title -> taken.stream().map(titles::of).allMatch(of -> of.contains(title))),
                taken.stream()
                        .map(item -> Batch.Entry.toUpload(item.id(), item.bytes()))
                        .toList(),
                taken);
    }

    private List<Item> take(Transfer transfer, List<Place> places) {
        List<ItemId> ids = places.stream().map(Place::item).toList();
        Map<ItemId, Item> found = byId(gallery.find(transfer.user(), ids).stream()
                .filter(transfer.terms().choice()::takes)
                .toList());
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    /** The next failed items whose reason may have changed. */
    private List<FailedItem> retryable(Transfer transfer) {
        List<FailedItem> found = new ArrayList<>();
        Optional<ItemId> after = transfer.progress().cursor().map(Cursor::item);
        List<FailedItem> page;
        do {
            page = transfers.listFailures(transfer, after, FAILURES_PER_PAGE);
            page.stream().filter(failed -> !failed.reason().permanent()).forEach(found::add);
            after = page.isEmpty() ? after : Optional.of(page.getLast().item());
        } while (found.size() < Batch.ITEMS_MAX && page.size() == FAILURES_PER_PAGE);
        return found.subList(0, Math.min(found.size(), Batch.ITEMS_MAX));
    }

    private static Prepared composed(
            Progress progress,
            Optional<Cursor> end,
            Optional<String> album,
            List<Batch.Entry> entries,
            List<Item> items) {
        Map<ItemId, Item> byId = byId(items);
        Batch batch = new Batch(progress.cursor(), end, album, entries);
        return new Prepared(BatchRules.refuseUnfit(batch, byId), byId, new Unfinished());
    }

    private static Map<ItemId, Item> byId(List<Item> items) {
        return items.stream().collect(Collectors.toMap(Item::id, Function.identity()));
    }

    private Move create(Transfer transfer, Prepared prepared, Means means) {
        Batch batch = prepared.batch();
        if (late(means)) {
            return new Unfinished();
        }
        if (batch.withToken().isEmpty()) {
            return settle(transfer, batch, batch, prepared.items(), means);
        }
        Optional<LibraryAlbums.Opened> album = batch.album()
                .map(title -> albums.open(transfer, title, batch.withToken().size(), means.access()));
        return album.isEmpty()
                ? create(transfer, prepared, Optional.empty(), means)
                : switch (album.get()) {
                    case LibraryAlbums.Open open -> create(transfer, prepared, Optional.of(open), means);
                    case LibraryAlbums.GivenUp _ -> create(transfer, prepared.outside(), means);
                    case LibraryAlbums.SetBack(Answer.Setback why) -> new SetBack(why);
                };
    }

    /** True if the album in which a batch is to be created is still to be created itself. */
    boolean lacksAlbum(Transfer transfer, Batch batch) {
        return batch.album()
                .filter(title -> albums.lacks(transfer, title, batch.withToken().size()))
                .isPresent();
    }

    private boolean late(Means means) {
        return clock.instant().isAfter(means.lastCreation());
    }

    /** Creates the items in an album. If it takes none, they are created outside, and added to the next one. */
    private Move create(Transfer transfer, Prepared prepared, Optional<LibraryAlbums.Open> album, Means means) {
        List<PhotoLibrary.NewItem> items = newItems(prepared.batch().withToken(), prepared.items());
        Answer.CreateAnswer answer =
                switch (means.access().get()) {
                    case Answer.AccessGranted(AccessToken token) ->
                        library.create(token, album.map(LibraryAlbums.Open::id), items);
                    case Answer.Setback setback -> setback;
                };
        return switch (answer) {
            case Answer.Created created -> created(transfer, prepared, album, created.elements(), means);
            case Answer.AlbumRefused _ -> {
                album.ifPresent(open -> albums.refuse(transfer, open.album()));
                yield albums.draw(transfer)
                        .<Move>map(SetBack::new)
                        .orElseGet(() -> create(transfer, prepared.outside(), means));
            }
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

    private Move created(
            Transfer transfer,
            Prepared prepared,
            Optional<LibraryAlbums.Open> album,
            List<Answer.ElementAnswer> elements,
            Means means) {
        Batch batch = prepared.batch();
        Optional<Answer.Setback> toRepeat = BatchRules.toRepeat(batch, elements);
        if (toRepeat.isEmpty()) {
            Batch taken = BatchRules.withCopies(BatchRules.taken(batch, elements), prepared.items());
            album.ifPresent(open -> albums.fill(transfer, open.album(), BatchRules.created(taken)));
            return settle(transfer, batch, taken, prepared.items(), means);
        }
        Batch repeated = BatchRules.repeated(batch, elements);
        if (!repeated.equals(batch)) {
            transfers.saveBatch(transfer, repeated);
        }
        return new SetBack(toRepeat.get());
    }

    /** Adds what the library has taken to the albums in which it was not created. Another run goes on with it. */
    private Move settle(Transfer transfer, Batch batch, Batch taken, Map<ItemId, Item> items, Means means) {
        long outside = 0;
        for (LibraryAlbums.Addition addition : LibraryAlbums.additions(taken, items, titles)) {
            switch (albums.put(transfer, addition, means.access(), () -> late(means))) {
                case LibraryAlbums.Settled settled -> outside += settled.outside();
                case LibraryAlbums.Interrupted(Optional<Answer.Setback> why) -> {
                    if (!taken.equals(batch)) {
                        transfers.saveBatch(transfer, taken);
                    }
                    return why.<Move>map(SetBack::new).orElseGet(Unfinished::new);
                }
            }
        }
        return record(transfer, taken, items, outside, means);
    }

    /**
     * Saves the batch first, so that a retry after a crash comes to the same outcomes, and that nothing is counted that
     * the user cannot look up. The failures come next, for the same reason.
     */
    private Move record(Transfer transfer, Batch settled, Map<ItemId, Item> items, long outside, Means means) {
        List<ItemOutcome> outcomes = BatchRules.outcomes(settled);
        Years years = means.years().orElseGet(() -> transfers.years(transfer)).plus(settled, items);
        transfers.saveSettled(transfer, new SettledBatch(transfer.progress().batch(), settled, years));
        List<FailedItem> failed = failures(outcomes, items);
        if (!failed.isEmpty()) {
            transfers.saveFailures(transfer, failed);
        }
        if (transfer.progress().pass() > 0) {
            transfers.removeFailures(transfer, taken(outcomes));
        }
        return new Moved(settled, outcomes, outside, years);
    }

    /** Sums the albums of a transfer at the library. */
    Progress.AlbumSum sumAlbums(Transfer transfer) {
        return albums.sum(transfer);
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
