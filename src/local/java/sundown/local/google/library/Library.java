package sundown.local.google.library;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The photos of one account. Bytes that are there already make no second item. Safe for use by several threads; those
 * that create are let in one at a time before they come here.
 */
final class Library {
    private final Map<String, MediaItem> items = new LinkedHashMap<>();
    private final Set<String> digests = new HashSet<>();
    private final Map<String, MediaItem> byUploadToken = new HashMap<>();

    synchronized void add(String uploadToken, MediaItem item) {
        items.put(item.id(), item);
        digests.add(item.content().sha256());
        byUploadToken.put(uploadToken, item);
    }

    synchronized boolean holds(String sha256) {
        return digests.contains(sha256);
    }

    synchronized Optional<MediaItem> createdFrom(String uploadToken) {
        return Optional.ofNullable(byUploadToken.get(uploadToken));
    }

    /** All items in the order in which they were created. */
    synchronized List<MediaItem> items() {
        return List.copyOf(items.values());
    }
}
