package sundown.purge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import sundown.gallery.ObjectKey;

/** The audit bucket in memory. */
public final class InMemoryAuditFiles implements AuditFiles {
    private final NavigableMap<String, byte[]> files = new ConcurrentSkipListMap<>(ObjectKey.ORDER);

    /** Everything that is in it. */
    public Map<String, byte[]> all() {
        return new TreeMap<>(files);
    }

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
        List<String> folders = new ArrayList<>();
        String key = files.higherKey(prefix);
        while (key != null && key.startsWith(prefix)) {
            int end = key.indexOf('/', prefix.length());
            if (end > 0) {
                folders.add(key.substring(prefix.length(), end));
            }
            // What comes after all that lies in the folder: the next character after the slash.
            key = end > 0 ? files.ceilingKey(key.substring(0, end) + (char) ('/' + 1)) : files.higherKey(key);
        }
        return folders.stream();
    }
}
