package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sundown.transfer.TransferState.WaitReason;

/** Each reason has a sentence of its own. */
class SentencesTest {
    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void sayWhyAnItemFailed(FailureReason reason) {
        assertThat(reason.sentence()).matches("[A-Z].{10,}\\.");
    }

    @ParameterizedTest
    @EnumSource(WaitReason.class)
    void sayWhyATransferWaits(WaitReason reason) {
        assertThat(reason.sentence()).matches("[A-Z].{10,}\\.");
    }

    @Test
    void areNeverTheSame() {
        assertThat(Arrays.stream(FailureReason.values()).map(FailureReason::sentence))
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(WaitReason.values()).map(WaitReason::sentence)).doesNotHaveDuplicates();
    }
}
