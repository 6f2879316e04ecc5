package sundown.google;

import com.google.photos.library.v1.proto.BatchAddMediaItemsToAlbumRequest;
import com.google.photos.library.v1.proto.BatchAddMediaItemsToAlbumResponse;
import com.google.photos.library.v1.proto.CreateAlbumRequest;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc.PhotosLibraryBlockingStub;
import com.google.photos.types.proto.Album;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import sundown.google.Reply.Call;
import sundown.google.Reply.RetryAfter;
import sundown.transfer.Answer.MediaItemId;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.NewItem;

/** The calls of the Library API over gRPC, with the stub that Google generates. */
record LibraryCalls(ManagedChannel channel, Duration patience) {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private static final int TITLE_CHARACTERS_MAX = 500;

    /** How a call ends. */
    sealed interface End<T> {}

    record Answered<T>(T answer) implements End<T> {}

    record Refused<T>(Reply reply) implements End<T> {}

    /** Creates a batch. For each item, in the order of the items: its reply, or nothing if Google gave no result. */
    End<List<Optional<Reply>>> create(AccessToken access, Optional<AlbumId> album, List<NewItem> items) {
        return call(
                album.isPresent() ? Call.CREATE_IN_ALBUM : Call.CREATE,
                access,
                stub -> BatchProto.replies(items, stub.batchCreateMediaItems(BatchProto.request(album, items))));
    }

    /** Creates an album. Cuts the end of a title that Google would refuse. */
    End<Album> createAlbum(AccessToken access, String title) {
        int excess = title.codePointCount(0, title.length()) - TITLE_CHARACTERS_MAX;
        String shortened = excess <= 0 ? title : title.substring(0, title.offsetByCodePoints(0, TITLE_CHARACTERS_MAX));
        CreateAlbumRequest request = CreateAlbumRequest.newBuilder()
                .setAlbum(Album.newBuilder().setTitle(shortened))
                .build();
        return call(Call.CREATE_ALBUM, access, stub -> stub.createAlbum(request));
    }

    End<BatchAddMediaItemsToAlbumResponse> add(AccessToken access, AlbumId album, List<MediaItemId> items) {
        BatchAddMediaItemsToAlbumRequest request = BatchAddMediaItemsToAlbumRequest.newBuilder()
                .setAlbumId(album.value())
                .addAllMediaItemIds(items.stream().map(MediaItemId::value).toList())
                .build();
        return call(Call.ADD, access, stub -> stub.batchAddMediaItemsToAlbum(request));
    }

    private <T> End<T> call(Call call, AccessToken access, Function<PhotosLibraryBlockingStub, T> request) {
        try {
            return new Answered<>(request.apply(stub(access)));
        } catch (StatusRuntimeException refused) {
            return new Refused<>(reply(call, refused));
        }
    }

    private PhotosLibraryBlockingStub stub(AccessToken access) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + access.value());
        return PhotosLibraryGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Reply reply(Call call, StatusRuntimeException refused) {
        Status status = refused.getStatus();
        String text = Optional.ofNullable(status.getDescription()).orElse("");
        Reply reply = new Reply(call, new Signal.Rpc(status.getCode()), text);
        return RetryAfter.ofDetails(StatusProto.fromThrowable(refused))
                .map(reply::waiting)
                .orElse(reply);
    }
}
