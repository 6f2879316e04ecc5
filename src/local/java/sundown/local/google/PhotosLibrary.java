package sundown.local.google;

import com.google.photos.library.v1.proto.BatchAddMediaItemsToAlbumRequest;
import com.google.photos.library.v1.proto.BatchAddMediaItemsToAlbumResponse;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.CreateAlbumRequest;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc;
import com.google.photos.types.proto.Album;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sundown.local.google.Accounts.Account;
import sundown.local.google.BatchCreation.Destination;
import sundown.local.google.Gate.Call;
import sundown.local.google.Gate.Credentials;
import sundown.local.google.Gate.Grants.Scopes;
import sundown.local.google.Libraries.Library;
import sundown.local.google.Libraries.MediaItem;
import sundown.local.http.Endpoint.Unanswered;

/** The methods of the Library API that make media items of uploads, and albums of media items, over gRPC. */
public final class PhotosLibrary {
    private final Libraries libraries;
    private final BatchCreation creation;
    private final Gate gate;
    private final Meter meter;
    private final OpaqueIds ids;

    public PhotosLibrary(Libraries libraries, Uploads uploads, Gate gate, Meter meter, OpaqueIds ids, Clock clock) {
        this.libraries = libraries;
        this.creation = new BatchCreation(uploads, gate::strikeElement, ids, clock);
        this.gate = gate;
        this.meter = meter;
        this.ids = ids;
    }

    public ServerServiceDefinition service() {
        return ServerServiceDefinition.builder(PhotosLibraryGrpc.SERVICE_NAME)
                .addMethod(PhotosLibraryGrpc.getBatchCreateMediaItemsMethod(), handler(Call.BATCH_CREATE, this::create))
                .addMethod(PhotosLibraryGrpc.getCreateAlbumMethod(), handler(Call.CREATE_ALBUM, this::createAlbum))
                .addMethod(
                        PhotosLibraryGrpc.getBatchAddMediaItemsToAlbumMethod(), handler(Call.ADD_TO_ALBUM, this::add))
                .build();
    }

    private interface Method<Q, A> {
        A answer(Q request, Account account);
    }

    private <Q, A> ServerCallHandler<Q, A> handler(Call call, Method<Q, A> method) {
        return ServerCalls.asyncUnaryCall((request, observer) -> answer(call, method, request, observer));
    }

    private <Q, A> void answer(Call call, Method<Q, A> method, Q request, StreamObserver<A> observer) {
        Credentials credentials = new Credentials(BearerToken.current(), Set.of(Scopes.PHOTOS_APPEND));
        try {
            observer.onNext(gate.pass(
                    call,
                    credentials,
                    passage -> method.answer(request, passage.grant().account())));
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

    private BatchCreateMediaItemsResponse create(BatchCreateMediaItemsRequest request, Account account) {
        meter.batch(request.getNewMediaItemsCount());
        Destination destination = new Destination(libraries.of(account), account, request.getAlbumId());
        return BatchCreateMediaItemsResponse.newBuilder()
                .addAllNewMediaItemResults(creation.create(destination, request.getNewMediaItemsList()))
                .build();
    }

    private Album createAlbum(CreateAlbumRequest request, Account account) {
        String id = ids.library();
        String title = request.getAlbum().getTitle();
        libraries.of(account).albums().create(id, title);
        return LibraryProto.album(id, title);
    }

    /** Adds all items or none. */
    private BatchAddMediaItemsToAlbumResponse add(BatchAddMediaItemsToAlbumRequest request, Account account) {
        BatchCreation.checkNumber(request.getMediaItemIdsList());
        Library library = libraries.of(account);
        List<MediaItem> items = library.get(request.getMediaItemIdsList());
        library.albums()
                .check(
                        request.getAlbumId(),
                        items.stream().map(item -> item.content().sha256()).toList());
        items.forEach(item -> library.albums().append(request.getAlbumId(), item));
        return BatchAddMediaItemsToAlbumResponse.getDefaultInstance();
    }

    /** Reads the access token of a gRPC call from its metadata. */
    public static final class BearerToken implements ServerInterceptor {
        private static final Context.Key<String> TOKEN = Context.key("access token");
        private static final Metadata.Key<String> AUTHORIZATION =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
        private static final String BEARER = "Bearer ";

        static Optional<String> current() {
            return Optional.ofNullable(TOKEN.get());
        }

        @Override
        public <Q, A> Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String header = headers.get(AUTHORIZATION);
            return header == null || !header.startsWith(BEARER)
                    ? next.startCall(call, headers)
                    : Contexts.interceptCall(
                            Context.current().withValue(TOKEN, header.substring(BEARER.length())), call, headers, next);
        }
    }
}
