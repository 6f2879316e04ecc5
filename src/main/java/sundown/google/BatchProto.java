package sundown.google;

import com.google.photos.library.v1.proto.BatchCreateMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.NewMediaItem;
import com.google.photos.library.v1.proto.NewMediaItemResult;
import com.google.photos.library.v1.proto.SimpleMediaItem;
import com.google.photos.types.proto.MediaItem;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import sundown.google.Reply.Call;
import sundown.transfer.PhotoLibrary.AlbumId;
import sundown.transfer.PhotoLibrary.NewItem;

/** The protocol buffers by which a batch is created. */
final class BatchProto {
    /** Google refuses the whole batch for one longer file name. */
    private static final int FILE_NAME_CHARACTERS_MAX = 255;

    private BatchProto() {}

    static BatchCreateMediaItemsRequest request(Optional<AlbumId> album, List<NewItem> items) {
        return BatchCreateMediaItemsRequest.newBuilder()
                .setAlbumId(album.map(AlbumId::value).orElse(""))
                .addAllNewMediaItems(items.stream().map(BatchProto::media).toList())
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
    static List<Optional<Reply>> replies(List<NewItem> items, BatchCreateMediaItemsResponse response) {
        Map<String, NewMediaItemResult> byToken = response.getNewMediaItemResultsList().stream()
                .collect(Collectors.toMap(
                        NewMediaItemResult::getUploadToken, Function.identity(), (first, again) -> first));
        return items.stream()
                .map(item ->
                        Optional.ofNullable(byToken.get(item.token().value())).map(BatchProto::reply))
                .toList();
    }

    private static Reply reply(NewMediaItemResult result) {
        Status.Code code = Status.fromCodeValue(result.getStatus().getCode()).getCode();
        return code == Status.Code.OK
                ? created(result.getMediaItem())
                : new Reply(
                        Call.ELEMENT, new Signal.Rpc(code), result.getStatus().getMessage());
    }

    /** A page shows the link, so it takes no other scheme. */
    private static Reply created(MediaItem item) {
        Optional<String> link = Optional.of(item.getProductUrl()).filter(address -> address.startsWith("https://"));
        return new Reply(Call.ELEMENT, new Signal.Rpc(Status.Code.OK), item.getId(), link, Optional.empty());
    }
}
