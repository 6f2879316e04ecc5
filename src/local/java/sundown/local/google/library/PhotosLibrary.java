package sundown.local.google.library;

import com.google.photos.library.v1.proto.BatchAddMediaItemsToAlbumRequest;
import com.google.photos.library.v1.proto.BatchAddMediaItemsToAlbumResponse;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.BatchGetMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchGetMediaItemsResponse;
import com.google.photos.library.v1.proto.BatchRemoveMediaItemsFromAlbumRequest;
import com.google.photos.library.v1.proto.BatchRemoveMediaItemsFromAlbumResponse;
import com.google.photos.library.v1.proto.CreateAlbumRequest;
import com.google.photos.library.v1.proto.GetAlbumRequest;
import com.google.photos.library.v1.proto.GetMediaItemRequest;
import com.google.photos.library.v1.proto.ListAlbumsRequest;
import com.google.photos.library.v1.proto.ListAlbumsResponse;
import com.google.photos.library.v1.proto.ListMediaItemsRequest;
import com.google.photos.library.v1.proto.ListMediaItemsResponse;
import com.google.photos.library.v1.proto.NewMediaItem;
import com.google.photos.library.v1.proto.SearchMediaItemsRequest;
import com.google.photos.library.v1.proto.SearchMediaItemsResponse;
import io.grpc.Status.Code;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import sundown.local.google.account.Grant;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Credentials;
import sundown.local.google.gate.Gate;
import sundown.local.google.gate.Meter;
import sundown.local.google.oauth.Scopes;
import sundown.local.google.uploads.Uploads;
import sundown.local.google.wire.GoogleProblem;
import sundown.local.google.wire.OpaqueIds;

/** The methods of the Library API, for any protocol. */
public final class PhotosLibrary {
    private static final int MOST_ITEMS_A_CALL = 50;

    private final Libraries libraries;
    private final BatchCreation creation;
    private final Scopes scopes;
    private final Gate gate;
    private final Meter meter;
    private final OpaqueIds ids;
    private final Supplier<URI> base;

    /** @param base the address at which the bytes of items can be fetched */
    public PhotosLibrary(
            Libraries libraries,
            Uploads uploads,
            DuplicateAnswer duplicates,
            Scopes scopes,
            Gate gate,
            Meter meter,
            OpaqueIds ids,
            Clock clock,
            Supplier<URI> base) {
        this.libraries = libraries;
        this.creation = new BatchCreation(uploads, duplicates, gate::strikeElement, ids, clock);
        this.scopes = scopes;
        this.gate = gate;
        this.meter = meter;
        this.ids = ids;
        this.base = base;
    }

    /** What a call does in the library of its user. */
    private interface InLibrary<T> {
        T act(Library library, Grant grant);
    }

    BatchCreateMediaItemsResponse create(Optional<String> token, BatchCreateMediaItemsRequest request)
            throws IOException {
        return call(Call.BATCH_CREATE, token, scopes.append(), (library, grant) -> {
            List<NewMediaItem> items = request.getNewMediaItemsList();
            meter.batch(items.size());
            Optional<Album> album = targetAlbum(library, request.getAlbumId(), items.size());
            return BatchCreateMediaItemsResponse.newBuilder()
                    .addAllNewMediaItemResults(creation.create(library, grant, items, album))
                    .build();
        });
    }

    ListMediaItemsResponse list(Optional<String> token, ListMediaItemsRequest request) throws IOException {
        SearchMediaItemsResponse found = search(
                token,
                SearchMediaItemsRequest.newBuilder()
                        .setPageSize(request.getPageSize())
                        .setPageToken(request.getPageToken())
                        .build());
        return ListMediaItemsResponse.newBuilder()
                .addAllMediaItems(found.getMediaItemsList())
                .setNextPageToken(found.getNextPageToken())
                .build();
    }

