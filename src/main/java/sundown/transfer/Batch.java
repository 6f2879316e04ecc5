package sundown.transfer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import sundown.digest.Sha1.Sha1State;
import sundown.gallery.Item.ItemId;
import sundown.media.MediaType;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.Progress.Cursor;

/**
 * The batch under way: its items, and how far each item is. Every later attempt works on the saved batch, so that bytes
 * with a token are not sent twice and no item is forgotten.
 *
 * @param after the cursor that it follows; nothing at the beginning of a pass
 * @param end the cursor after it; nothing if the pass has no more items
 * @param album the title of the library's album that all items are created in
 */
public record Batch(Optional<Cursor> after, Optional<Cursor> end, Optional<String> album, List<Entry> entries) {
    /** The most items that the library creates in one call. */
    public static final int ITEMS_MAX = 50;

    public Batch {
        entries = List.copyOf(entries);
        if (entries.size() > ITEMS_MAX) {
            throw new IllegalArgumentException("a batch has at most " + ITEMS_MAX + " items");
        }
    }

    /**
     * An item of the batch.
     *
     * @param setbacks how many setbacks the item has met that may be its own fault
     */
    public record Entry(ItemId item, long bytes, UploadState step, int setbacks) {
        public static Entry toUpload(ItemId item, long bytes) {
            return new Entry(item, bytes, new ToUpload(), 0);
        }

        public Entry withStep(UploadState next) {
            return new Entry(item, bytes, next, setbacks);
        }

        Entry setBack() {
            return new Entry(item, bytes, step, setbacks + 1);
        }
    }

    /** How far an item is. */
    public sealed interface UploadState {}

    /** Its bytes must be sent. */
    public record ToUpload() implements UploadState {}

    /**
     * Its bytes are being sent in chunks.
     *
     * @param digest of the bytes that were read for them, so that damage is found though no run reads them all
     */
    public record Uploading(UploadSession session, Sha1State digest) implements UploadState {}

    /** The library has its bytes, of this type. */
    public record Uploaded(UploadToken token, MediaType type) implements UploadState {}

    /**
     * The library has created it.
     *
     * @param mediaItem empty if the library did not tell
     * @param unusualLink the link to it, unless that is {@link MediaItemId#usualLink}
     * @param duplicate whether the library had it before
     */
    public record Taken(Optional<MediaItemId> mediaItem, Optional<String> unusualLink, boolean duplicate)
            implements UploadState {
        static Taken of(Answer.Done done, boolean duplicate) {
            return done.mediaItem().isEmpty()
                    ? untold(duplicate)
                    : new Taken(
                            Optional.of(done.mediaItem()),
                            done.link()
                                    .filter(link ->
                                            !link.equals(done.mediaItem().usualLink())),
                            duplicate);
        }

        /** The library did not tell which item of its own it is. */
        public static Taken untold(boolean duplicate) {
            return new Taken(Optional.empty(), Optional.empty(), duplicate);
        }

        /** The link to it, if the library has told which item it is. */
        public Optional<String> link() {
            return unusualLink.or(() -> mediaItem.map(MediaItemId::usualLink));
        }
    }

    /** It will not be taken. */
    public record Refused(FailureReason reason) implements UploadState {}

    /** True when each item has a usable token or was refused. */
    public boolean uploaded(Instant now) {
        return entries.stream().noneMatch(entry -> needsUpload(entry, now));
    }

    /** True when an item's bytes must be sent, or sent again. */
    public static boolean needsUpload(Entry entry, Instant now) {
        return switch (entry.step()) {
            case ToUpload _, Uploading _ -> true;
            case Uploaded uploaded -> !uploaded.token().usable(now);
            case Taken _, Refused _ -> false;
        };
    }

    /** True when the library has some of it. */
    public boolean hasTaken() {
        return entries.stream().anyMatch(entry -> entry.step() instanceof Taken);
    }

    /** The items that can be created, in order. */
    public List<Entry> withToken() {
        return entries.stream()
                .filter(entry -> entry.step() instanceof Uploaded)
                .toList();
    }

    /**
     * True when it begins where a transfer stands. A batch that was saved ahead may not, if the batch before it was
     * composed again after its own row had expired.
     */
    boolean continues(Progress progress) {
        return after.equals(progress.cursor());
    }

    public Batch with(Entry changed) {
        return map(entry -> entry.item().equals(changed.item()) ? changed : entry);
    }

    /** The batch with each entry changed. */
    Batch map(UnaryOperator<Entry> change) {
        return new Batch(after, end, album, entries.stream().map(change).toList());
    }

    /** The outcome of one item. */
    public sealed interface ItemOutcome {
        ItemId item();

        long bytes();

        /** The outcome in a word that is stable. */
        default String label() {
            return switch (this) {
                case Done _ -> "DONE";
                case Duplicate _ -> "DUPLICATE";
                case Failed _ -> "FAILED";
            };
        }

        /** It is in the library. */
        record Done(ItemId item, long bytes) implements ItemOutcome {}

        /** The library had these bytes already. */
        record Duplicate(ItemId item, long bytes) implements ItemOutcome {}

        /** It was not taken. */
        record Failed(ItemId item, long bytes, FailureReason reason) implements ItemOutcome {}
    }
}
