package sundown.local.google.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.local.google.wire.ErrorForm;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.local.http.Routes;

/** The Library API over REST. */
public final class LibraryEndpoints {
    private static final int MULTI_STATUS = 207;

    private final PhotosLibrary library;
    private final Supplier<URI> base;

    public LibraryEndpoints(PhotosLibrary library, Supplier<URI> base) {
        this.library = library;
        this.base = base;
    }

    /** Adds its paths. */
    public void addTo(Routes routes) {
        routes.add("POST", "/v1/mediaItems:batchCreate", ErrorForm.LIBRARY, this::create);
        routes.add("POST", "/v1/mediaItems:search", ErrorForm.LIBRARY, this::search);
        routes.add("GET", "/v1/mediaItems:batchGet", ErrorForm.LIBRARY, this::batchGet);
        routes.add("GET", "/v1/mediaItems", ErrorForm.LIBRARY, this::list);
        routes.add("GET", "/v1/mediaItems/{id}", ErrorForm.LIBRARY, this::get);
        routes.add("POST", "/v1/albums", ErrorForm.LIBRARY, this::createAlbum);
        routes.add("GET", "/v1/albums", ErrorForm.LIBRARY, this::albums);
        routes.add("GET", "/v1/albums/{id}", ErrorForm.LIBRARY, this::album);
        routes.add("POST", "/v1/albums/{id}:batchAddMediaItems", ErrorForm.LIBRARY, this::addToAlbum);
        routes.add("POST", "/v1/albums/{id}:batchRemoveMediaItems", ErrorForm.LIBRARY, this::removeFromAlbum);
    }

    /** 207 where some items were created and some were not; where none was, 200 has been seen. */
    private Reply create(Request request) throws IOException {
        JsonNode body = request.json();
        List<Result> results = library.create(
                request.bearerToken(),
                LibraryJson.newItems(body),
                body.path("albumId").asText());
        long succeeded = results.stream().filter(Result::succeeded).count();
        boolean mixed = succeeded > 0 && succeeded < results.size();
        return Reply.json(mixed ? MULTI_STATUS : 200, LibraryJson.results(results));
    }

    private Reply search(Request request) throws IOException {
        JsonNode body = request.json();
        return items(library.search(
                request.bearerToken(),
                LibraryJson.search(body),
                body.path("pageSize").asInt(),
                body.path("pageToken").asText()));
    }

    private Reply list(Request request) throws IOException {
        return items(library.search(request.bearerToken(), Search.everything(), pageSize(request), pageToken(request)));
    }

    private Reply items(Page<MediaItem> page) {
        return Reply.json(200, LibraryJson.items(page, base.get()));
    }

    private Reply get(Request request) throws IOException {
        MediaItem item = library.get(request.bearerToken(), request.path("id"));
        return Reply.json(200, LibraryJson.item(item, Optional.of(base.get())));
    }

    private Reply batchGet(Request request) throws IOException {
        List<String> ids =
                Arrays.asList(request.query("mediaItemIds").orElse("").split(" "));
        return Reply.json(200, LibraryJson.itemResults(library.get(request.bearerToken(), ids), base.get()));
    }

    private Reply createAlbum(Request request) throws IOException {
        String title = request.json().path("album").path("title").asText();
        return Reply.json(200, LibraryJson.album(library.createAlbum(request.bearerToken(), title)));
    }

    private Reply albums(Request request) throws IOException {
        Page<AlbumView> page = library.albums(request.bearerToken(), pageSize(request), pageToken(request));
        return Reply.json(200, LibraryJson.albums(page));
    }

    private Reply album(Request request) throws IOException {
        return Reply.json(200, LibraryJson.album(library.album(request.bearerToken(), request.path("id"))));
    }

    private Reply addToAlbum(Request request) throws IOException {
        library.addToAlbum(request.bearerToken(), request.path("id"), LibraryJson.itemIds(request.json()));
        return Reply.json(200, Map.of());
    }

    private Reply removeFromAlbum(Request request) throws IOException {
        library.removeFromAlbum(request.bearerToken(), request.path("id"), LibraryJson.itemIds(request.json()));
        return Reply.json(200, Map.of());
    }

    private static int pageSize(Request request) {
        return request.query("pageSize").map(Integer::parseInt).orElse(0);
    }

    private static String pageToken(Request request) {
        return request.query("pageToken").orElse("");
    }
}
