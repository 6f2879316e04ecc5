package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.gallery.Item;
import sundown.runtime.ManualClock;
import sundown.transfer.PhotoLibrary.AccessToken;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;

/** A large item on its way, chunk by chunk. */
class ChunkedUploadTest {
    private static final long MEBIBYTE = 1L << 20;
    private static final long SIZE = 150 * MEBIBYTE;
    private static final UploadSession SESSION = session(256 << 10);
    private static final Item ITEM = Functions.item(Given.item(1), "a.mp4", SIZE, Optional.empty());
    private static final UploadToken TOKEN = new UploadToken("token", Given.NOW);
    private static final AccessToken ACCESS = new AccessToken("ya29");

    private final ManualClock clock = new ManualClock(Given.NOW);
    private final ScriptedLibrary library =
            new ScriptedLibrary(new InMemoryPhotoLibrary(new InMemoryLibraryAccess(clock), clock));
    private final LargeGalleryBytes bytes = new LargeGalleryBytes();
    private final ItemUploader uploader = new ItemUploader(bytes, library);
    private final ItemUploader.Halt halt = new ItemUploader.Halt(clock, Given.NOW.plusSeconds(90));

    @BeforeEach
    void fillTheGallery() {
        bytes.put(ITEM.key(), SIZE);
    }

    @Test
    void sendsAllChunksOfOneStream() {
        library.sendWith(received(64));
        library.sendWith(received(128));
        library.sendWith(new Answer.Uploaded(TOKEN));

        assertThat(sendFresh(SESSION)).isEqualTo(at(new Batch.Uploaded(TOKEN)));
        assertThat(library.requests()).containsExactly(chunk(0, 64), chunk(64, 64), chunk(128, 22) + " last");
        assertThat(bytes.opened()).containsExactly(0L);
    }

    @Test
    void stopsWhereItsShareEnds() {
        library.sendWith(received(64));

        assertThat(send(SESSION, new UploadPlan.Share(1, true))).isEqualTo(at(new Batch.Uploading(SESSION)));
        assertThat(library.requests()).hasSize(1);
    }

    @Test
    void stopsWhenTimeIsUp() {
        library.sendWith(received(64));
        library.beforeEach(() -> clock.advance(Duration.ofSeconds(90)));

        assertThat(sendFresh(SESSION)).isEqualTo(at(new Batch.Uploading(SESSION)));
        assertThat(library.requests()).hasSize(1);
    }

    @Test
    void continuesWhereTheLibraryStands() {
        library.receivedWith(received(64));
        library.sendWith(received(128));
        library.sendWith(new Answer.Uploaded(TOKEN));

        assertThat(goOn()).isEqualTo(at(new Batch.Uploaded(TOKEN)));
        assertThat(library.requests()).containsExactly("received", chunk(64, 64), chunk(128, 22) + " last");
        assertThat(bytes.opened()).containsExactly(64 * MEBIBYTE);
    }

    @Test
    void endsAnUploadWhenAllItsBytesHaveArrived() {
        library.receivedWith(new Answer.Received(SIZE));
        library.sendWith(new Answer.Uploaded(TOKEN));

        assertThat(goOn()).isEqualTo(at(new Batch.Uploaded(TOKEN)));
        assertThat(library.requests()).containsExactly("received", "send " + SIZE + "+0 last");
        assertThat(bytes.opened()).isEmpty();
    }

    @Test
    void takesTheTokenOfAnEndedUpload() {
        library.receivedWith(new Answer.Uploaded(TOKEN));

        assertThat(goOn()).isEqualTo(at(new Batch.Uploaded(TOKEN)));
        assertThat(bytes.opened()).isEmpty();
    }

    @Test
    void restartsLaterWhenTheLibraryHasForgottenIt() {
        library.receivedWith(new Answer.SessionGone());
        library.sendWith(new Answer.SessionGone());
        ItemUploader.Sent anew =
                ItemUploader.Sent.hindered(uploading(SESSION).withStep(new Batch.ToUpload()), new Answer.Retry());

        assertThat(goOn()).isEqualTo(anew);
        assertThat(sendFresh(SESSION)).isEqualTo(anew);
    }

