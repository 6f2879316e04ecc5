package sundown.google;

import com.google.photos.library.v1.proto.BatchCreateMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.NewMediaItem;
import com.google.photos.library.v1.proto.NewMediaItemResult;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc;
import com.google.photos.library.v1.proto.SimpleMediaItem;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.google.Reply.Call;
import sundown.google.Reply.RetryAfter;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.NewItem;

/** Creates media items over gRPC, with the stub that Google generates. */
record BatchCreator(ManagedChannel channel, Duration patience) {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    /** Google refuses the whole batch for one longer file name. */
    private static final int FILE_NAME_CHARACTERS_MAX = 255;

    sealed interface Creation {}

    /** For each item, in the order of the items: its reply, or nothing if Google gave no result. */
    record Results(List<Optional<Reply>> elements) implements Creation {}

    /** The call failed as a whole. */
    record Failure(Reply reply) implements Creation {}

    Creation create(AccessToken access, List<NewItem> items) {
        try {
            return results(items, stub(access).batchCreateMediaItems(request(items)));
        } catch (StatusRuntimeException refused) {
            return new Failure(reply(refused));
        }
    }

    private PhotosLibraryGrpc.PhotosLibraryBlockingStub stub(AccessToken access) {
        Metadata headers = new Metadata();
        headers.put(AUTHORIZATION, "Bearer " + access.value());
        return PhotosLibraryGrpc.newBlockingStub(channel)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static BatchCreateMediaItemsRequest request(List<NewItem> items) {
        return BatchCreateMediaItemsRequest.newBuilder()
                .addAllNewMediaItems(items.stream().map(BatchCreator::media).toList())
                .build();
    }

    private static NewMediaItem media(NewItem item) {
        SimpleMediaItem simple = SimpleMediaItem.newBuilder()
                .setUploadToken(item.token().value())
                .setFileName(shortened(item.fileName()))
                .build();
        return NewMediaItem.newBuilder().setSimpleMediaItem(simple).build();
    }

    /** Cuts the front of a name that is too long, because the ending tells the type. */
    private static String shortened(String fileName) {
        int excess = fileName.codePointCount(0, fileName.length()) - FILE_NAME_CHARACTERS_MAX;
        return excess <= 0 ? fileName : fileName.substring(fileName.offsetByCodePoints(0, excess));
    }

    /** Matches results by token, because one may be missing and their order is not promised. */
    private static Results results(List<NewItem> items, BatchCreateMediaItemsResponse response) {
        Map<String, NewMediaItemResult> byToken = response.getNewMediaItemResultsList().stream()
                .collect(Collectors.toMap(
                        NewMediaItemResult::getUploadToken, Function.identity(), (first, again) -> first));
        return new Results(items.stream()
                .map(item ->
                        Optional.ofNullable(byToken.get(item.token().value())).map(BatchCreator::reply))
                .toList());
    }

    private static Reply reply(NewMediaItemResult result) {
        Status.Code code = Status.fromCodeValue(result.getStatus().getCode()).getCode();
        String text = code == Status.Code.OK
                ? result.getMediaItem().getId()
                : result.getStatus().getMessage();
        return new Reply(Call.ELEMENT, new Signal.Rpc(code), text);
    }

    private static Reply reply(StatusRuntimeException refused) {
        Status status = refused.getStatus();
        String text = Optional.ofNullable(status.getDescription()).orElse("");
        Reply reply = new Reply(Call.CREATE, new Signal.Rpc(status.getCode()), text);
        return RetryAfter.ofDetails(StatusProto.fromThrowable(refused))
                .map(reply::waiting)
                .orElse(reply);
    }
}
