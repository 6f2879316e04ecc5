package sundown.local.google.library;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The photos of one account. Bytes that are there already make no second item. Safe for use by several threads; those
 * that create are let in one at a time before they come here.
 */
final class Library {
    private final Map<String, MediaItem> items = new LinkedHashMap<>();
    private final Map<String, MediaItem> bySha256 = new HashMap<>();
    private final Map<String, MediaItem> byUploadToken = new HashMap<>();
    private final Map<String, Album> albums = new LinkedHashMap<>();

    synchronized void add(String uploadToken, MediaItem item) {
        items.put(item.id(), item);
        bySha256.put(item.content().sha256(), item);
        byUploadToken.put(uploadToken, item);
    }

    synchronized Optional<MediaItem> find(String id, String clientId) {
        return Optional.ofNullable(items.get(id)).filter(item -> item.clientId().equals(clientId));
    }

    synchronized Optional<MediaItem> withBytes(String sha256) {
        return Optional.ofNullable(bySha256.get(sha256));
    }

    synchronized Optional<MediaItem> createdFrom(String uploadToken) {
        return Optional.ofNullable(byUploadToken.get(uploadToken));
    }

    /** All items in the order in which they were created. */
    synchronized List<MediaItem> items() {
        return List.copyOf(items.values());
    }

    synchronized void add(Album album) {
        albums.put(album.id(), album);
    }

    synchronized Optional<Album> album(String id) {
        return Optional.ofNullable(albums.get(id));
    }

    synchronized List<Album> albums() {
        return List.copyOf(albums.values());
    }

    synchronized void addToAlbum(Album album, Collection<String> itemIds) {
        album.itemIds().addAll(itemIds);
    }

    synchronized void removeFromAlbum(Album album, Collection<String> itemIds) {
        album.itemIds().removeAll(itemIds);
    }

    synchronized int size(Album album) {
        return album.itemIds().size();
    }

    synchronized List<MediaItem> items(Album album) {
        List<MediaItem> found = new ArrayList<>();
        album.itemIds().forEach(id -> found.add(items.get(id)));
        return found;
    }
}
