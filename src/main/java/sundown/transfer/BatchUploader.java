package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import sundown.edge.Correlation;
import sundown.failure.Waiting;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.transfer.PhotoLibrary.AccessToken;

/**
 * Sends the bytes of a batch, several items at once, and saves every token before anything else uses it. Draws all
 * requests for a batch from the project's quota before it asks for access, and before the first request.
 */
@Singleton
record BatchUploader(
        TransferStore transfers,
        RequestQuota quota,
        ItemUploader uploader,
        Supplier<ExecutorService> executors,
        Clock clock) {
    /** After how many bytes tokens are saved half way: a crash repeats no more than these. */
    private static final long CHECKPOINT_BYTES = 256L << 20;

    /**
     * A batch and how far its uploads came.
     *
     * @param items the gallery's items for it; one may be gone
     */
    record Prepared(Batch batch, Map<ItemId, Item> items, End end) {
        /** A batch before its uploads. */
        Prepared(Batch batch, Map<ItemId, Item> items) {
            this(batch, items, new Incomplete());
        }

        private Prepared denied(Answer.Setback why) {
            return new Prepared(batch, items, new Denied(why));
        }

        /**
         * True when another batch follows and can be prepared already. This one has tokens, so it is saved, and a crash
         * cannot lead to another one in its place.
         */
        boolean leads() {
            return end instanceof Complete
                    && !batch.last()
                    && !batch.withToken().isEmpty();
        }

        /** What stood in the way of its uploads. */
        Optional<Answer.Setback> setback() {
            return switch (end) {
                case Hindered hindered -> Optional.of(hindered.why());
                case Denied denied -> Optional.of(denied.why());
                case Complete _, Incomplete _ -> Optional.empty();
            };
        }
    }

    /** How far the uploads came. */
    sealed interface End {}

    /** Each item has a token or was refused. */
    record Complete() implements End {}

    /** Items are left: the function's time, or the share of one run, is used up. */
    record Incomplete() implements End {}

    /** The library stopped them. */
    record Hindered(Answer.Setback why) implements End {}

    /** Nothing could be asked of the library: the quota or the access to it is missing. */
    record Denied(Answer.Setback why) implements End {}

    /**
     * Uploads what has no token, as far as time and quota go.
     *
     * @param access gives access to the library; asked once all requests are drawn
     * @param alone whether the run draws nothing for batches to come
     */
    Prepared upload(
            Transfer transfer,
            Prepared prepared,
            Supplier<Answer.AccessAnswer> access,
            ItemUploader.Halt halt,
            boolean alone) {
        Batch batch = prepared.batch();
        UploadPlan plan = UploadPlan.of(batch, clock.instant());
        if (plan.requests().equals(QuotaStore.Requests.NONE)) {
            return new Prepared(batch, prepared.items(), new Complete());
        }
        long ahead = alone ? 0 : itemsAhead(transfer, batch);
        Optional<Answer.Setback> refused = quota.draw(transfer.user(), plan.requests(), ahead, clock.instant());
        if (refused.isPresent()) {
            return prepared.denied(refused.get());
        }
        return switch (access.get()) {
            case Answer.AccessGranted granted -> new Run(transfer, prepared, plan, granted.token(), halt).go();
            case Answer.Setback setback -> prepared.denied(setback);
        };
    }

    /** The items of the batches to come. */
    private static long itemsAhead(Transfer transfer, Batch batch) {
        long items = transfer.counts().pending().items() - batch.entries().size();
        return batch.last() ? 0 : Math.max(0, items);
    }

    /** The uploads under way. Only one thread touches their state, apart from the halt. */
    private final class Run {
        private final Transfer transfer;
        private final UploadPlan plan;
        private final Map<ItemId, Item> items;
        private final AccessToken access;
        private final ItemUploader.Halt halt;
        private final List<Answer.Setback> setbacks = new ArrayList<>();
        private Batch batch;
        private Batch saved;
        private long unsaved;
        private boolean checkpointed;
        private boolean answered;

        private Run(Transfer transfer, Prepared prepared, UploadPlan plan, AccessToken access, ItemUploader.Halt halt) {
            this.transfer = transfer;
            this.batch = prepared.batch();
            this.saved = batch;
            this.plan = plan;
            this.items = prepared.items();
            this.access = access;
            this.halt = halt;
        }

        private Prepared go() {
            openSessions();
            sendAll();
            save();
            return new Prepared(batch, items, end());
        }

        /** Saves the addresses before any byte goes to them, so that a crash loses none. */
        private void openSessions() {
            for (Batch.Entry entry : plan.toOpen()) {
                if (halt.now()) {
                    return;
                }
                take(heeding(uploader.open(entry, items.get(entry.item()), access)));
            }
            save();
        }

        /** Waits for every upload that began, even after one failed, so that no token is lost. */
        private void sendAll() {
            List<Batch.Entry> toSend = batch.entries().stream()
                    .filter(entry -> plan.shares().containsKey(entry.item()))
                    .toList();
            Correlation correlation = Correlation.current();
            List<RuntimeException> failures = new ArrayList<>();
            try (ExecutorService executor = executors.get()) {
                CompletionService<ItemUploader.Sent> sending = new ExecutorCompletionService<>(executor);
                toSend.forEach(entry -> sending.submit(() -> correlation.during(() -> send(entry))));
                for (int count = 0; count < toSend.size(); count++) {
                    takeNext(sending).ifPresent(failures::add);
                }
            }
            if (!failures.isEmpty()) {
                save();
                throw failures.getFirst();
            }
        }

        private Optional<RuntimeException> takeNext(CompletionService<ItemUploader.Sent> sending) {
            try {
                take(Waiting.until(() -> sending.take().get(), "uploading"));
                checkpoint();
                return Optional.empty();
            } catch (RuntimeException failed) {
                halt.stop();
                return Optional.of(failed);
            }
        }

        private ItemUploader.Sent send(Batch.Entry entry) {
            return heeding(
                    uploader.send(entry, items.get(entry.item()), plan.shares().get(entry.item()), access, halt));
        }

        /** A setback of one upload stops the others at once, unless it may be the item's fault. */
        private ItemUploader.Sent heeding(ItemUploader.Sent sent) {
            sent.setback()
                    .filter(setback -> !BatchRules.mayBeOfOneItem(setback))
                    .ifPresent(_ -> halt.stop());
            return sent;
        }

        private void take(ItemUploader.Sent sent) {
            Batch after = batch.with(sent.entry());
            answered |=
                    sent.setback().isEmpty() && !(sent.entry().step() instanceof Batch.Refused) && !after.equals(batch);
            batch = after;
            sent.setback().ifPresent(setbacks::add);
            unsaved +=
                    sent.entry().step() instanceof Batch.Uploaded ? sent.entry().bytes() : 0;
        }

        private void checkpoint() {
            if (unsaved > CHECKPOINT_BYTES && !checkpointed) {
                save();
                checkpointed = true;
            }
        }

        private void save() {
            if (!batch.equals(saved)) {
                transfers.saveBatch(transfer, batch);
                saved = batch;
                unsaved = 0;
            }
        }

        private End end() {
            return BatchRules.worst(setbacks)
                    .map(worst -> answered ? BatchRules.ofOneItem(worst) : worst)
                    .<End>map(Hindered::new)
                    .orElseGet(() -> batch.uploaded(clock.instant()) ? new Complete() : new Incomplete());
        }
    }
}
