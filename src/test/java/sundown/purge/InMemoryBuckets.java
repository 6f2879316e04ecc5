package sundown.purge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.gallery.BucketLayout;
import sundown.gallery.Digests;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.purge.BucketEntry.VersionId;
import sundown.timeline.GroupId;

/** Versioned buckets in memory. */
public final class InMemoryBuckets implements BucketListing, BucketDeletion {
    private static final Comparator<BucketEntry> LISTED = Comparator.comparing(
                    (BucketEntry entry) -> entry.kind() == BucketEntry.Kind.UPLOAD)
            .thenComparing(entry -> entry.key().value(), ObjectKey.ORDER)
            .thenComparing(entry -> entry.version().value());

    private final GalleryLayout gallery;
    private final Map<PurgedBucket, NavigableMap<String, List<BucketEntry>>> kept = new EnumMap<>(PurgedBucket.class);
    private final Set<ObjectKey> refused = new HashSet<>();
    private boolean lying;
    private int made;

    /** Buckets in which the group comes first. */
    public InMemoryBuckets() {
        this(GalleryLayout.GROUP_FIRST);
    }

    /** Buckets with a gallery of this layout. */
    public InMemoryBuckets(GalleryLayout gallery) {
        this.gallery = gallery;
    }

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
        return kept.values().stream()
                .flatMap(bucket -> bucket.values().stream())
                .flatMap(List::stream)
                .toList();
    }

    private NavigableMap<String, List<BucketEntry>> keys(PurgedBucket bucket) {
        return kept.computeIfAbsent(bucket, ignored -> new TreeMap<>(ObjectKey.ORDER));
    }

    private VersionId next() {
        made++;
        return new VersionId("v%06d".formatted(made));
    }

    private BucketEntry add(BucketEntry entry) {
        keys(entry.bucket())
                .computeIfAbsent(entry.key().value(), ignored -> new ArrayList<>())
                .add(entry);
        return entry;
    }

    @Override
    public synchronized Stream<BucketEntry> entries(PurgedBucket bucket, String prefix) {
        return keys(bucket).subMap(prefix, beyond(prefix)).values().stream()
                .flatMap(List::stream)
                .sorted(LISTED)
                .toList()
                .stream();
    }

    @Override
    public synchronized Stream<BucketEntry> entries(PurgedBucket bucket, Collection<ObjectKey> keys) {
        return keys.stream()
                .map(ObjectKey::value)
                .distinct()
                .sorted(ObjectKey.ORDER)
                .flatMap(key ->
                        keys(bucket).getOrDefault(key, List.of()).stream().sorted(LISTED))
                .toList()
                .stream();
    }

    /** Everything in the folders of a user in a group. */
    public Stream<BucketEntry> entries(GroupId group, UserId user) {
        return Stream.of(PurgedBucket.values())
                .flatMap(bucket ->
                        bucket.layouts(gallery).stream().flatMap(part -> entries(bucket, part.prefix(group, user))));
    }

    @Override
    public synchronized List<String> folders(PurgedBucket bucket, String prefix, Optional<String> after, int limit) {
        List<String> folders = new ArrayList<>();
        String from = after.map(last -> beyond(prefix + last)).orElse(prefix);
        String key = keys(bucket).ceilingKey(from);
        while (key != null && key.startsWith(prefix) && folders.size() < limit) {
            String folder = BucketLayout.folder(prefix, key);
            folders.add(folder);
            key = keys(bucket).ceilingKey(beyond(prefix + folder));
        }
        return folders;
    }

    /** What comes after all that lies in a folder, and after a key that is in none. */
    private static String beyond(String folder) {
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) + (char) ('/' + 1) : folder + '\0';
    }

    @Override
    public synchronized List<String> delete(List<BucketEntry> entries) {
        entries.stream().filter(entry -> !refused.contains(entry.key())).forEach(this::remove);
        return entries.stream()
                .filter(entry -> !lying && keeps(entry))
                .map(_ -> "AccessDenied")
                .toList();
    }

    private boolean keeps(BucketEntry entry) {
        return keys(entry.bucket()).getOrDefault(entry.key().value(), List.of()).contains(entry.ofSharing(false));
    }

    private void remove(BucketEntry entry) {
        keys(entry.bucket()).computeIfPresent(entry.key().value(), (key, entries) -> {
            entries.remove(entry.ofSharing(false));
            return entries.isEmpty() ? null : entries;
        });
    }

    @Override
    public synchronized void abort(BucketEntry upload) {
        remove(upload);
    }
}
