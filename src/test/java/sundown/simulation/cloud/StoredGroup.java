package sundown.simulation.cloud;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.EntryKind;
import sundown.purge.plan.InMemoryBuckets;
import sundown.purge.plan.PurgedBucket;
import sundown.simulation.invariant.PurgeEndings;

/** All that is stored of a group: what its galleries show, and the versions, markers and uploads behind that. */
public final class StoredGroup {
    private final InMemoryGalleryBytes shown;
    private final InMemoryBuckets kept = new InMemoryBuckets();
    private final Set<UserId> purged = new HashSet<>();

    /** Stores behind these galleries. */
    StoredGroup(InMemoryGalleryBytes shown) {
        this.shown = shown;
    }

    /** Stores an object; the one with its key stays behind it. */
    public void put(ObjectKey key, byte[] bytes) {
        shown.put(key, bytes);
        kept.put(PurgedBucket.GALLERY, key, bytes);
    }

    /** Hides an object, as a bucket does that is told to delete it. */
    void hide(ObjectKey key) {
        shown.remove(key);
        kept.mark(PurgedBucket.GALLERY, key);
    }

    /** Leaves a volume in the archive bucket of which no row of an archive tells any more. */
    public void leave(ObjectKey volume, byte[] bytes) {
        kept.put(PurgedBucket.ARCHIVE, volume, bytes);
    }

    /** Somebody begins an upload and forgets it. */
    public void begin(PurgedBucket bucket, ObjectKey key) {
        kept.begin(bucket, key);
    }

    /** Deletes for good; a gallery no longer shows what nothing is left of. */
    public void delete(List<BucketEntry> entries) {
        kept.delete(entries);
        entries.forEach(entry -> purge(PurgeEndings.owner(entry)));
        entries.stream()
                .map(BucketEntry::key)
                .filter(key -> versions().noneMatch(entry -> entry.key().equals(key)))
                .forEach(shown::remove);
    }

    /** Something of a user is deleted; if the close is postponed now, what remains is no whole gallery. */
    void purge(UserId user) {
        purged.add(user);
    }

    boolean isPurged(UserId user) {
        return purged.contains(user);
    }

    private Stream<BucketEntry> versions() {
        return kept.all().stream().filter(entry -> entry.kind() == EntryKind.VERSION);
    }

    /** Ends an upload. */
    public void abort(BucketEntry upload) {
        kept.abort(upload);
    }

    /** All that is there. */
    public List<BucketEntry> all() {
        return kept.all();
    }

    /** The buckets behind it. */
    InMemoryBuckets buckets() {
        return kept;
    }
}
