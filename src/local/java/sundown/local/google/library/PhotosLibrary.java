package sundown.local.google.library;

import io.grpc.Status.Code;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import sundown.local.google.account.Grant;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Credentials;
import sundown.local.google.gate.Gate;
import sundown.local.google.gate.Meter;
import sundown.local.google.oauth.Scopes;
import sundown.local.google.uploads.Uploads;
import sundown.local.google.wire.GoogleProblem;
import sundown.local.google.wire.OpaqueIds;

/** The Library API, whatever protocol a caller speaks: the REST and the gRPC face both call this. */
public final class PhotosLibrary {
    private static final int MOST_ITEMS_A_CALL = 50;

    private final Libraries libraries;
    private final BatchCreation creation;
    private final Scopes scopes;
    private final Gate gate;
    private final Meter meter;
    private final OpaqueIds ids;

    public PhotosLibrary(
            Libraries libraries,
            Uploads uploads,
            DuplicateAnswer duplicates,
            Scopes scopes,
            Gate gate,
            Meter meter,
            OpaqueIds ids,
            Clock clock) {
        this.libraries = libraries;
        this.creation = new BatchCreation(uploads, duplicates, gate::strikeElement, ids, clock);
        this.scopes = scopes;
        this.gate = gate;
        this.meter = meter;
        this.ids = ids;
    }

    /** What a call does in the library of its user. */
    private interface InLibrary<T> {
        T act(Library library, Grant grant);
    }

    List<Result> create(Optional<String> token, List<NewItem> items, String albumId) throws IOException {
        return call(Call.BATCH_CREATE, token, scopes.append(), (library, grant) -> {
            meter.batch(items.size());
            return creation.create(library, grant, items, targetAlbum(library, albumId, items.size()));
        });
    }

    /** The newest first. */
    Page<MediaItem> search(Optional<String> token, Search search, int pageSize, String pageToken) throws IOException {
        return call(Call.READ, token, scopes.read(), (library, grant) -> {
            if (!search.albumId().isEmpty() && search.filters()) {
                throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Filters can not be set with an album ID.");
            }
            List<MediaItem> found = (search.albumId().isEmpty()
                            ? library.items().reversed()
                            : library.items(album(library, search.albumId())))
                    .stream()
                            .filter(item -> item.clientId().equals(grant.clientId()))
                            .filter(search.predicate())
                            .toList();
            return Page.of(found, pageSize, 25, 100, pageToken);
        });
    }

    MediaItem get(Optional<String> token, String id) throws IOException {
        return call(
                Call.READ,
                token,
                scopes.read(),
                (library, grant) -> library.find(id, grant.clientId()).orElseThrow(PhotosLibrary::unknownItem));
    }

    /** For each id its item, empty where there is none. */
    List<Optional<MediaItem>> get(Optional<String> token, List<String> itemIds) throws IOException {
        return call(Call.READ, token, scopes.read(), (library, grant) -> {
            checkCount(itemIds);
            return itemIds.stream()
                    .map(id -> library.find(id, grant.clientId()))
                    .toList();
        });
    }

    AlbumView createAlbum(Optional<String> token, String title) throws IOException {
        return call(Call.ALBUM_WRITE, token, scopes.appendOrEdit(), (library, grant) -> {
            Album album = new Album(ids.library(), title);
            library.add(album);
            return new AlbumView(album.id(), title, 0);
        });
    }

    Page<AlbumView> albums(Optional<String> token, int pageSize, String pageToken) throws IOException {
        return call(
                Call.READ,
                token,
                scopes.read(),
                (library, grant) ->
                        Page.of(library.albums().stream().map(view(library)).toList(), pageSize, 20, 50, pageToken));
    }

    AlbumView album(Optional<String> token, String id) throws IOException {
        return call(
                Call.READ,
                token,
                scopes.read(),
                (library, grant) -> view(library).apply(album(library, id)));
    }

    void addToAlbum(Optional<String> token, String albumId, List<String> itemIds) throws IOException {
        call(Call.ALBUM_WRITE, token, scopes.appendOrEdit(), (library, grant) -> {
            Album album = targetAlbum(library, albumId, itemIds.size()).orElseThrow(PhotosLibrary::unknownAlbum);
            checkItems(library, grant, itemIds);
            library.addToAlbum(album, itemIds);
            return album;
        });
    }

    void removeFromAlbum(Optional<String> token, String albumId, List<String> itemIds) throws IOException {
        call(Call.ALBUM_WRITE, token, scopes.edit(), (library, grant) -> {
            Album album = album(library, albumId);
            checkItems(library, grant, itemIds);
            library.removeFromAlbum(album, itemIds);
            return album;
        });
    }

    private <T> T call(Call call, Optional<String> token, Set<String> oneOf, InLibrary<T> action) throws IOException {
        return gate.pass(
                call,
                new Credentials(token, oneOf),
                passage -> action.act(libraries.of(passage.grant().account()), passage.grant()));
    }

    private static Optional<Album> targetAlbum(Library library, String albumId, int items) {
        if (albumId.isEmpty()) {
            return Optional.empty();
        }
        Album album = album(library, albumId);
        if (!album.hasRoomFor(items)) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "The album has reached its limit of media items.");
        }
        return Optional.of(album);
    }

    private static Album album(Library library, String id) {
        return library.album(id).orElseThrow(PhotosLibrary::unknownAlbum);
    }

    private static Function<Album, AlbumView> view(Library library) {
        return album -> new AlbumView(album.id(), album.title(), library.size(album));
    }

    private static void checkItems(Library library, Grant grant, List<String> itemIds) {
        checkCount(itemIds);
        if (itemIds.stream().anyMatch(id -> library.find(id, grant.clientId()).isEmpty())) {
            throw unknownItem();
        }
    }

    private static void checkCount(List<String> itemIds) {
        if (itemIds.isEmpty() || itemIds.size() > MOST_ITEMS_A_CALL) {
            throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Request must have less than 50 items.");
        }
    }

    private static GoogleProblem unknownItem() {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "Request contains an invalid media item id.");
    }

    private static GoogleProblem unknownAlbum() {
        return GoogleProblem.of(Code.INVALID_ARGUMENT, "Invalid album ID.");
    }
}
