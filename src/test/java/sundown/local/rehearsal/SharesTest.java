package sundown.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.rehearsal.Shares.Act;

class SharesTest {
    private static final Shares USUAL = Shares.of(Shares.USUAL);

    @Test
    void giveEachUserAnAct() {
        List<Act> acts = USUAL.assign(50);

        assertThat(Stream.of(Act.values()).map(act -> Collections.frequency(acts, act)))
                .containsExactly(21, 9, 20);
    }

    @Test
    void giveTheFirstFewAllActs() {
        assertThat(USUAL.assign(3)).containsExactlyInAnyOrder(Act.values());
    }

    @Test
    void leaveOutWhatNobodyDoes() {
        assertThat(Shares.of("download:100").assign(3)).containsOnly(Act.DOWNLOAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "transfer",
                "transfer:99",
                "transfer:50,nothing:51",
                "sleep:100",
                "transfer:50,transfer:50",
                "transfer:-1,nothing:101",
                "transfer:100 "
            })
    void refuseWhatIsNoShares(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Shares.of(text))
                .withMessage(
                        "SHARES must be percentages of 100 together, such as " + Shares.USUAL + ", not " + text + ".");
    }
}