    /** Finds the newest first, or an album's items in its order. */
    SearchMediaItemsResponse search(Optional<String> token, SearchMediaItemsRequest request) throws IOException {
        String albumId = request.getAlbumId();
        Search search = new Search(request.getFilters());
        return call(Call.READ, token, scopes.read(), (library, grant) -> {
            if (!albumId.isEmpty() && !search.findsEverything()) {
                throw GoogleProblem.of(Code.INVALID_ARGUMENT, "Filters can not be set with an album ID.");
            }
            List<MediaItem> found = (albumId.isEmpty()
                            ? library.items().reversed()
                            : library.items(album(library, albumId)))
                    .stream()
                            .filter(item -> item.clientId().equals(grant.clientId()))
                            .filter(search)
                            .toList();
            Page<MediaItem> page = Page.of(found, request.getPageSize(), 25, 100, request.getPageToken());
            return SearchMediaItemsResponse.newBuilder()
                    .addAllMediaItems(page.entries().stream().map(this::shown).toList())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    com.google.photos.types.proto.MediaItem item(Optional<String> token, GetMediaItemRequest request)
            throws IOException {
        return call(
                Call.READ,
                token,
                scopes.read(),
                (library, grant) -> library.find(request.getMediaItemId(), grant.clientId())
                        .map(this::shown)
                        .orElseThrow(PhotosLibrary::unknownItem));
    }

    BatchGetMediaItemsResponse items(Optional<String> token, BatchGetMediaItemsRequest request) throws IOException {
        List<String> ids = request.getMediaItemIdsList();
        return call(Call.READ, token, scopes.read(), (library, grant) -> {
            checkCount(ids);
            return BatchGetMediaItemsResponse.newBuilder()
                    .addAllMediaItemResults(ids.stream()
                            .map(id -> LibraryProto.itemResult(library.find(id, grant.clientId()), base.get()))
                            .toList())
                    .build();
        });
    }

    com.google.photos.types.proto.Album createAlbum(Optional<String> token, CreateAlbumRequest request)
            throws IOException {
        return call(Call.ALBUM_WRITE, token, scopes.appendOrEdit(), (library, grant) -> {
            Album album = new Album(ids.library(), request.getAlbum().getTitle());
            library.add(album);
            return LibraryProto.album(album, 0);
        });
    }

    ListAlbumsResponse albums(Optional<String> token, ListAlbumsRequest request) throws IOException {
        return call(Call.READ, token, scopes.read(), (library, grant) -> {
            Page<Album> page = Page.of(library.albums(), request.getPageSize(), 20, 50, request.getPageToken());
            return ListAlbumsResponse.newBuilder()
                    .addAllAlbums(page.entries().stream()
                            .map(album -> LibraryProto.album(album, library.size(album)))
                            .toList())
                    .setNextPageToken(page.nextToken())
                    .build();
        });
    }

    com.google.photos.types.proto.Album album(Optional<String> token, GetAlbumRequest request) throws IOException {
        return call(Call.READ, token, scopes.read(), (library, grant) -> {
            Album album = album(library, request.getAlbumId());
            return LibraryProto.album(album, library.size(album));
        });
    }

    BatchAddMediaItemsToAlbumResponse addToAlbum(Optional<String> token, BatchAddMediaItemsToAlbumRequest request)
            throws IOException {
        List<String> ids = request.getMediaItemIdsList();
        return call(Call.ALBUM_WRITE, token, scopes.appendOrEdit(), (library, grant) -> {
            Album album =
                    targetAlbum(library, request.getAlbumId(), ids.size()).orElseThrow(PhotosLibrary::unknownAlbum);
            checkItems(library, grant, ids);
            library.addToAlbum(album, ids);
            return BatchAddMediaItemsToAlbumResponse.getDefaultInstance();
        });
    }

    BatchRemoveMediaItemsFromAlbumResponse removeFromAlbum(
            Optional<String> token, BatchRemoveMediaItemsFromAlbumRequest request) throws IOException {
        List<String> ids = request.getMediaItemIdsList();
        return call(Call.ALBUM_WRITE, token, scopes.edit(), (library, grant) -> {
            Album album = album(library, request.getAlbumId());
            checkItems(library, grant, ids);
            library.removeFromAlbum(album, ids);
            return BatchRemoveMediaItemsFromAlbumResponse.getDefaultInstance();
        });
    }

    private com.google.photos.types.proto.MediaItem shown(MediaItem item) {
        return LibraryProto.item(item, base.get());
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
