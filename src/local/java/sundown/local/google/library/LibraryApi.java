package sundown.local.google.library;

import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Optional;
import sundown.local.google.wire.ErrorForm;
import sundown.local.google.wire.GoogleProblem;
import sundown.local.http.Endpoint;
import sundown.local.http.Reply;
import sundown.local.http.Routes;
import sundown.local.http.Unanswered;

/** The Library API over REST and over gRPC: each method takes and returns the same messages over both. */
public final class LibraryApi {
    private static final int MULTI_STATUS = 207;

    private final Routes routes;
    private final ServerServiceDefinition.Builder service =
            ServerServiceDefinition.builder(PhotosLibraryGrpc.SERVICE_NAME);

    private LibraryApi(Routes routes) {
        this.routes = routes;
    }

    /** One method of the API. */
    private interface Method<Q, A> {
        A call(Optional<String> token, Q request) throws IOException;
    }

    /** Adds its paths, and returns the service that answers over gRPC. */
    public static ServerServiceDefinition serve(PhotosLibrary library, Routes routes) {
        LibraryApi api = new LibraryApi(routes);
        api.addItems(library);
        api.addAlbums(library);
        return api.service.build();
    }

    private void addItems(PhotosLibrary library) {
        add(PhotosLibraryGrpc.getBatchCreateMediaItemsMethod(), "POST", "/v1/mediaItems:batchCreate", library::create);
        add(PhotosLibraryGrpc.getSearchMediaItemsMethod(), "POST", "/v1/mediaItems:search", library::search);
        add(PhotosLibraryGrpc.getBatchGetMediaItemsMethod(), "GET", "/v1/mediaItems:batchGet", library::items);
        add(PhotosLibraryGrpc.getListMediaItemsMethod(), "GET", "/v1/mediaItems", library::list);
        add(PhotosLibraryGrpc.getGetMediaItemMethod(), "GET", "/v1/mediaItems/{mediaItemId}", library::item);
    }

    private void addAlbums(PhotosLibrary library) {
        add(PhotosLibraryGrpc.getCreateAlbumMethod(), "POST", "/v1/albums", library::createAlbum);
        add(PhotosLibraryGrpc.getListAlbumsMethod(), "GET", "/v1/albums", library::albums);
        add(PhotosLibraryGrpc.getGetAlbumMethod(), "GET", "/v1/albums/{albumId}", library::album);
        add(
                PhotosLibraryGrpc.getBatchAddMediaItemsToAlbumMethod(),
                "POST",
                "/v1/albums/{albumId}:batchAddMediaItems",
                library::addToAlbum);
        add(
                PhotosLibraryGrpc.getBatchRemoveMediaItemsFromAlbumMethod(),
                "POST",
                "/v1/albums/{albumId}:batchRemoveMediaItems",
                library::removeFromAlbum);
    }

    private <Q extends Message, A extends Message> void add(
            MethodDescriptor<Q, A> descriptor, String httpMethod, String path, Method<Q, A> method) {
        Q empty = ((PrototypeMarshaller<Q>) descriptor.getRequestMarshaller()).getMessagePrototype();
        routes.add(httpMethod, path, ErrorForm.LIBRARY, rest(empty, method));
        service.addMethod(
                descriptor, ServerCalls.asyncUnaryCall((request, observer) -> answer(request, observer, method)));
    }

    @SuppressWarnings("unchecked") // a message's builder builds this message
    private static <Q extends Message> Endpoint rest(Q empty, Method<Q, ? extends Message> method) {
        return request -> {
            Message.Builder message = empty.newBuilderForType();
            ProtoJson.merge(request.json(), message);
            ProtoJson.merge(request.parameters(), message);
            Message answer = method.call(request.bearerToken(), (Q) message.build());
            return Reply.json(status(answer), ProtoJson.write(answer));
        };
    }

    /** 207 where some items were created and some were not; Google has been seen to answer 200 where none was. */
    private static int status(Message answer) {
        if (!(answer instanceof BatchCreateMediaItemsResponse created)) {
            return 200;
        }
        long succeeded = created.getNewMediaItemResultsList().stream()
                .filter(result -> result.getStatus().getCode() == Status.Code.OK.value())
                .count();
        return succeeded > 0 && succeeded < created.getNewMediaItemResultsCount() ? MULTI_STATUS : 200;
    }

    private static <Q, A> void answer(Q request, StreamObserver<A> observer, Method<Q, A> method) {
        try {
            observer.onNext(method.call(BearerToken.current(), request));
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
