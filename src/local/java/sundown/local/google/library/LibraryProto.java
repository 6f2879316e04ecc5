package sundown.local.google.library;

import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.BatchGetMediaItemsResponse;
import com.google.photos.library.v1.proto.DateFilter;
import com.google.photos.library.v1.proto.ListAlbumsResponse;
import com.google.photos.library.v1.proto.ListMediaItemsResponse;
import com.google.photos.library.v1.proto.MediaItemResult;
import com.google.photos.library.v1.proto.MediaTypeFilter;
import com.google.photos.library.v1.proto.NewMediaItem;
import com.google.photos.library.v1.proto.NewMediaItemResult;
import com.google.photos.library.v1.proto.SearchMediaItemsRequest;
import com.google.photos.library.v1.proto.SearchMediaItemsResponse;
import com.google.photos.types.proto.Album;
import com.google.photos.types.proto.MediaMetadata;
import com.google.photos.types.proto.Photo;
import com.google.photos.types.proto.Video;
import com.google.photos.types.proto.VideoProcessingStatus;
import com.google.protobuf.Any;
import com.google.protobuf.Timestamp;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import com.google.type.Date;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sundown.local.google.wire.GoogleProblem;

/** The protocol buffers of the Library API. */
final class LibraryProto {
    private LibraryProto() {}

    static NewItem newItem(NewMediaItem item) {
        return new NewItem(
                item.getSimpleMediaItem().getUploadToken(),
                item.getSimpleMediaItem().getFileName(),
                item.getDescription());
    }

    static Search search(SearchMediaItemsRequest request) {
        DateFilter filter = request.getFilters().getDateFilter();
        List<Search.Days> days = new ArrayList<>();
        filter.getDatesList().forEach(date -> days.add(new Search.Days(day(date), day(date))));
        filter.getRangesList()
                .forEach(range -> days.add(new Search.Days(day(range.getStartDate()), day(range.getEndDate()))));
        return new Search(request.getAlbumId(), kind(request.getFilters().getMediaTypeFilter()), days);
    }

    static BatchCreateMediaItemsResponse results(List<Result> results) {
        return BatchCreateMediaItemsResponse.newBuilder()
                .addAllNewMediaItemResults(
                        results.stream().map(LibraryProto::result).toList())
                .build();
    }

    static com.google.photos.types.proto.MediaItem item(MediaItem item, URI base) {
        return withoutBase(item).setBaseUrl(base + "/lr/" + item.id()).build();
    }

    static ListMediaItemsResponse listed(Page<MediaItem> page, URI base) {
        return ListMediaItemsResponse.newBuilder()
                .addAllMediaItems(items(page, base))
                .setNextPageToken(page.nextToken().orElse(""))
                .build();
    }

    static SearchMediaItemsResponse found(Page<MediaItem> page, URI base) {
        return SearchMediaItemsResponse.newBuilder()
                .addAllMediaItems(items(page, base))
                .setNextPageToken(page.nextToken().orElse(""))
                .build();
    }

    static BatchGetMediaItemsResponse itemResults(List<Optional<MediaItem>> items, URI base) {
        return BatchGetMediaItemsResponse.newBuilder()
                .addAllMediaItemResults(
                        items.stream().map(item -> itemResult(item, base)).toList())
                .build();
    }

    static Album album(AlbumView album) {
        return Album.newBuilder()
                .setId(album.id())
                .setTitle(album.title())
                .setProductUrl("https://photos.google.com/lr/album/" + album.id())
                .setIsWriteable(true)
                .setMediaItemsCount(album.items())
                .build();
    }

    static ListAlbumsResponse albums(Page<AlbumView> page) {
        return ListAlbumsResponse.newBuilder()
                .addAllAlbums(page.entries().stream().map(LibraryProto::album).toList())
                .setNextPageToken(page.nextToken().orElse(""))
                .build();
    }

    /** A problem as a status; the time to wait is a detail of it. */
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

    private static NewMediaItemResult result(Result result) {
        NewMediaItemResult.Builder builder = NewMediaItemResult.newBuilder()
                .setUploadToken(result.uploadToken())
                .setStatus(status(result.code(), result.message()));
        result.item().ifPresent(item -> builder.setMediaItem(withoutBase(item)));
        return builder.build();
    }

    private static MediaItemResult itemResult(Optional<MediaItem> item, URI base) {
        return item.map(found -> MediaItemResult.newBuilder().setMediaItem(item(found, base)))
                .orElseGet(() -> MediaItemResult.newBuilder()
                        .setStatus(status(Code.INVALID_ARGUMENT.value(), "Invalid media item ID.")))
                .build();
    }

    private static Status status(int code, String message) {
        return Status.newBuilder().setCode(code).setMessage(message).build();
    }

    private static List<com.google.photos.types.proto.MediaItem> items(Page<MediaItem> page, URI base) {
        return page.entries().stream().map(item -> item(item, base)).toList();
    }

    private static com.google.photos.types.proto.MediaItem.Builder withoutBase(MediaItem item) {
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

    private static Search.Kind kind(MediaTypeFilter filter) {
        return switch (filter.getMediaTypesCount() == 0
                ? MediaTypeFilter.MediaType.ALL_MEDIA
                : filter.getMediaTypes(0)) {
            case ALL_MEDIA, UNRECOGNIZED -> Search.Kind.ALL;
            case PHOTO -> Search.Kind.PHOTO;
            case VIDEO -> Search.Kind.VIDEO;
        };
    }

    private static Search.Day day(Date date) {
        return new Search.Day(date.getYear(), date.getMonth(), date.getDay());
    }
}
