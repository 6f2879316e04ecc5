package sundown.simulation.cloud;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.BucketLayout;
import sundown.gallery.GalleryLayout;
import sundown.gallery.InMemoryClaims;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry;
import sundown.purge.BucketListing.PurgedBucket;
import sundown.purge.InMemoryBuckets;
import sundown.simulation.run.Calendar;

/** All that is stored of a group: what its galleries show, and the versions, markers and uploads behind that. */
public final class StoredGroup {
    private final InMemoryGalleryBytes shown;
    /** Where the objects of the gallery lie. */
    public final GalleryLayout layout;
    /** The buckets behind it. */
    final InMemoryBuckets buckets;
    /** What came since a verification has begun. */
    private final Set<BucketEntry> late = new HashSet<>();

    private final Set<UserId> purged = new HashSet<>();
    /** The owners of objects under keys that do not tell them. */
    private final Map<ObjectKey, UserId> owners = new HashMap<>();
    /** The users with rows that name an object. */
    private final Map<ObjectKey, Set<UserId>> named = new HashMap<>();

    /** Who has claims on its objects. */
    final InMemoryClaims claims = new InMemoryClaims();

    private final Map<ObjectKey, Set<UserId>> released = new HashMap<>();

    /** Stores behind these galleries, with objects that lie so. */
    StoredGroup(InMemoryGalleryBytes shown, GalleryLayout layout) {
        this.shown = shown;
        this.layout = layout;
        this.buckets = new InMemoryBuckets(layout);
    }

    /** A row of a user names an object. */
    void name(ObjectKey key, UserId user) {
        named.computeIfAbsent(key, ignored -> new HashSet<>()).add(user);
    }

    /** The row of a user names an object no more. */
    void forget(ObjectKey key, UserId user) {
        named.getOrDefault(key, new HashSet<>()).remove(user);
    }

    /** True for an object that only a row of a user tells to be theirs, and that others have not had, either. */
    boolean orphans(ObjectKey key, UserId user) {
        return !layout.part(key.value()).hasFolders()
                && everOn(key).stream().allMatch(user::equals)
                && all().stream().anyMatch(entry -> entry.key().equals(key));
    }

    /** Another user has the same object as its owner. */
    void share(ObjectKey key, UserId owner, UserId other) {
        claims.put(key, owner);
        claims.put(key, other);
    }

    /** True for an object of a user, if its key does not tell it. */
    boolean has(ObjectKey key, UserId user) {
        return user.equals(owners.get(key)) || claims.everOn(key).contains(user);
    }

    /** True for an object of several users. */
    boolean shared(ObjectKey key) {
        return !claims.everOn(key).isEmpty();
    }

    /** A user has given up an object. */
    public void release(ObjectKey key, UserId user) {
        purge(user);
        released.computeIfAbsent(key, ignored -> new HashSet<>()).add(user);
    }

    /** Those who have an object, other than one of them, and have not given it up. */
    public Set<UserId> othersOn(ObjectKey key, UserId user) {
        Set<UserId> others = new HashSet<>(claims.everOn(key));
        others.remove(user);
        others.removeAll(released.getOrDefault(key, Set.of()));
        return others;
    }

    /** Those who have an object that is shared, or had it. */
    public Set<UserId> everOn(ObjectKey key) {
        return claims.everOn(key);
    }

    /** The key of something of a user. */
    public ObjectKey key(PurgedBucket bucket, UserId user, String name) {
        List<BucketLayout> parts = bucket.layouts(layout);
        int hash = (user + name).hashCode();
        BucketLayout where = parts.get(Math.floorMod(hash, parts.size()));
        ObjectKey key = new ObjectKey(
                where.hasFolders()
                        ? where.prefix(Calendar.GROUP, user) + name
                        : where.root() + Math.floorMod(hash, 7) + "/" + user + "-" + name);
        owners.put(key, user);
        return key;
    }

    /** The owner of an object. */
    public UserId owner(BucketEntry entry) {
        BucketLayout where = where(entry);
        if (!where.hasFolders()) {
            return owners.get(entry.key());
        }
        return BucketLayout.owner(BucketLayout.folder(
                        where.prefix(Calendar.GROUP), entry.key().value()))
                .orElseThrow();
    }

    /** True for what no account names where the gallery does not keep groups apart: it is left, whatever its group. */
    public boolean unnamed(BucketEntry entry, Set<UserId> accounts) {
        return amongGroups(entry) && !accounts.contains(owner(entry));
    }

    /** True for what no row names where only rows tell the owner of an object. */
    public boolean withoutRow(BucketEntry entry) {
        return !where(entry).hasFolders()
                && named.getOrDefault(entry.key(), Set.of()).isEmpty();
    }

    /**
     * True for what may be left because it came while the group was verified, and no last look at folders shows it:
     * there is none, or the folder is there anyway, for something that others have.
     */
    public boolean unseen(BucketEntry entry) {
        return late.contains(entry) && (amongGroups(entry) || leftForOthers(owner(entry)));
    }

    private boolean leftForOthers(UserId user) {
        return all().stream()
                .anyMatch(entry ->
                        entry.bucket() == PurgedBucket.GALLERY && owner(entry).equals(user) && shared(entry.key()));
    }

    /** True for a user with a folder that a verification may see at one look and not at another. */
    public boolean changedMeanwhile(UserId user) {
        return late.stream().anyMatch(entry -> user.equals(owner(entry)));
    }

    /** A verification begins, which looks at everything that is there now. */
    void verify() {
        late.clear();
    }

    /** True for what a listing of the group's folders shows that a verification makes. */
    public boolean inFolder(BucketEntry entry) {
        return !amongGroups(entry) && !late.contains(entry);
    }

    private boolean amongGroups(BucketEntry entry) {
        return !where(entry).keepsGroupsApart();
    }

    /** The layout of the bucket that it is in. */
    private BucketLayout where(BucketEntry entry) {
        return entry.bucket() == PurgedBucket.GALLERY
                ? layout.part(entry.key().value())
                : entry.bucket().layouts(layout).getFirst();
    }

    /** Stores an object; the one with its key stays behind it. */
    public void put(ObjectKey key, byte[] bytes) {
        shown.put(key, bytes);
        late.add(buckets.put(PurgedBucket.GALLERY, key, bytes));
    }

    /** Hides an object, as a bucket does that is told to delete it. */
    void hide(ObjectKey key) {
        shown.remove(key);
        late.add(buckets.mark(PurgedBucket.GALLERY, key));
    }

    /** Leaves a volume in the archive bucket that no row of an archive names any more. */
    public void leave(ObjectKey volume, byte[] bytes) {
        buckets.put(PurgedBucket.ARCHIVE, volume, bytes);
    }

    /** Somebody begins an upload and forgets it. */
    public void begin(PurgedBucket bucket, ObjectKey key) {
        late.add(buckets.begin(bucket, key));
    }

    /** Deletes for good; a gallery no longer shows what nothing is left of. */
    public void delete(List<BucketEntry> entries) {
        buckets.delete(entries);
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
        return buckets.all().stream().filter(entry -> entry.kind() == BucketEntry.Kind.VERSION);
    }

    /** Ends an upload. */
    public void abort(BucketEntry upload) {
        buckets.abort(upload);
    }

    /** All that is there. */
    public List<BucketEntry> all() {
        return buckets.all();
    }
}
