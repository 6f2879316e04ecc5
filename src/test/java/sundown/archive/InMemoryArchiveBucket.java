package sundown.archive;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveId;
import sundown.archive.VolumeStorage.UploadId;
import sundown.archive.VolumeStorage.UploadedPart;
import sundown.gallery.BucketLayout;
import sundown.gallery.ObjectKey;
import sundown.timeline.GroupId;

/** The archive bucket in memory. Safe for use by several threads. */
public final class InMemoryArchiveBucket implements VolumeStorage {
    /** The least size that S3 takes for a part except the last one. */
    public static final int MINIMUM_PART = 5 << 20;

    private final Clock clock;
    private final UnfinishedUploads uploads;
    private final NavigableMap<String, byte[]> objects = new TreeMap<>();
    private final Map<URI, Link> links = new HashMap<>();
    private final Map<Operation, Long> counts = new EnumMap<>(Operation.class);

    /**
     * An empty bucket.
     *
     * @param minimumPart the least size of a part except the last one; {@link #MINIMUM_PART} in S3
     */
    public InMemoryArchiveBucket(Clock clock, int minimumPart) {
        this.clock = clock;
        this.uploads = new UnfinishedUploads(minimumPart);
    }

    /** The operations of a bucket; S3 charges for each except a link. */
    public enum Operation {
        BEGIN,
        UPLOAD,
        COMPLETE,
        ABORT,
        LINK,
        LIST,
        REMOVE
    }

    /** An object that can be downloaded until a time. */
    private record Link(ObjectKey key, Instant until) {}

    @Override
    public synchronized UploadId begin(ObjectKey volume) {
        count(Operation.BEGIN);
        return uploads.begin(volume);
    }

    @Override
    public synchronized Optional<UploadedPart> upload(
            ObjectKey volume, UploadId upload, int number, byte[] bytes, int length) {
        count(Operation.UPLOAD);
        return uploads.put(volume, upload, number, Arrays.copyOf(bytes, length));
    }

    @Override
    public synchronized boolean complete(ObjectKey volume, UploadId upload, List<UploadedPart> parts) {
        count(Operation.COMPLETE);
        Optional<byte[]> whole = uploads.complete(volume, upload, parts);
        whole.ifPresent(bytes -> objects.put(volume.value(), bytes));
        return objects.containsKey(volume.value());
    }

    @Override
    public synchronized void abort(ObjectKey volume, UploadId upload) {
        count(Operation.ABORT);
        uploads.abort(volume, upload);
    }

    @Override
    public synchronized URI link(ObjectKey volume, String fileName, Duration life) {
        count(Operation.LINK);
        URI link = URI.create("https://archives.example/" + links.size() + "/" + fileName);
        links.put(link, new Link(volume, clock.instant().plus(life)));
        return link;
    }

    @Override
    public synchronized Set<ArchiveId> archives(GroupId group, UserId user) {
        count(Operation.LIST);
        String prefix = BucketLayout.ARCHIVES.prefix(group, user);
        return everything().stream()
                .map(ObjectKey::value)
                .filter(key -> key.startsWith(prefix))
                .map(key -> new ArchiveId(key.substring(prefix.length(), key.indexOf('/', prefix.length()))))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized void remove(GroupId group, UserId user, ArchiveId archive, Set<ObjectKey> kept) {
        count(Operation.REMOVE);
        String prefix = VolumeStorage.prefix(group, user, archive);
        uploads.abortBelow(prefix);
        objects.keySet().removeIf(key -> key.startsWith(prefix) && !kept.contains(new ObjectKey(key)));
    }

    /** What a link gives at a time, or nothing if the link has ended or the object is gone. */
    public synchronized Optional<byte[]> download(URI link, Instant now) {
        return Optional.ofNullable(links.get(link))
                .filter(known -> now.isBefore(known.until()))
                .flatMap(known -> object(known.key()));
    }

    /** All objects, in the order of their keys. */
    public synchronized List<ObjectKey> objects() {
        return objects.keySet().stream().map(ObjectKey::new).toList();
    }

    /** The keys of all objects and unfinished uploads. */
    public synchronized List<ObjectKey> everything() {
        return Stream.concat(objects().stream(), unfinished().stream()).toList();
    }

    /** The keys of unfinished uploads; a key as often as it has uploads. */
    public synchronized List<ObjectKey> unfinished() {
        return uploads.keys();
    }

    /** The number of these operations so far. */
    public synchronized long counted(Operation operation) {
        return counts.getOrDefault(operation, 0L);
    }

    private void count(Operation operation) {
        counts.merge(operation, 1L, Long::sum);
    }

    /** The bytes of an object. */
    public synchronized Optional<byte[]> object(ObjectKey key) {
        return Optional.ofNullable(objects.get(key.value()));
    }
}
