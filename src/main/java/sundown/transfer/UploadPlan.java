package sundown.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sundown.gallery.ItemId;

/**
 * What one run may send, and the requests that it takes at most. A run sends all small items of its batch and of the
 * large ones as much as fits in {@value #MOST_CHUNKS} chunks, so that the quota it draws is bounded and little of it is
 * left unused.
 *
 * @param toOpen large items whose upload is to be opened first
 * @param shares how much of each item this run sends; an item without a share waits for the next run
 * @param requests the most requests that the run and the creation of its batch take
 */
record UploadPlan(List<Batch.Entry> toOpen, Map<ItemId, Share> shares, int requests) {
    /** Larger items go in chunks; smaller ones in one request. 64 MiB. */
    static final long LARGE = 64L << 20;

    /** 64 MiB: an interruption sends no more than this again. */
    static final long CHUNK = 64L << 20;

    /** 4 GiB in all. */
    static final int MOST_CHUNKS = 64;

    /**
     * How much of an item a run sends.
     *
     * @param chunks at most so many; 1 for a small item, which goes whole
     * @param fresh nothing of it has been sent before
     */
    record Share(int chunks, boolean fresh) {}

    UploadPlan {
        toOpen = List.copyOf(toOpen);
        shares = Map.copyOf(shares);
    }

    static UploadPlan of(Batch batch, Instant now) {
        List<Batch.Entry> toOpen = new ArrayList<>();
        Map<ItemId, Share> shares = new HashMap<>();
        int requests = creations(batch);
        int chunksLeft = MOST_CHUNKS;
        for (Batch.Entry entry : batch.entries()) {
            if (!Batch.needsUpload(entry, now)) {
                continue;
            }
            boolean large = large(entry);
            int chunks = large ? (int) Math.min(chunksLeft, Math.ceilDiv(entry.bytes(), CHUNK)) : 1;
            if (chunks == 0) {
                continue;
            }
            boolean open = large && !(entry.step() instanceof Batch.Uploading);
            if (open) {
                toOpen.add(entry);
            }
            shares.put(entry.item(), new Share(chunks, open));
            chunksLeft -= large ? chunks : 0;
            requests += large ? chunks + 1 : 1;
        }
        return new UploadPlan(toOpen, shares, requests);
    }

    private static int creations(Batch batch) {
        return batch.entries().stream().allMatch(entry -> entry.step() instanceof Batch.Refused) ? 0 : 1;
    }

    static boolean large(Batch.Entry entry) {
        return entry.bytes() > LARGE;
    }
}
