package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.digest.Sha1;
import sundown.edge.LogRecords;
import sundown.failure.RetryableFailure;
import sundown.gallery.Digests;
import sundown.gallery.InMemoryGalleryBytes;
import sundown.gallery.Item;
import sundown.runtime.ManualClock;
import sundown.transfer.PhotoLibrary.AccessToken;

class ItemUploaderTest {
    private static final byte[] PICTURE = "picture".getBytes(StandardCharsets.US_ASCII);
    private static final Item ITEM = item("a.jpg", Optional.of(Digests.sha1(PICTURE)));
    private static final Batch.Entry ENTRY = new Batch.Entry(ITEM.id(), PICTURE.length, new Batch.ToUpload());
    private static final UploadPlan.Share SHARE = new UploadPlan.Share(1, false);

    private final ManualClock clock = new ManualClock(Given.NOW);
    private final InMemoryLibraryAccess access = new InMemoryLibraryAccess(clock);
    private final ScriptedLibrary library = new ScriptedLibrary(new InMemoryPhotoLibrary(access, clock));
    private final InMemoryGalleryBytes objects = new InMemoryGalleryBytes();
    private final RecordingGalleryBytes bytes = new RecordingGalleryBytes(objects);
    private final ItemUploader uploader = new ItemUploader(bytes, library);
    private final ItemUploader.Halt halt = new ItemUploader.Halt(clock, Given.NOW.plusSeconds(1));
    private AccessToken token;

    @BeforeEach
    void connect() {
        access.setRoom(Given.ACCOUNT, new Room.Unlimited());
        LibraryAccess.Connection connection = access.connect(access.consent(Given.ACCOUNT));
        token = ((LibraryAccess.Connection.Connected) connection).access();
        objects.put(ITEM.key(), PICTURE);
    }

    @Test
    void readsBytesOnceWhenTheirDigestIsKnown() {
        ItemUploader.Sent sent = send(ITEM);

        assertThat(sent.entry().step()).isInstanceOf(Batch.Uploaded.class);
        assertThat(sent.setback()).isEmpty();
        assertThat(bytes.opened()).containsExactly(ITEM.key());
    }

    @Test
    void readsBytesTwiceWhenTheirDigestIsNotKnown() {
        ItemUploader.Sent sent = send(item("a.jpg", Optional.empty()));

        assertThat(sent.entry().step()).isInstanceOf(Batch.Uploaded.class);
        assertThat(bytes.opened()).containsExactly(ITEM.key(), ITEM.key());
        assertThat(library.requests()).containsExactly("upload 7");
    }

    @ParameterizedTest
    @CsvSource({"pict, SHORTER", "pictures, LONGER", ", MISSING"})
    void refusesOtherBytesThanTheGalleryRecorded(String bytes, FailureReason reason) {
        objects.remove(ITEM.key());
        Stream.ofNullable(bytes).forEach(other -> objects.put(ITEM.key(), other.getBytes(StandardCharsets.US_ASCII)));

        assertThat(send(ITEM).entry().step()).isEqualTo(new Batch.Refused(reason));
        assertThat(send(item("a.jpg", Optional.empty())).entry().step()).isEqualTo(new Batch.Refused(reason));
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void refusesDamagedBytes() {
        objects.put(ITEM.key(), "pictuer".getBytes(StandardCharsets.US_ASCII));

        assertThat(send(ITEM).entry().step()).isEqualTo(new Batch.Refused(FailureReason.DAMAGED));
    }

    @Test
    void refusesAnItemThatTheLibraryRefuses() {
        library.uploadWith(new Answer.ItemRefused(FailureReason.REFUSED));

        assertThat(send(ITEM).entry().step()).isEqualTo(new Batch.Refused(FailureReason.REFUSED));
    }

    @Test
    void reportsASetback() {
        Answer.Setback slower = new Answer.WaitFor(Duration.ofMinutes(1));
        library.uploadWith(slower);

        assertThat(send(ITEM)).isEqualTo(ItemUploader.Sent.hindered(ENTRY, slower));
    }

    @Test
    void retriesUnreadableBytesAndLogsNoName() {
        bytes.fail(ITEM.key(), new RetryableFailure("S3 answered 503", null));

        try (LogRecords log = LogRecords.of(ItemUploader.class)) {
            assertThat(send(ITEM)).isEqualTo(ItemUploader.Sent.hindered(ENTRY, new Answer.Retry()));
            assertThat(log.lines()).containsExactly("WARN item i001: its bytes could not be read to their end");
        }
    }

    @Test
    void startsNothingWhenTimeIsUp() {
        clock.advance(Duration.ofSeconds(1));

        assertThat(send(ITEM)).isEqualTo(ItemUploader.Sent.asItWas(ENTRY));
        assertThat(bytes.opened()).isEmpty();
    }

    @Test
    void startsNothingAfterASetbackOfAnotherUpload() {
        halt.stop();

        assertThat(send(ITEM)).isEqualTo(ItemUploader.Sent.asItWas(ENTRY));
    }

    @Test
    void sendsALargeItemOnlyAfterItIsOpened() {
        Batch.Entry large = new Batch.Entry(ITEM.id(), UploadPlan.LARGE_ITEM_BYTES + 1, new Batch.ToUpload());

        assertThat(uploader.send(large, ITEM, SHARE, token, halt)).isEqualTo(ItemUploader.Sent.asItWas(large));
        assertThat(library.requests()).isEmpty();
    }

    @Test
    void opensALargeItem() {
        assertThat(uploader.open(ENTRY, ITEM, token).entry().step()).isInstanceOf(Batch.Uploading.class);
        assertThat(library.requests()).containsExactly("open 7");
    }

    @Test
    void doesNotOpenAnItemThatTheLibraryRefuses() {
        library.openWith(new Answer.ItemRefused(FailureReason.VIDEO_TOO_LARGE));
        library.openWith(new Answer.Retry());

        assertThat(uploader.open(ENTRY, ITEM, token).entry().step())
                .isEqualTo(new Batch.Refused(FailureReason.VIDEO_TOO_LARGE));
        assertThat(uploader.open(ENTRY, ITEM, token)).isEqualTo(ItemUploader.Sent.hindered(ENTRY, new Answer.Retry()));
    }

    @Test
    void leavesARenamedFileToTheLibrary() {
        assertThat(send(item("a", ITEM.sha1())).entry().step()).isInstanceOf(Batch.Uploaded.class);
    }

    private ItemUploader.Sent send(Item item) {
        return uploader.send(ENTRY, item, SHARE, token, halt);
    }

    private static Item item(String name, Optional<Sha1> digest) {
        return Functions.item(Given.item(1), name, PICTURE.length, digest);
    }
}
