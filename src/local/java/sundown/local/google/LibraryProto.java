package sundown.local.google;

import com.google.photos.library.v1.proto.NewMediaItemResult;
import com.google.photos.types.proto.Album;
import com.google.photos.types.proto.MediaMetadata;
import com.google.photos.types.proto.Photo;
import com.google.photos.types.proto.Video;
import com.google.photos.types.proto.VideoProcessingStatus;
import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import sundown.local.google.Libraries.MediaItem;

/** The protocol buffers of the Library API. */
final class LibraryProto {
    private static final String ERROR = "There was an error while trying to create this media item.";

    private LibraryProto() {}

    static NewMediaItemResult created(String uploadToken, MediaItem item) {
        return NewMediaItemResult.newBuilder()
                .setUploadToken(uploadToken)
                .setStatus(status(Code.OK.value(), "Success"))
                .setMediaItem(item(item))
                .build();
    }

    /** An element of a batch that failed, with a code of {@code google.rpc.Code}. */
    static NewMediaItemResult refused(String uploadToken, int code, String message) {
        return NewMediaItemResult.newBuilder()
                .setUploadToken(uploadToken)
                .setStatus(status(code, message))
                .build();
    }

    static NewMediaItemResult badMedia(String uploadToken) {
        return refused(uploadToken, Code.INVALID_ARGUMENT.value(), "Failed: " + ERROR);
    }

    static NewMediaItemResult exists(String uploadToken) {
        return refused(uploadToken, Code.ALREADY_EXISTS.value(), "EXISTS: " + ERROR);
    }

    static Album album(String id, String title) {
        return Album.newBuilder()
                .setId(id)
                .setTitle(title)
                .setProductUrl("https://photos.google.com/lr/album/" + id)
                .setIsWriteable(true)
                .build();
    }

    /** A problem as a status, with the time to wait as a detail. */
    static StatusRuntimeException status(GoogleProblem problem) {
        Status.Builder status =
                Status.newBuilder().setCode(problem.code().value()).setMessage(problem.getMessage());
        problem.retryAfter().ifPresent(time -> status.addDetails(Any.pack(retryInfo(time))));
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static RetryInfo retryInfo(Duration time) {
        return RetryInfo.newBuilder()
                .setRetryDelay(com.google.protobuf.Duration.newBuilder().setSeconds(time.toSeconds()))
                .build();
    }

    private static Status status(int code, String message) {
        return Status.newBuilder().setCode(code).setMessage(message).build();
    }

    private static com.google.photos.types.proto.MediaItem.Builder item(MediaItem item) {
        return com.google.photos.types.proto.MediaItem.newBuilder()
                .setId(item.id())
                .setDescription(item.description())
                .setProductUrl("https://photos.google.com/lr/photo/" + item.id())
                .setMimeType(item.type().mime())
                .setMediaMetadata(metadata(item))
                .setFilename(item.fileName());
    }

    private static MediaMetadata metadata(MediaItem item) {
        // Whole seconds, as Google gives them.
        MediaMetadata.Builder metadata = MediaMetadata.newBuilder()
                .setCreationTime(
                        Timestamp.newBuilder().setSeconds(item.created().getEpochSecond()));
        return item.type().video()
                ? metadata.setVideo(Video.newBuilder().setStatus(VideoProcessingStatus.READY))
                        .build()
                : metadata.setPhoto(Photo.getDefaultInstance()).build();
    }
}
