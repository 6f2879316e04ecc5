package sundown.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.digest.Sha1;
import sundown.gallery.GalleryOrders.Place;
import sundown.gallery.Item;
import sundown.gallery.Item.ItemId;
import sundown.media.MediaType;
import sundown.transfer.Batch.ItemOutcome;

/** Decides the outcome of each item of a batch: pure. */
final class BatchRules {
    /** After so many setbacks, the next one gives an item up. */
    static final int SETBACKS_MAX = 8;

    /** An album with fewer items shares its batch: creations come one after the other, and each takes seconds. */
    static final int LARGE_ALBUM_ITEMS = 25;

    /** Each album that shares a batch takes two requests after it: a batch ends in time. */
    static final int SHARING_ALBUMS_MAX = 10;

    private BatchRules() {}

    /** Refuses items that are gone, and those of a length that the library takes of no type. */
    static Batch refuseUnfit(Batch batch, Map<ItemId, Item> items) {
        return batch.map(entry -> unfit(items.get(entry.item()))
                .map(reason -> entry.withStep(new Batch.Refused(reason)))
                .orElse(entry));
    }

    private static Optional<FailureReason> unfit(Item item) {
        return item == null
                ? Optional.of(FailureReason.MISSING)
                : FailureReason.ofName(item)
                        .filter(_ -> item.bytes() == 0 || MediaType.Kind.VIDEO.exceededBy(item.bytes()));
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
            case Answer.NoLibrary _ -> 6;
            case Answer.ConsentGone _ -> 7;
        };
    }

    /** A setback of a run to which the library gave another answer, so that it is not silent. */
    static Answer.Setback ofAnswering(Answer.Setback setback) {
        if (!(setback instanceof Answer.Silent(Duration least))) {
            return setback;
        }
        return least.isZero() ? new Answer.Retry() : new Answer.WaitFor(least);
    }

    /** True for a setback that one item may cause while others get through. */
    static boolean mayBeOfOneItem(Answer.Setback setback) {
        return setback instanceof Answer.Retry || setback.equals(Answer.Silent.NO_ANSWER);
    }

    /**
     * Counts a setback of items that may be their own fault, and gives up those that never get through while others do.
     * Counts none while no item has got through, because then the items are not the cause.
     */
    static Batch setBack(Batch batch, Set<ItemId> items) {
        return batch.withToken().isEmpty()
                ? batch
                : batch.map(entry -> items.contains(entry.item()) ? setBack(entry) : entry);
    }

    private static Batch.Entry setBack(Batch.Entry entry) {
        return hopeless(entry) ? entry.withStep(new Batch.Refused(FailureReason.NO_ANSWER)) : entry.setBack();
    }

    private static boolean hopeless(Batch.Entry entry) {
        return entry.setbacks() >= SETBACKS_MAX;
    }

    /**
     * Why the creation must be repeated later, given the library's answers for the items with a token. Sending the same
     * tokens again is safe. In the end, an item without an answer is given up instead.
     */
    static Optional<Answer.Setback> toRepeat(Batch batch, List<Answer.ElementAnswer> elements) {
        Iterator<Answer.ElementAnswer> answers = elements.iterator();
        return worst(batch.withToken().stream()
                .flatMap(entry ->
                        setback(answers.next())
                                .filter(setback -> !(hopeless(entry) && mayBeOfOneItem(setback)))
                                .stream())
                .toList());
    }

    private static Optional<Answer.Setback> setback(Answer.ElementAnswer answer) {
        return switch (answer) {
            case Answer.TokenGone _ -> Optional.of(new Answer.Retry());
            case Answer.Setback setback -> Optional.of(setback);
            case Answer.Done _, Answer.Duplicate _, Answer.ItemRefused _ -> Optional.empty();
        };
    }

    /**
     * The batch to repeat: counts the items' setbacks, and sends bytes again that the library does not have any more.
     */
    static Batch repeated(Batch batch, List<Answer.ElementAnswer> elements) {
        Iterator<Answer.ElementAnswer> answers = elements.iterator();
        return batch.map(entry -> entry.step() instanceof Batch.Uploaded ? repeated(entry, answers.next()) : entry);
    }

    private static Batch.Entry repeated(Batch.Entry entry, Answer.ElementAnswer answer) {
        return answer instanceof Answer.TokenGone
                ? setBack(entry.withStep(new Batch.ToUpload()))
                : setback(answer)
                        .filter(BatchRules::mayBeOfOneItem)
                        .map(_ -> setBack(entry))
                        .orElse(entry);
    }

    /** The batch with what the library has taken, given its answers for the items with a token. */
    static Batch taken(Batch batch, List<Answer.ElementAnswer> elements) {
        Iterator<Answer.ElementAnswer> answers = elements.iterator();
        Set<Answer.MediaItemId> seen = new HashSet<>();
        return batch.map(entry ->
                entry.step() instanceof Batch.Uploaded ? entry.withStep(settled(answers.next(), seen)) : entry);
    }

    private static Batch.UploadState settled(Answer.ElementAnswer answer, Set<Answer.MediaItemId> seen) {
        return switch (answer) {
            case Answer.Done done -> Batch.Taken.of(done, !done.mediaItem().isEmpty() && !seen.add(done.mediaItem()));
            case Answer.Duplicate _ -> Batch.Taken.untold(true);
            case Answer.ItemRefused refused -> new Batch.Refused(refused.reason());
            case Answer.TokenGone _, Answer.Setback _ -> new Batch.Refused(FailureReason.NO_ANSWER);
        };
    }

    /** The outcome of each item of a batch, of which no item has a token any more. */
    static List<ItemOutcome> outcomes(Batch settled) {
        return settled.entries().stream()
                .<ItemOutcome>map(entry -> switch (entry.step()) {
                    case Batch.Refused refused -> new ItemOutcome.Failed(entry.item(), entry.bytes(), refused.reason());
                    case Batch.Taken taken
                    when taken.duplicate() -> new ItemOutcome.Duplicate(entry.item(), entry.bytes());
                    case Batch.Taken _ -> new ItemOutcome.Done(entry.item(), entry.bytes());
                    case Batch.ToUpload _, Batch.Uploading _, Batch.Uploaded _ ->
                        throw new IllegalArgumentException("an item of the batch is not settled");
                })
                .toList();
    }

    /** The bytes of an item as they are sent: with its date. */
    private record Sent(Optional<Sha1> bytes, Optional<Instant> takenAt) {}

    /**
     * The batch with the library's item of each copy of which it does not tell the item: it is that of the first item
     * with the same bytes.
     */
    static Batch withCopies(Batch taken, Map<ItemId, Item> items) {
        Map<Sent, Batch.Taken> told = new HashMap<>();
        return taken.map(entry -> {
            Item item = items.get(entry.item());
            if (item == null || item.sha1().isEmpty() || !(entry.step() instanceof Batch.Taken one)) {
                return entry;
            }
            Batch.Taken first = told.computeIfAbsent(new Sent(item.sha1(), item.takenAt()), _ -> one);
            return one.mediaItem().isPresent()
                    ? entry
                    : entry.withStep(new Batch.Taken(first.mediaItem(), first.unusualLink(), one.duplicate()));
        });
    }

    /** How many items of a batch the library did not have before. */
    static int created(Batch taken) {
        return (int) taken.entries().stream()
                .filter(entry -> entry.step() instanceof Batch.Taken one && !one.duplicate())
                .count();
    }

    /** How many of the items that come next make a batch, and the album in which all of them are created. */
    record Together(Optional<String> album, int places) {}

    /**
     * Decides on the next batch. The items of a large album make batches of their own, which the library creates in it.
     * Small albums share a batch, and are filled after it. An album is cut where the places that were read end.
     */
    static Together together(List<Place> places, int most) {
        int first = run(places, 0);
        if (first >= LARGE_ALBUM_ITEMS && places.getFirst().album().isPresent()) {
            return new Together(places.getFirst().album(), Math.min(first, most));
        }
        int count = first;
        int albums = 1;
        while (count < Math.min(most, places.size()) && albums < SHARING_ALBUMS_MAX) {
            int next = run(places, count);
            if (next >= LARGE_ALBUM_ITEMS && places.get(count).album().isPresent()) {
                break;
            }
            count += next;
            albums++;
        }
        return new Together(Optional.empty(), Math.min(count, most));
    }

    /** The number of places from one on that are of one album. */
    private static int run(List<Place> places, int from) {
        Optional<String> album = places.get(from).album();
        return (int) places.stream()
                .skip(from)
                .takeWhile(place -> place.album().equals(album))
                .count();
    }

    /**
     * The uploads of one run, and the most requests that they take. A run sends all small items of its batch, and as
     * much of the large ones as fits in {@value #CHUNKS_MAX} chunks. So the quota that it draws is bounded and mostly
     * used.
     *
     * @param toOpen large items to open an upload for first
     * @param shares how much of each item this run sends; items without a share wait for the next run
     * @param requests the most requests that the run and the creation of its batch take
     */
    record UploadPlan(List<Batch.Entry> toOpen, Map<ItemId, Share> shares, QuotaStore.Requests requests) {
        /** 64 MiB. Larger items go in chunks, others in one request. */
        static final long LARGE_ITEM_BYTES = 64L << 20;

        /** 64 MiB. After an interruption, no more than this is sent again. */
        static final long CHUNK_BYTES = 64L << 20;

        /** 4 GiB in all. */
        static final int CHUNKS_MAX = 64;

        /** For each item an opening, a question, or an upload; all chunks; and the creation. */
        static final int REQUESTS_MAX = Batch.ITEMS_MAX + CHUNKS_MAX + 1;

        /**
         * How much of an item a run sends.
         *
         * @param chunks the most chunks; 1 for a small item, which goes whole
         * @param fresh true when nothing of it has been sent
         */
        record Share(int chunks, boolean fresh) {}

        UploadPlan {
            toOpen = List.copyOf(toOpen);
            shares = Map.copyOf(shares);
        }

        static UploadPlan of(Batch batch, Instant now) {
            List<Batch.Entry> toOpen = new ArrayList<>();
            Map<ItemId, Share> shares = new HashMap<>();
            int uploads = 0;
            int chunksLeft = CHUNKS_MAX;
            for (Batch.Entry entry : batch.entries()) {
                if (!Batch.needsUpload(entry, now)) {
                    continue;
                }
                boolean large = large(entry);
                int chunks = large ? (int) Math.min(chunksLeft, Math.ceilDiv(entry.bytes(), CHUNK_BYTES)) : 1;
                if (chunks == 0) {
                    continue;
                }
                boolean open = large && !(entry.step() instanceof Batch.Uploading);
                if (open) {
                    toOpen.add(entry);
                }
                shares.put(entry.item(), new Share(chunks, open));
                chunksLeft -= large ? chunks : 0;
                uploads += large ? chunks + 1 : 1;
            }
            return new UploadPlan(toOpen, shares, new QuotaStore.Requests(creations(batch), uploads));
        }

        private static int creations(Batch batch) {
            return batch.entries().stream().allMatch(entry -> settled(entry.step())) ? 0 : 1;
        }

        private static boolean settled(Batch.UploadState step) {
            return step instanceof Batch.Taken || step instanceof Batch.Refused;
        }

        static boolean large(Batch.Entry entry) {
            return entry.bytes() > LARGE_ITEM_BYTES;
        }
    }
}
