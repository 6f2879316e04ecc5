package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.runtime.Records;
import sundown.transfer.PhotoLibrary.UploadSession;

class BatchTest {
    private static final Instant NOW = Given.NOW;

    @Test
    void hasAtMost50Items() {
        List<Batch.Entry> tooMany =
                IntStream.rangeClosed(1, 51).mapToObj(Given::toUpload).toList();

        assertThat(new Batch(1, true, Optional.empty(), tooMany.subList(0, 50)).entries())
                .hasSize(50);
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(1, true, Optional.empty(), tooMany));
    }

    @Test
    void isUploadedWhenEachItemHasATokenOrWasRefused() {
        assertThat(Given.batch(Given.uploaded(1), Given.refused(2, FailureReason.EMPTY))
                        .uploaded(NOW))
                .isTrue();
        assertThat(Given.batch(Given.uploaded(1), Given.toUpload(2)).uploaded(NOW))
                .isFalse();
        assertThat(Given.batch(uploading(1)).uploaded(NOW)).isFalse();
    }

    @Test
    void sendsAgainWhatHasATokenOf23Hours() {
        Batch.Entry entry = Given.uploaded(1);

        assertThat(Batch.needsUpload(entry, NOW.plus(Duration.ofHours(23)).minusNanos(1)))
                .isFalse();
        assertThat(Batch.needsUpload(entry, NOW.plus(Duration.ofHours(23)))).isTrue();
    }

    @Test
    void createsOnlyWhatHasAToken() {
        Batch batch = Given.batch(
                Given.uploaded(1), Given.toUpload(2), Given.refused(3, FailureReason.EMPTY), Given.uploaded(4));

        assertThat(batch.withToken()).containsExactly(Given.uploaded(1), Given.uploaded(4));
    }

    @Test
    void beginsTheNextBatchAfterItsLastItem() {
        assertThat(Given.batch(Given.uploaded(1), Given.uploaded(2)).lastItem()).contains(Given.item(2));
        assertThat(Given.batch().lastItem()).isEmpty();
    }

    @Test
    void continuesOnlyWhereATransferStands() {
        Progress progress = Given.running().progress();
        Progress further = progress.passItems(Optional.of(Given.item(2)), List.of(), Given.NOW);
        Batch ahead = Records.with(Given.batch(Given.toUpload(3)), "after", Optional.of(Given.item(2)));

        assertThat(ahead.continues(further)).isTrue();
        assertThat(ahead.continues(progress)).isFalse();
        assertThat(ahead.continues(further.passItems(Optional.of(Given.item(3)), List.of(), Given.NOW)))
                .isFalse();
    }

    @Test
    void keepsTheOrderWhenAnEntryGetsFurther() {
        assertThat(Given.batch(Given.toUpload(1), Given.toUpload(2))
                        .with(Given.uploaded(1))
                        .entries())
                .containsExactly(Given.uploaded(1), Given.toUpload(2));
    }

    @Test
    void showsNoTokenAndNoAddressInALog() {
        assertThat(Given.batch(Given.uploaded(1), uploading(2)).toString())
                .doesNotContain("token-1")
                .doesNotContain("upload.example.com");
    }

    @Test
    void chunksHaveALengthThatCanBeReached() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UploadSession(URI.create("https://upload.example.com"), 0));
    }

    private static Batch.Entry uploading(int number) {
        URI address = URI.create("https://upload.example.com/" + number);
        return Given.toUpload(number).withStep(new Batch.Uploading(new UploadSession(address, 1)));
    }
}
