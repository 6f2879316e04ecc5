package sundown.local.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static sundown.local.google.GoogleFixture.ANA;

import com.google.photos.library.v1.proto.BatchCreateMediaItemsRequest;
import com.google.photos.library.v1.proto.BatchCreateMediaItemsResponse;
import com.google.photos.library.v1.proto.CreateAlbumRequest;
import com.google.photos.library.v1.proto.ListMediaItemsRequest;
import com.google.photos.library.v1.proto.NewMediaItem;
import com.google.photos.library.v1.proto.PhotosLibraryGrpc.PhotosLibraryBlockingStub;
import com.google.photos.library.v1.proto.SearchMediaItemsRequest;
import com.google.photos.library.v1.proto.SimpleMediaItem;
import com.google.photos.types.proto.Album;
import com.google.photos.types.proto.MediaItem;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.local.fault.Fault;
import sundown.local.google.gate.Call;
import sundown.local.google.gate.Effect;
import sundown.local.google.oauth.Scopes;

class LibraryGrpcTest {
    @AutoClose
    private final GoogleFixture fixture = new GoogleFixture();

    private String accessToken;
    private PhotosLibraryBlockingStub library;

    @BeforeEach
    void signIn() throws Exception {
        accessToken = fixture.accessToken(ANA);
        library = fixture.grpc(accessToken);
    }

    @Test
    void createsWhatWasUploadedAndShowsItOverRestToo() throws Exception {
        BatchCreateMediaItemsResponse response = library.batchCreateMediaItems(batch(1, 1));

        assertThat(response.getNewMediaItemResultsList())
                .extracting(result -> result.getStatus().getCode())
                .containsExactly(0, 6);
        MediaItem created = response.getNewMediaItemResults(0).getMediaItem();
        assertThat(created.getFilename()).isEqualTo("photo-1.jpg");
        assertThat(fixture.get("/v1/mediaItems/" + created.getId(), accessToken).status())
                .isEqualTo(200);
    }

    @Test
    void listsAndSearchesByPages() throws Exception {
        library.batchCreateMediaItems(batch(1, 2, 3));

        String next = library.listMediaItems(
                        ListMediaItemsRequest.newBuilder().setPageSize(2).build())
                .getNextPageToken();

        assertThat(library.searchMediaItems(SearchMediaItemsRequest.newBuilder()
                                .setPageSize(2)
                                .setPageToken(next)
                                .build())
                        .getMediaItemsList())
                .extracting(MediaItem::getFilename)
                .containsExactly("photo-1.jpg");
    }

    @Test
    void putsNewItemsIntoAnAlbum() throws Exception {
        Album album = library.createAlbum(CreateAlbumRequest.newBuilder()
                .setAlbum(Album.newBuilder().setTitle("Summer"))
                .build());

        library.batchCreateMediaItems(
                batch(1).toBuilder().setAlbumId(album.getId()).build());

        assertThat(library.searchMediaItems(SearchMediaItemsRequest.newBuilder()
                                .setAlbumId(album.getId())
                                .build())
                        .getMediaItemsCount())
                .isEqualTo(1);
    }

    @Test
    void refusesACallWithoutAValidToken() throws Exception {
        BatchCreateMediaItemsRequest request = batch(1);
        fixture.google.account(ANA).revokeConsent();

        assertThat(refusal(request).getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED);
    }

    @Test
    void refusesATokenWithoutTheScope() throws Exception {
        BatchCreateMediaItemsRequest request = batch(1);
        library = fixture.grpc(fixture.accessToken(ANA, Set.of(Scopes.DRIVE_APPDATA)));

        assertThat(refusal(request).getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    }

    @Test
    void saysHowLongToWaitWhenItIsTooMuch() throws Exception {
        BatchCreateMediaItemsRequest request = batch(1);
        fixture.google.faults().add(Fault.next(Call.BATCH_CREATE, Effect.Answer.of(429, 45)));

        StatusRuntimeException refusal = refusal(request);

        assertThat(refusal.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
        assertThat(StatusProto.fromThrowable(refusal)
                        .getDetails(0)
                        .unpack(RetryInfo.class)
                        .getRetryDelay()
                        .getSeconds())
                .isEqualTo(45);
    }

    @Test
    void saysThatThereIsNoRoom() throws Exception {
        BatchCreateMediaItemsRequest request = batch(1);
        fixture.google.faults().add(Fault.next(Call.BATCH_CREATE, new Effect.OutOfRoom()));

        assertThat(refusal(request))
                .hasMessage("INVALID_ARGUMENT: The remaining storage in the user's account is not enough to perform"
                        + " this operation.");
    }

    @Test
    void createsAndNeverAnswersWhenAFaultSaysSo() throws Exception {
        BatchCreateMediaItemsRequest request = batch(1);
        fixture.google.faults().add(Fault.next(Call.BATCH_CREATE, new Effect.ActThenSilence()));
        library = library.withDeadlineAfter(3, TimeUnit.SECONDS);

        assertThat(refusal(request).getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
        assertThat(fixture.google.holdings(ANA)).hasSize(1);
    }

    @Test
    void losesTheConnectionAfterCreatingWhenAFaultSaysSo() throws Exception {
        BatchCreateMediaItemsRequest request = batch(1);
        fixture.google.faults().add(Fault.next(Call.BATCH_CREATE, new Effect.ActThenDrop()));

        assertThat(refusal(request).getStatus().getCode()).isEqualTo(Code.UNAVAILABLE);
        assertThat(fixture.google.holdings(ANA)).hasSize(1);
    }

    private StatusRuntimeException refusal(BatchCreateMediaItemsRequest request) {
        return catchThrowableOfType(StatusRuntimeException.class, () -> library.batchCreateMediaItems(request));
    }

    private BatchCreateMediaItemsRequest batch(int... numbers) throws Exception {
        BatchCreateMediaItemsRequest.Builder request = BatchCreateMediaItemsRequest.newBuilder();
        for (int number : numbers) {
            request.addNewMediaItems(NewMediaItem.newBuilder()
                    .setSimpleMediaItem(SimpleMediaItem.newBuilder()
                            .setUploadToken(fixture.upload(accessToken, Photos.jpeg(number)))
                            .setFileName("photo-" + number + ".jpg")));
        }
        return request.build();
    }
}
