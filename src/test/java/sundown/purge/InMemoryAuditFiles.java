package sundown.purge;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import sundown.gallery.ObjectKey;

/** The audit bucket in memory. */
public final class InMemoryAuditFiles implements AuditFiles {
    private final NavigableMap<String, byte[]> files = new ConcurrentSkipListMap<>(BucketListing.ORDER);

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] bytes) {
        return files.putIfAbsent(key.value(), bytes.clone()) == null;
    }

    @Override
    public boolean has(ObjectKey key) {
        return files.containsKey(key.value());
    }

    @Override
    public Optional<byte[]> read(ObjectKey key) {
        return Optional.ofNullable(files.get(key.value())).map(byte[]::clone);
    }

    @Override
    public Stream<ObjectKey> list(String prefix) {
        List<ObjectKey> keys = files.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .map(ObjectKey::new)
                .toList();
        return keys.stream();
    }

    @Override
    public Stream<String> folders(String prefix) {
        return list(prefix)
                .map(key -> key.value().substring(prefix.length()))
                .filter(below -> below.contains("/"))
                .map(below -> below.substring(0, below.indexOf('/')))
                .distinct();
    }
}