    @Test
    void isRefusedWhenTheLibraryRefusesIt() {
        library.receivedWith(new Answer.ItemRefused(FailureReason.REFUSED));
        library.sendWith(new Answer.ItemRefused(FailureReason.REFUSED));

        assertThat(goOn()).isEqualTo(at(new Batch.Refused(FailureReason.REFUSED)));
        assertThat(sendFresh(SESSION)).isEqualTo(at(new Batch.Refused(FailureReason.REFUSED)));
    }

    @Test
    void keepsItsAddressThroughASetback() {
        Answer.Setback slower = new Answer.WaitFor(Duration.ofMinutes(1));
        library.sendWith(received(64));
        library.sendWith(slower);

        assertThat(sendFresh(SESSION)).isEqualTo(ItemUploader.Sent.hindered(uploading(SESSION), slower));

        library.receivedWith(slower);
        assertThat(goOn()).isEqualTo(ItemUploader.Sent.hindered(uploading(SESSION), slower));
    }

    @Test
    void asksAgainWhenLessArrivedThanWasSent() {
        library.sendWith(received(63));

        assertThat(sendFresh(SESSION)).isEqualTo(ItemUploader.Sent.hindered(uploading(SESSION), new Answer.Retry()));
    }

    @Test
    void sendsMultiplesOfTheGranularity() {
        UploadSession coarse = session(5 * MEBIBYTE);
        library.sendWith(received(60));
        library.sendWith(received(120));
        library.sendWith(new Answer.Uploaded(TOKEN));

        sendFresh(coarse);

        assertThat(library.requests()).containsExactly(chunk(0, 60), chunk(60, 60), chunk(120, 30) + " last");
    }

    @Test
    void sendsOneUnitWhereTheGranularityIsLargerThanAChunk() {
        library.sendWith(received(100));
        library.sendWith(new Answer.Uploaded(TOKEN));

        sendFresh(session(100 * MEBIBYTE));

        assertThat(library.requests()).containsExactly(chunk(0, 100), chunk(100, 50) + " last");
    }

    @Test
    void isRefusedWhenItsObjectHasChanged() {
        bytes.put(ITEM.key(), SIZE - 1);
        assertThat(sendFresh(SESSION)).isEqualTo(at(new Batch.Refused(FailureReason.SHORTER)));

        bytes.put(ITEM.key(), SIZE + 1);
        assertThat(sendFresh(SESSION)).isEqualTo(at(new Batch.Refused(FailureReason.LONGER)));

        bytes.put(ITEM.key(), 10);
        library.receivedWith(received(64));
        assertThat(goOn()).isEqualTo(at(new Batch.Refused(FailureReason.MISSING)));
        assertThat(library.requests()).containsExactly("received");
    }

    private ItemUploader.Sent goOn() {
        return send(SESSION, new UploadPlan.Share(3, false));
    }

    private ItemUploader.Sent sendFresh(UploadSession session) {
        return send(session, new UploadPlan.Share(3, true));
    }

    private ItemUploader.Sent send(UploadSession session, UploadPlan.Share share) {
        return uploader.send(uploading(session), ITEM, share, ACCESS, halt);
    }

    private static ItemUploader.Sent at(Batch.UploadState step) {
        return ItemUploader.Sent.at(uploading(SESSION), step);
    }

    private static Batch.Entry uploading(UploadSession session) {
        return new Batch.Entry(ITEM.id(), SIZE, new Batch.Uploading(session));
    }

    private static UploadSession session(long granularity) {
        return new UploadSession(URI.create("https://upload.example.com/1"), granularity);
    }

    private static Answer.Received received(long mebibytes) {
        return new Answer.Received(mebibytes * MEBIBYTE);
    }

    private static String chunk(long offset, long length) {
        return "send " + offset * MEBIBYTE + "+" + length * MEBIBYTE;
    }
}
