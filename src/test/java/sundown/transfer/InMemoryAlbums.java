package sundown.transfer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.digest.Sha1;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.PhotoLibrary.AlbumId;

/** The albums of the in-memory library. An account has bytes once, so their digest tells an item from the others. */
final class InMemoryAlbums {
    private final int itemsMax;
    private final Map<AlbumId, Album> albums = new LinkedHashMap<>();
    private final Map<MediaItemId, Owned> items = new HashMap<>();

    private record Album(LibraryAccount account, String title, Set<Sha1> items) {}

    private record Owned(LibraryAccount account, Sha1 digest) {}

    InMemoryAlbums(int itemsMax) {
        this.itemsMax = itemsMax;
    }

    void create(AlbumId id, LibraryAccount account, String title) {
        albums.put(id, new Album(account, title, new LinkedHashSet<>()));
    }

    /** Notes an item, which can be added to albums from now on. */
    void own(LibraryAccount account, MediaItemId item, Sha1 digest) {
        items.put(item, new Owned(account, digest));
    }

    /** True if it is an album of this account, and these items do not make it too large. */
    boolean takes(LibraryAccount account, AlbumId id, Collection<Sha1> digests) {
        Optional<Album> album = Optional.ofNullable(albums.get(id)).filter(found -> account.is(found.account()));
        if (album.isEmpty()) {
            return false;
        }
        Set<Sha1> all = new HashSet<>(album.get().items());
        all.addAll(digests);
        return all.size() <= itemsMax;
    }

    /** Adds an item to the end of an album that takes it, unless it is in it already. */
    void append(AlbumId id, MediaItemId item) {
        albums.get(id).items().add(items.get(item).digest());
    }

    /** Adds all items, or none. */
    boolean add(LibraryAccount account, AlbumId id, List<MediaItemId> added) {
        List<Sha1> digests = added.stream()
                .flatMap(item -> Optional.ofNullable(items.get(item)).stream())
                .filter(owned -> account.is(owned.account()))
                .map(Owned::digest)
                .toList();
        boolean taken = digests.size() == added.size() && takes(account, id, digests);
        if (taken) {
            added.forEach(item -> append(id, item));
        }
        return taken;
    }

    List<HeldAlbum> held(LibraryAccount account) {
        return albums.entrySet().stream()
                .filter(album -> account.is(album.getValue().account()))
                .map(album -> new HeldAlbum(
                        album.getKey(),
                        album.getValue().title(),
                        List.copyOf(album.getValue().items())))
                .toList();
    }
}
