package sundown.purge;

import java.util.ArrayList;
import java.util.List;

/** Deletes, and remembers what was really there to be deleted, and in how many calls. */
public final class RecordedDeletion implements BucketDeletion {
    private final InMemoryBuckets buckets;
    private final List<BucketEntry> asked = new ArrayList<>();
    private int calls;

    public RecordedDeletion(InMemoryBuckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public List<String> delete(List<BucketEntry> entries) {
        calls++;
        asked.addAll(entries);
        return buckets.delete(entries);
    }

    @Override
    public void abort(BucketEntry upload) {
        asked.add(upload);
        buckets.abort(upload);
    }

    /** How many calls deleted versions and markers. */
    public int calls() {
        return calls;
    }

    /** Every deletion that was requested, as often as it was. */
    List<BucketEntry> asked() {
        return List.copyOf(asked);
    }
}
