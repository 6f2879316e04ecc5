package sundown.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sundown.gallery.Item.ItemId;

/**
 * The uploads of one run, and the most requests that they take. A run sends all small items of its batch, and as much
 * of the large ones as fits in {@value #CHUNKS_MAX} chunks. So the quota that it draws is bounded and mostly used.
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
        return batch.entries().stream().allMatch(entry -> entry.step() instanceof Batch.Refused) ? 0 : 1;
    }

    static boolean large(Batch.Entry entry) {
        return entry.bytes() > LARGE_ITEM_BYTES;
    }
}
