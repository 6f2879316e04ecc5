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
import com.google.photos.library.v1.proto.PhotosLibraryGrpc.PhotosLibraryImplBase;
import com.google.photos.library.v1.proto.SearchMediaItemsRequest;
import com.google.photos.library.v1.proto.SearchMediaItemsResponse;
import com.google.photos.types.proto.Album;
import com.google.photos.types.proto.MediaItem;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import sundown.local.google.wire.GoogleProblem;
import sundown.local.http.Unanswered;

/** The Library API over gRPC. */
public final class LibraryService extends PhotosLibraryImplBase {
    private final PhotosLibrary library;
    private final Supplier<URI> base;

    public LibraryService(PhotosLibrary library, Supplier<URI> base) {
        this.library = library;
        this.base = base;
    }

    private interface Answer<T> {
        T get() throws IOException;
    }

    @Override
    public void batchCreateMediaItems(
            BatchCreateMediaItemsRequest request, StreamObserver<BatchCreateMediaItemsResponse> observer) {
        answer(observer, () -> {
            List<NewItem> items = request.getNewMediaItemsList().stream()
                    .map(LibraryProto::newItem)
                    .toList();
            return LibraryProto.results(library.create(BearerToken.current(), items, request.getAlbumId()));
        });
    }

    @Override
    public void listMediaItems(ListMediaItemsRequest request, StreamObserver<ListMediaItemsResponse> observer) {
        answer(
                observer,
                () -> LibraryProto.listed(
                        library.search(
                                BearerToken.current(),
                                Search.everything(),
                                request.getPageSize(),
                                request.getPageToken()),
                        base.get()));
    }

    @Override
    public void searchMediaItems(SearchMediaItemsRequest request, StreamObserver<SearchMediaItemsResponse> observer) {
        answer(
                observer,
                () -> LibraryProto.found(
                        library.search(
                                BearerToken.current(),
                                LibraryProto.search(request),
                                request.getPageSize(),
                                request.getPageToken()),
                        base.get()));
    }

    @Override
    public void getMediaItem(GetMediaItemRequest request, StreamObserver<MediaItem> observer) {
        answer(
                observer,
                () -> LibraryProto.item(library.get(BearerToken.current(), request.getMediaItemId()), base.get()));
    }

    @Override
    public void batchGetMediaItems(
            BatchGetMediaItemsRequest request, StreamObserver<BatchGetMediaItemsResponse> observer) {
        answer(
                observer,
                () -> LibraryProto.itemResults(
                        library.get(BearerToken.current(), request.getMediaItemIdsList()), base.get()));
    }

    @Override
    public void createAlbum(CreateAlbumRequest request, StreamObserver<Album> observer) {
        answer(
                observer,
                () -> LibraryProto.album(library.createAlbum(
                        BearerToken.current(), request.getAlbum().getTitle())));
    }

    @Override
    public void listAlbums(ListAlbumsRequest request, StreamObserver<ListAlbumsResponse> observer) {
        answer(
                observer,
                () -> LibraryProto.albums(
                        library.albums(BearerToken.current(), request.getPageSize(), request.getPageToken())));
    }

    @Override
    public void getAlbum(GetAlbumRequest request, StreamObserver<Album> observer) {
        answer(observer, () -> LibraryProto.album(library.album(BearerToken.current(), request.getAlbumId())));
    }

    @Override
    public void batchAddMediaItemsToAlbum(
            BatchAddMediaItemsToAlbumRequest request, StreamObserver<BatchAddMediaItemsToAlbumResponse> observer) {
        answer(observer, () -> {
            library.addToAlbum(BearerToken.current(), request.getAlbumId(), request.getMediaItemIdsList());
            return BatchAddMediaItemsToAlbumResponse.getDefaultInstance();
        });
    }

    @Override
    public void batchRemoveMediaItemsFromAlbum(
            BatchRemoveMediaItemsFromAlbumRequest request,
            StreamObserver<BatchRemoveMediaItemsFromAlbumResponse> observer) {
        answer(observer, () -> {
            library.removeFromAlbum(BearerToken.current(), request.getAlbumId(), request.getMediaItemIdsList());
            return BatchRemoveMediaItemsFromAlbumResponse.getDefaultInstance();
        });
    }

    private static <T> void answer(StreamObserver<T> observer, Answer<T> answer) {
        try {
            observer.onNext(answer.get());
            observer.onCompleted();
        } catch (Unanswered unanswered) {
            if (!unanswered.isSilent()) {
                observer.onError(Status.UNAVAILABLE
                        .withDescription("Connection reset by peer")
                        .withCause(unanswered)
                        .asRuntimeException());
            }
        } catch (GoogleProblem problem) {
            observer.onError(LibraryProto.status(problem));
        } catch (IOException failure) {
            observer.onError(Status.INTERNAL.withCause(failure).asRuntimeException());
        }
    }
}
