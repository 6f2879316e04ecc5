package sundown.transfer;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import sundown.edge.Correlation;
import sundown.failure.Waiting;
import sundown.gallery.Item;
import sundown.gallery.ItemId;

/**
 * Sends the bytes of a batch, several items at once, and saves every token before anything else is done with it. All
 * requests of a run are drawn from the project's quota before the first is made.
 */
@Singleton
final class BatchUploader {
    /** Bytes that are worth a save half way: a crash sends no more than these again. */
    private static final long CHECKPOINT = 256L << 20;

    private final TransferStore transfers;
    private final RequestQuota quota;
    private final ItemUploader uploader;
    private final ExecutorService executor;
    private final Clock clock;

    BatchUploader(
            TransferStore transfers, RequestQuota quota, ItemUploader uploader, ExecutorService executor, Clock clock) {
        this.transfers = transfers;
        this.quota = quota;
        this.uploader = uploader;
        this.executor = executor;
        this.clock = clock;
    }

    /** Uploads what has no token, as far as time and quota go; the batch that comes back is saved. */
    UploadRun upload(Transfer transfer, Batch batch, Map<ItemId, Item> items, AccessToken access, Instant deadline) {
        UploadPlan plan = UploadPlan.of(batch, clock.instant());
        return switch (draw(plan)) {
            case RequestQuota.Draw.UsedUp usedUp ->
                new UploadRun(batch, new UploadRun.Hindered(new Answer.WaitUntil(usedUp.until())));
            case RequestQuota.Draw.Granted ignored -> new Run(transfer, batch, plan, items, access, deadline).go();
        };
    }

    private RequestQuota.Draw draw(UploadPlan plan) {
        return plan.requests() == 0 ? new RequestQuota.Draw.Granted() : quota.draw(plan.requests(), clock.instant());
    }

    /** One run; but for the halt, its state is touched by its own thread only. */
    private final class Run {
        private final Transfer transfer;
        private final UploadPlan plan;
        private final Map<ItemId, Item> items;
        private final AccessToken access;
        private final Halt halt;
        private final List<Answer.Setback> setbacks = new ArrayList<>();
        private Batch batch;
        private Batch saved;
        private long unsaved;
        private boolean checkpointed;

        private Run(
                Transfer transfer,
                Batch batch,
                UploadPlan plan,
                Map<ItemId, Item> items,
                AccessToken access,
                Instant deadline) {
            this.transfer = transfer;
            this.batch = batch;
            this.saved = batch;
            this.plan = plan;
            this.items = items;
            this.access = access;
            this.halt = new Halt(clock, deadline);
        }

        private UploadRun go() {
            openSessions();
            sendAll();
            save();
            return new UploadRun(batch, end());
        }

        /** The addresses are saved before any byte goes to them, so that a crash loses none. */
        private void openSessions() {
            for (Batch.Entry entry : plan.toOpen()) {
                if (halt.now()) {
                    return;
                }
                take(heeding(uploader.open(entry, items.get(entry.item()), access)));
            }
            save();
        }

        /** Waits for every upload that began, whatever happens to one of them: no token is lost. */
        private void sendAll() {
            CompletionService<ItemUploader.Sent> sending = new ExecutorCompletionService<>(executor);
            List<Batch.Entry> toSend = batch.entries().stream()
                    .filter(entry -> plan.shares().containsKey(entry.item()))
                    .toList();
            Correlation correlation = Correlation.current();
            toSend.forEach(entry -> sending.submit(() -> correlation.during(() -> send(entry))));
            Optional<RuntimeException> failure = Optional.empty();
            for (int count = 0; count < toSend.size(); count++) {
                try {
                    take(Waiting.until(() -> sending.take().get(), "uploading"));
                    checkpoint();
                } catch (RuntimeException failed) {
                    halt.stop();
                    failure = Optional.of(failed);
                }
            }
            if (failure.isPresent()) {
                save();
                throw failure.get();
            }
        }

        private ItemUploader.Sent send(Batch.Entry entry) {
            return heeding(
                    uploader.send(entry, items.get(entry.item()), plan.shares().get(entry.item()), access, halt));
        }

        private void take(ItemUploader.Sent sent) {
            batch = batch.with(sent.entry());
            sent.setback().ifPresent(setbacks::add);
            unsaved +=
                    sent.entry().step() instanceof Batch.Uploaded ? sent.entry().bytes() : 0;
        }

        /** Whoever is told to wait tells the others at once. */
        private ItemUploader.Sent heeding(ItemUploader.Sent sent) {
            sent.setback().filter(setback -> !(setback instanceof Answer.Retry)).ifPresent(ignored -> halt.stop());
            return sent;
        }

        private void checkpoint() {
            if (unsaved > CHECKPOINT && !checkpointed) {
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

        private UploadRun.End end() {
            return BatchRules.worst(setbacks)
                    .<UploadRun.End>map(UploadRun.Hindered::new)
                    .orElseGet(() ->
                            batch.uploaded(clock.instant()) ? new UploadRun.Complete() : new UploadRun.OutOfTime());
        }
    }
}
