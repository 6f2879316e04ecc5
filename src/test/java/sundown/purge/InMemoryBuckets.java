package sundown.purge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.Digests;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** Versioned buckets in memory. */
public final class InMemoryBuckets implements BucketListing, BucketDeletion {
    private static final Comparator<BucketEntry> LISTED = Comparator.comparing(
                    (BucketEntry entry) -> entry.kind() == EntryKind.UPLOAD)
            .thenComparing(entry -> entry.key().value(), BucketListing.ORDER)
            .thenComparing(entry -> entry.version().value());

    private final List<BucketEntry> kept = new ArrayList<>();
    private final Set<ObjectKey> refused = new HashSet<>();
    private boolean lying;
    private int made;

    /** Stores an object, as a version of its own. */
    public synchronized BucketEntry put(PurgedBucket bucket, ObjectKey key, byte[] bytes) {
        return add(BucketEntry.version(bucket, key, next(), bytes.length, Digests.etag(bytes)));
    }

    /** Hides an object under a delete marker. */
    public synchronized BucketEntry mark(PurgedBucket bucket, ObjectKey key) {
        return add(BucketEntry.marker(bucket, key, next()));
    }

    /** Begins an upload. */
    public synchronized BucketEntry begin(PurgedBucket bucket, ObjectKey key) {
        return add(BucketEntry.upload(bucket, key, next()));
    }

    /** From now on, nothing of a key is deleted. */
    public synchronized void refuse(ObjectKey key) {
        refused.add(key);
    }

    /** From now on, what is refused is reported as deleted. */
    public synchronized void lie() {
        lying = true;
    }

    /** From now on, what was refused may be deleted. */
    public synchronized void refuseNothing() {
        refused.clear();
    }

    /** All that is kept. */
    public synchronized List<BucketEntry> all() {
        return List.copyOf(kept);
    }

    private VersionId next() {
        made++;
        return new VersionId("v%06d".formatted(made));
    }

    private BucketEntry add(BucketEntry entry) {
        kept.add(entry);
        return entry;
    }

    @Override
    public synchronized Stream<BucketEntry> entries(PurgedBucket bucket, GroupId group, UserId user) {
        return under(bucket, group + "/" + user + "/").sorted(LISTED).toList().stream();
    }

    @Override
    public synchronized List<String> folders(PurgedBucket bucket, GroupId group, Optional<String> after, int limit) {
        String prefix = group + "/";
        return under(bucket, prefix)
                .map(entry -> folder(entry.key().value().substring(prefix.length())))
                .distinct()
                .filter(folder -> after.filter(last -> BucketListing.ORDER.compare(folder, last) <= 0)
                        .isEmpty())
                .sorted(BucketListing.ORDER)
                .limit(limit)
                .toList();
    }

    private Stream<BucketEntry> under(PurgedBucket bucket, String prefix) {
        return kept.stream()
                .filter(entry -> entry.bucket() == bucket)
                .filter(entry -> entry.key().value().startsWith(prefix));
    }

    private static String folder(String belowGroup) {
        int end = belowGroup.indexOf('/');
        return end < 0 ? belowGroup : belowGroup.substring(0, end + 1);
    }

    @Override
    public synchronized List<Refused> delete(List<BucketEntry> entries) {
        kept.removeIf(entry -> entries.contains(entry) && !refused.contains(entry.key()));
        return entries.stream()
                .filter(entry -> kept.contains(entry) && !lying)
                .map(entry -> new Refused(entry, "AccessDenied"))
                .toList();
    }

    @Override
    public synchronized void abort(BucketEntry upload) {
        kept.remove(upload);
    }
}
