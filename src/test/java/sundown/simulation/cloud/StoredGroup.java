package sundown.simulation.cloud;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.purge.plan.BucketEntry;
import sundown.purge.plan.EntryKind;
import sundown.purge.plan.InMemoryBuckets;
import sundown.purge.plan.PurgedBucket;
import sundown.simulation.run.Calendar;

/** All that is stored of a group: what its galleries show, and the versions, markers and uploads behind that. */
public final class StoredGroup {
    private final InMemoryGalleryBytes shown;
    private final GalleryLayout layout;
    private final InMemoryBuckets kept;
    /** What came since a verification has begun. */
    private final Set<BucketEntry> late = new HashSet<>();

    private final Set<UserId> purged = new HashSet<>();

    /** Stores behind these galleries, whose objects lie so. */
    StoredGroup(InMemoryGalleryBytes shown, GalleryLayout layout) {
        this.shown = shown;
        this.layout = layout;
        this.kept = new InMemoryBuckets(layout);
    }

    /** Where the objects of the gallery lie. */
    public GalleryLayout layout() {
        return layout;
    }

    /** The key of something of a user. */
    public ObjectKey key(PurgedBucket bucket, UserId user, String name) {
        return new ObjectKey(bucket.layout(layout).prefix(Calendar.GROUP, user) + name);
    }

    /** Whose something is. */
    public UserId owner(BucketEntry entry) {
        GalleryLayout where = entry.bucket().layout(layout);
        return where.owner(where.folder(Calendar.GROUP, entry.key().value())).orElseThrow();
    }

    /** True for what no account names where the gallery does not keep groups apart: it is left, whatever its group. */
    public boolean unnamed(BucketEntry entry, Set<UserId> accounts) {
        return amongGroups(entry) && !accounts.contains(owner(entry));
    }

    /**
     * True for what may be left there because it came while the group was verified: no last look at folders shows it.
     */
    public boolean unseen(BucketEntry entry) {
        return amongGroups(entry) && late.contains(entry);
    }

    /** A verification begins, which looks at everything that is there now. */
    void verify() {
        late.clear();
    }

    private boolean amongGroups(BucketEntry entry) {
        return !entry.bucket().layout(layout).keepsGroupsApart();
    }

    /** Stores an object; the one with its key stays behind it. */
    public void put(ObjectKey key, byte[] bytes) {
        shown.put(key, bytes);
        late.add(kept.put(PurgedBucket.GALLERY, key, bytes));
    }

    /** Hides an object, as a bucket does that is told to delete it. */
    void hide(ObjectKey key) {
        shown.remove(key);
        late.add(kept.mark(PurgedBucket.GALLERY, key));
    }

    /** Leaves a volume in the archive bucket of which no row of an archive tells any more. */
    public void leave(ObjectKey volume, byte[] bytes) {
        kept.put(PurgedBucket.ARCHIVE, volume, bytes);
    }

    /** Somebody begins an upload and forgets it. */
    public void begin(PurgedBucket bucket, ObjectKey key) {
        late.add(kept.begin(bucket, key));
    }

    /** Deletes for good; a gallery no longer shows what nothing is left of. */
    public void delete(List<BucketEntry> entries) {
        kept.delete(entries);
        entries.forEach(entry -> purge(owner(entry)));
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

    /** The buckets behind it. */
    InMemoryBuckets buckets() {
        return kept;
    }

    /** All that is there. */
    public List<BucketEntry> all() {
        return kept.all();
    }
}
