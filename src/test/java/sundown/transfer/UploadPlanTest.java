package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.transfer.PhotoLibrary.UploadSession;
import sundown.transfer.PhotoLibrary.UploadToken;
import sundown.transfer.QuotaStore.Requests;
import sundown.transfer.UploadPlan.Share;

class UploadPlanTest {
    private static final Instant NOW = Given.NOW;
    private static final long CHUNK = UploadPlan.CHUNK_BYTES;

    @Test
    void asksForOneRequestAnItemAndOneForTheCreation() {
        UploadPlan plan = plan(Given.toUpload(1), Given.toUpload(2));

        assertThat(plan.requests()).isEqualTo(new Requests(1, 2));
        assertThat(plan.toOpen()).isEmpty();
        assertThat(plan.shares())
                .containsOnlyKeys(Given.item(1), Given.item(2))
                .containsEntry(Given.item(1), new Share(1, false));
    }

    @Test
    void sendsNothingThatHasATokenOrWasRefused() {
        UploadPlan plan = plan(Given.uploaded(1), Given.refused(2, FailureReason.EMPTY));

        assertThat(plan.shares()).isEmpty();
        assertThat(plan.requests()).isEqualTo(new Requests(1, 0));
    }

    @Test
    void asksForNothingWhenNothingIsLeftToCreate() {
        assertThat(plan(Given.refused(1, FailureReason.EMPTY)).requests()).isEqualTo(Requests.NONE);
    }

    @Test
    void sendsAgainWhatHasATokenThatIsTooOld() {
        UploadPlan plan = UploadPlan.of(Given.batch(Given.uploaded(1)), NOW.plus(Duration.ofHours(23)));

        assertThat(plan.shares()).containsOnlyKeys(Given.item(1));
        assertThat(plan.requests()).isEqualTo(new Requests(1, 1));
    }

    @Test
    void sendsUpTo64MebibytesWhole() {
        assertThat(plan(sized(1, CHUNK)).toOpen()).isEmpty();
        assertThat(plan(sized(1, CHUNK + 1)).toOpen()).containsExactly(sized(1, CHUNK + 1));
    }

    @Test
    void opensALargeItemAndSendsItInChunks() {
        UploadPlan plan = plan(sized(1, 3 * CHUNK + 1));

        assertThat(plan.shares()).containsEntry(Given.item(1), new Share(4, true));
        assertThat(plan.requests()).as("one to open, four chunks, one creation").isEqualTo(new Requests(1, 5));
    }

    @Test
    void asksHowFarALargeItemIsBeforeItGoesOn() {
        UploadPlan plan = plan(uploading(1, 3 * CHUNK));

        assertThat(plan.toOpen()).isEmpty();
        assertThat(plan.shares()).containsEntry(Given.item(1), new Share(3, false));
        assertThat(plan.requests()).as("one to ask, three chunks, one creation").isEqualTo(new Requests(1, 4));
    }

    @Test
    void sendsAtMostFourGibibytesOfLargeItemsInARun() {
        UploadPlan plan = plan(sized(1, 40 * CHUNK), sized(2, 40 * CHUNK), sized(3, 2 * CHUNK), Given.toUpload(4));

        assertThat(plan.shares())
                .containsEntry(Given.item(1), new Share(40, true))
                .containsEntry(Given.item(2), new Share(24, true))
                .doesNotContainKey(Given.item(3))
                .containsEntry(Given.item(4), new Share(1, false));
        assertThat(plan.requests()).isEqualTo(new Requests(1, 41 + 25 + 1));
    }

    @Test
    void opensALargeItemAgainWhenItsTokenIsTooOld() {
        Batch.Entry old = sized(1, 2 * CHUNK).withStep(new Batch.Uploaded(new UploadToken("old", NOW)));

        assertThat(UploadPlan.of(Given.batch(old), NOW.plus(Duration.ofHours(23)))
                        .toOpen())
                .containsExactly(old);
    }

    private static UploadPlan plan(Batch.Entry... entries) {
        return UploadPlan.of(Given.batch(entries), NOW);
    }

    private static Batch.Entry sized(int number, long bytes) {
        return new Batch.Entry(Given.item(number), bytes, new Batch.ToUpload());
    }

    private static Batch.Entry uploading(int number, long bytes) {
        return sized(number, bytes)
                .withStep(new Batch.Uploading(new UploadSession(URI.create("https://upload.example.com"), 1)));
    }
}
