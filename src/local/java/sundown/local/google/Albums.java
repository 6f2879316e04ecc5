package sundown.local.google;

import io.grpc.Status.Code;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sundown.local.google.Libraries.MediaItem;

/**
 * The albums of one account. Safe for use by several threads; those that change them are let in one at a time before
 * they come here.
 *
 * @see <a href="https://developers.google.com/photos/library/guides/manage-albums">Manage albums</a>
 */
final class Albums {
    private static final int LONGEST_TITLE = 500;

    private final int itemsMax;
    private final Map<String, Album> albums = new LinkedHashMap<>();

    private record Album(String title, Map<String, MediaItem> items) {}

    Albums(int itemsMax) {
        this.itemsMax = itemsMax;
    }

    synchronized void create(String id, String title) {
        if (title.isBlank() || title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Album title must have 1 to 500 characters.");
        }
        albums.put(id, new Album(title, new LinkedHashMap<>()));
    }

    /**
     * Checks that an album can take items.
     *
     * @param digests the SHA-256 of their bytes, which an account has once
     * @throws GoogleProblem if there is no such album, or if it would have too many items
     */
    synchronized void check(String id, Collection<String> digests) {
        if (!albums.containsKey(id)) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "No permission to add media items to this album.");
        }
        Set<String> all = new HashSet<>(albums.get(id).items().keySet());
        all.addAll(digests);
        if (all.size() > itemsMax) {
            throw GoogleProblem.of(
                    Code.INVALID_ARGUMENT, "The album must not have more than " + itemsMax + " media items.");
        }
    }

    /** Adds an item to the end of an album that can take it, unless it is in it already. */
    synchronized void append(String id, MediaItem item) {
        albums.get(id).items().putIfAbsent(item.content().sha256(), item);
    }

    /** All albums in the order in which they were created. */
    synchronized List<FilledAlbum> all() {
        return albums.entrySet().stream()
                .map(album -> new FilledAlbum(
                        album.getKey(),
                        album.getValue().title(),
                        List.copyOf(album.getValue().items().values())))
                .toList();
    }

    /**
     * An album and what is in it.
     *
     * @param items in the order of the album
     */
    record FilledAlbum(String id, String title, List<MediaItem> items) {}
}
