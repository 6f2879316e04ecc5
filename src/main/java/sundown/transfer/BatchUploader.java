package sundown.transfer;

import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import sundown.digest.Sha1;
import sundown.digest.Sha1.Sha1State;
import sundown.edge.Correlation;
import sundown.failure.RetryableFailure;
import sundown.failure.Waiting;
import sundown.gallery.GalleryBytes;
import sundown.gallery.GalleryBytes.Opened;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.media.MediaType;
import sundown.media.Splice;
import sundown.media.Splice.Spliced;
import sundown.transfer.BatchRules.UploadPlan;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;

/**
 * Sends the bytes of a batch, several items at once, and saves every token before anything else uses it. Draws all
 * requests for a batch from the project's quota before it asks for access, and before the first request.
 */
@Singleton
record BatchUploader(
        TransferStore transfers,
        RequestQuota quota,
        GalleryBytes bytes,
        PhotoLibrary library,
        Supplier<ExecutorService> executors,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(BatchUploader.class);

    /** After how many bytes tokens are saved half way: a crash repeats no more than these. */
    private static final long CHECKPOINT_BYTES = 256L << 20;

    private static final Answer.ItemRefused MISSING = new Answer.ItemRefused(FailureReason.MISSING);

    /**
     * A batch and how far its uploads came.
     *
     * @param items the gallery's items for it; one may be gone
     */
    record Prepared(Batch batch, Map<ItemId, Item> items, End end) {
        Prepared ended(End next) {
            return new Prepared(batch, items, next);
        }

        /** The batch to be created in no album. */
        Prepared outside() {
            return new Prepared(new Batch(batch.after(), batch.end(), Optional.empty(), batch.entries()), items, end);
        }

        /**
         * True when another batch follows and can be prepared already. This one has tokens, so it is saved, and a crash
         * cannot lead to another one in its place.
         */
        boolean leads() {
            return end instanceof Complete && !batch.withToken().isEmpty();
        }

        /** What stood in the way of its uploads. */
        Optional<Answer.Setback> setback() {
            return end instanceof SetBack(Answer.Setback why) ? Optional.of(why) : Optional.empty();
        }
    }

    /** How far the uploads came. */
    sealed interface End {}

    /** Each item has a token or was refused. */
    record Complete() implements End {}

    /** The function's time, or the share of one run, is used up. Another message continues the batch. */
    record Unfinished() implements End, BatchMover.Move {}

    /** The quota, the access, or the library stopped the batch, or some of its items. */
    record SetBack(Answer.Setback why) implements End, BatchMover.Move {}

    /** Tells the uploads of a run when to begin no other request. Safe for use by several threads. */
    static final class Halt implements AutoCloseable {
        private final Clock clock;
        private final Instant deadline;
        private volatile boolean stopped;

        Halt(Clock clock, Instant deadline) {
            this.clock = clock;
            this.deadline = deadline;
        }

        void stop() {
            stopped = true;
        }

        /** Stops what the run leaves behind. */
        @Override
        public void close() {
            stop();
        }

        boolean now() {
            return stopped || !clock.instant().isBefore(deadline);
        }
    }

    /**
     * Uploads what has no token, as far as time and quota go.
     *
     * @param access gives access to the library; asked once all requests are drawn
     * @param alone whether the run draws nothing for batches to come
     */
    Prepared upload(
            Transfer transfer, Prepared prepared, Supplier<Answer.AccessAnswer> access, Halt halt, boolean alone) {
        Batch batch = prepared.batch();
        UploadPlan plan = UploadPlan.of(batch, clock.instant());
        if (plan.requests().equals(QuotaStore.Requests.NONE)) {
            return prepared.ended(new Complete());
        }
        long ahead = alone ? 0 : itemsAhead(transfer, batch);
        Optional<Answer.Setback> refused = quota.draw(transfer.user(), plan.requests(), ahead, clock.instant());
        if (refused.isPresent()) {
            return prepared.ended(new SetBack(refused.get()));
        }
        return switch (access.get()) {
            case Answer.AccessGranted granted -> new Run(transfer, prepared, plan, granted.token(), halt).go();
            case Answer.Setback setback -> prepared.ended(new SetBack(setback));
        };
    }

    /** The items of the batches to come. */
    private static long itemsAhead(Transfer transfer, Batch batch) {
        long items = transfer.counts().pending().items() - batch.entries().size();
        return Math.max(0, items);
    }

    /** The uploads under way. Their threads meet in {@link #take}, and in what is volatile or concurrent. */
    private final class Run {
        private final Transfer transfer;
        private final UploadPlan plan;
        private final Map<ItemId, Item> items;
        private final AccessToken access;
        private final Halt halt;
        private final List<Answer.Setback> setbacks = new ArrayList<>();
        private final Set<ItemId> hindered = new HashSet<>();
        private final Map<ItemId, OutgoingFile> files = new ConcurrentHashMap<>();
        private final Map<ItemId, Sha1State> advanced = new ConcurrentHashMap<>();
        private Batch batch;
        private Batch saved;
        private long unsaved;
        private boolean checkpointed;
        private volatile boolean answered;

        private Run(Transfer transfer, Prepared prepared, UploadPlan plan, AccessToken access, Halt halt) {
            this.transfer = transfer;
            this.batch = prepared.batch();
            this.saved = batch;
            this.plan = plan;
            this.items = prepared.items();
            this.access = access;
            this.halt = halt;
        }

        /** Saves the addresses before any byte goes to them, so that a crash loses none. */
        private Prepared go() {
            plan.toOpen().forEach(entry -> unlessHalted(() -> take(entry, opened(entry))));
            save();
            List<Future<?>> sent = sendAll();
            batch = BatchRules.setBack(batch.map(this::withDigest), hindered);
            save();
            sent.forEach(ended -> Waiting.until(ended::get, "uploading"));
            return new Prepared(batch, items, end());
        }

        /** Waits for every upload that began, even after one failed, so that no token is lost. */
        private List<Future<?>> sendAll() {
            Correlation correlation = Correlation.current();
            try (ExecutorService executor = executors.get()) {
                return batch.entries().stream()
                        .filter(this::isReady)
                        .<Future<?>>map(entry -> executor.submit(() ->
                                correlation.run(() -> unlessHalted(() -> take(entry, sent(entry))))))
                        .toList();
            }
        }

        private boolean isReady(Batch.Entry entry) {
            return plan.shares().containsKey(entry.item())
                    && switch (entry.step()) {
                        case Batch.Uploading _ -> true;
                        case Batch.ToUpload _, Batch.Uploaded _ -> !UploadPlan.large(entry);
                        case Batch.Taken _, Batch.Refused _ -> false;
                    };
        }

        private void unlessHalted(Runnable request) {
            try {
                if (!halt.now()) {
                    request.run();
                }
            } catch (RuntimeException failed) {
                halt.stop();
                throw failed;
            }
        }

        /** Opens the upload of a large item. */
        private Answer.UploadStep opened(Batch.Entry entry) {
            return use(
                    entry,
                    item -> file(
                            entry,
                            item,
                            file -> heard(library.open(access, file.type().orElseThrow(), entry.bytes()))));
        }

        /** Takes in that the library answers. */
        private <T extends Answer.UploadStep> T heard(T answer) {
            if (!(answer instanceof Answer.Setback)) {
                answered = true;
            }
            return answer;
        }

        /** Sends an item, or as much of a large one as there is time for. */
        private Answer.UploadStep sent(Batch.Entry entry) {
            return entry.step() instanceof Batch.Uploading uploading
                    ? use(entry, item -> file(entry, item, file -> chunks(entry, item, file, uploading)))
                    : use(entry, item -> reading(entry, item, 0, found -> whole(entry, item, found)));
        }

        /** Uses a large item as the file that goes to the library, of which it reads as much as shows that. */
        private Answer.UploadStep file(Batch.Entry entry, Item item, Use<OutgoingFile> use) throws IOException {
            if (files.containsKey(item.id())) {
                return use.of(files.get(item.id()));
            }
            byte[] head = bytes.read(
                    item.key(), 0, OutgoingFile.headBytes(item, transfer.terms().dates()));
            return head.length == 0
                    ? MISSING
                    : unlessRefused(entry, file(item, head).ofEqualLength(), use);
        }

        private OutgoingFile file(Item item, byte[] head) throws IOException {
            return OutgoingFile.of(
                    item,
                    head,
                    (offset, length) -> bytes.read(item.key(), offset, length),
                    transfer.terms().dates());
        }

        private Answer.UploadStep unlessRefused(Batch.Entry entry, OutgoingFile file, Use<OutgoingFile> use)
                throws IOException {
            Optional<FailureReason> refused = FailureReason.of(file.type(), entry.bytes());
            if (refused.isPresent()) {
                return new Answer.ItemRefused(refused.get());
            }
            files.put(entry.item(), file);
            return use.of(file);
        }

        private Answer.UploadStep use(Batch.Entry entry, Use<Item> use) {
            Item item = items.get(entry.item());
            if (item == null) {
                return MISSING;
            }
            try {
                return use.of(item);
            } catch (IOException | RetryableFailure brokenOff) {
                LOG.warnf("item %s: its bytes could not be read to their end", entry.item());
                return new Answer.Retry();
            }
        }

        /**
         * Sends all bytes of an item. The library verifies its digest, for which an item without a recorded one is read
         * twice; or the item's own bytes are verified while a date is added to them.
         */
        private Answer.UploadStep whole(Batch.Entry entry, Item item, Opened.Found found) throws IOException {
            byte[] head = found.stream()
                    .readNBytes(OutgoingFile.headBytes(item, transfer.terms().dates()));
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(head), found.stream());
            return unlessRefused(entry, file(item, head), file -> whole(entry, item, file, all));
        }

        private Answer.UploadStep whole(Batch.Entry entry, Item item, OutgoingFile file, InputStream all)
                throws IOException {
            if (!file.changes().isEmpty()) {
                Sha1.Running original = Sha1.Running.from(Sha1.Running.none());
                InputStream changed = new Spliced(file.changes(), original.reading(all), 0);
                long length = entry.bytes() + Splice.growth(file.changes());
                return verified(item, original, upload(file, Optional.empty(), changed, length));
            }
            if (item.sha1().isEmpty()) {
                Sha1 computed = Sha1.over(all);
                return reading(
                        entry, item, 0, again -> upload(file, Optional.of(computed), again.stream(), again.bytes()));
            }
            return upload(file, item.sha1(), all, entry.bytes());
        }

        private Answer.UploadAnswer upload(OutgoingFile file, Optional<Sha1> digest, InputStream stream, long length) {
            return heard(
                    library.upload(access, file.type().orElseThrow(), digest, new PhotoLibrary.Body(stream, length)));
        }

        /** Uses no token of bytes that are not the recorded ones. */
        private static Answer.UploadStep verified(Item item, Sha1.Running read, Answer.UploadStep answer) {
            boolean damaged = answer instanceof Answer.Uploaded
                    && item.sha1().filter(known -> !known.equals(read.result())).isPresent();
            return damaged ? new Answer.ItemRefused(FailureReason.DAMAGED) : answer;
        }

        /** Uses an item's bytes from an offset on, or refuses the item when they are not as many as recorded. */
        private Answer.UploadStep reading(Batch.Entry entry, Item item, long offset, Use<Opened.Found> use)
                throws IOException {
            return switch (bytes.open(item.key(), offset)) {
                case Opened.Gone _ -> MISSING;
                case Opened.Found found -> {
                    try (found) {
                        long expected = entry.bytes() - offset;
                        yield found.bytes() == expected
                                ? use.of(found)
                                : new Answer.ItemRefused(
                                        found.bytes() < expected ? FailureReason.SHORTER : FailureReason.LONGER);
                    }
                }
            };
        }

        /**
         * Continues where the library stands. It may have all bytes without having been told that they are all. Bytes
         * that a worker sent before it died are read again for the digest, over several runs if need be.
         */
        private Answer.UploadStep chunks(Batch.Entry entry, Item item, OutgoingFile file, Batch.Uploading uploading)
                throws IOException {
            UploadSession session = uploading.session();
            Answer.ChunkAnswer position = plan.shares().get(entry.item()).fresh()
                    ? new Answer.Received(0)
                    : heard(library.received(access, session));
            long offset;
            switch (position) {
                case Answer.Received received -> offset = received.bytes();
                case Answer.Uploaded _ -> offset = entry.bytes();
                case Answer.ItemRefused _, Answer.SessionGone _, Answer.Setback _ -> {
                    return position;
                }
            }
            Sha1.Running digest = digest(item, uploading.digest(), offset);
            long begin = digest.bytes();
            Use<InputStream> send = original -> {
                InputStream stream = new Spliced(file.changes(), digest.reading(original), begin);
                if (!skip(entry, stream, offset - begin, digest)) {
                    return new Answer.Received(offset);
                }
                return verified(
                        item,
                        digest,
                        position instanceof Answer.Uploaded
                                ? position
                                : chunks(entry, stream, offset, session, digest));
            };
            return begin == entry.bytes()
                    ? send.of(InputStream.nullInputStream())
                    : reading(entry, item, begin, found -> send.of(found.stream()));
        }

        /** The digest that the item's bytes are compared by, as far as it is known: before the offset, or at it. */
        private static Sha1.Running digest(Item item, Sha1State known, long offset) {
            if (item.sha1().isEmpty()) {
                return Sha1.Running.from(new Sha1State(offset, known.base64()));
            }
            return Sha1.Running.from(known.bytes() <= offset ? known : Sha1.Running.none());
        }

        /** Reads what the library has; false when the time is over before. */
        private boolean skip(Batch.Entry entry, InputStream stream, long bytes, Sha1.Running digest)
                throws IOException {
            for (long left = bytes; left > 0; left -= UploadPlan.CHUNK_BYTES) {
                if (halt.now()) {
                    return false;
                }
                stream.skipNBytes(Math.min(left, UploadPlan.CHUNK_BYTES));
                advanced.put(entry.item(), digest.state());
            }
            return true;
        }

        private Answer.ChunkAnswer chunks(
                Batch.Entry entry, InputStream stream, long offset, UploadSession session, Sha1.Running digest) {
            Answer.ChunkAnswer answer = new Answer.Received(offset);
            long position = offset;
            for (int left = plan.shares().get(entry.item()).chunks(); left > 0 && !halt.now(); left--) {
                long length = Math.min(chunkBytes(session), entry.bytes() - position);
                boolean last = position + length == entry.bytes();
                answer = heard(library.send(access, session, position, last, new PhotoLibrary.Body(stream, length)));
                position += length;
                if (!answer.equals(new Answer.Received(position))) {
                    return answer instanceof Answer.Received ? new Answer.Retry() : answer;
                }
                advanced.put(entry.item(), digest.state());
            }
            return answer;
        }

        /**
         * Takes in an answer. A setback of one upload stops the others at once, unless it may be the item's fault; an
         * item of which bytes arrived in this run is not at fault.
         */
        private synchronized void take(Batch.Entry entry, Answer.UploadStep answer) {
            switch (answer) {
                case Answer.SessionOpened opened ->
                    move(entry, new Batch.Uploading(opened.session(), Sha1.Running.none()));
                case Answer.Uploaded uploaded -> {
                    move(entry, new Batch.Uploaded(uploaded.token(), typeOf(entry)));
                    unsaved += entry.bytes();
                    checkpoint();
                }
                case Answer.ItemRefused refused -> move(entry, new Batch.Refused(refused.reason()));
                case Answer.SessionGone _ -> {
                    move(entry, new Batch.ToUpload());
                    // A setback, so that a library that forgets uploads again and again is not asked at once.
                    setbacks.add(new Answer.Retry());
                    hindered.add(entry.item());
                }
                case Answer.Received _ -> {
                    // The next run sends the rest.
                }
                case Answer.Setback setback -> {
                    setbacks.add(setback);
                    if (!BatchRules.mayBeOfOneItem(setback)) {
                        halt.stop();
                    } else if (!advanced.containsKey(entry.item())) {
                        hindered.add(entry.item());
                    }
                }
            }
        }

        private void move(Batch.Entry entry, Batch.UploadState next) {
            batch = batch.with(entry.withStep(next));
        }

        private MediaType typeOf(Batch.Entry entry) {
            return files.get(entry.item()).type().orElseThrow();
        }

        private Batch.Entry withDigest(Batch.Entry entry) {
            return entry.step() instanceof Batch.Uploading(UploadSession session, Sha1State before)
                    ? entry.withStep(new Batch.Uploading(session, advanced.getOrDefault(entry.item(), before)))
                    : entry;
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

        /** A batch without the items that were given up may be complete in spite of their setbacks. */
        private End end() {
            return batch.uploaded(clock.instant())
                    ? new Complete()
                    : BatchRules.worst(setbacks)
                            .map(worst -> answered ? BatchRules.ofAnswering(worst) : worst)
                            .<End>map(SetBack::new)
                            .orElseGet(Unfinished::new);
        }
    }

    /** A use of an item, its bytes, or the file that goes to the library. */
    @FunctionalInterface
    private interface Use<T> {
        Answer.UploadStep of(T used) throws IOException;
    }

    private static long chunkBytes(UploadSession session) {
        long granularity = session.granularity();
        return Math.max(granularity, UploadPlan.CHUNK_BYTES / granularity * granularity);
    }
}
