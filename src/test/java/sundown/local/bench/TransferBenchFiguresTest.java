package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransferBenchFiguresTest {
    @Test
    void areHeldAgainstOneCreationForEachFiftyPhotos() {
        assertThat(figures(3_000, 150).limit()).isEqualTo(Duration.ofSeconds(150));
        assertThat(figures(3_001, 150).limit()).isEqualTo(Duration.ofMillis(152_500));
        assertThat(figures(3_000, 300).reached()).isEqualTo(0.5);
    }

    @Test
    void meetTheLimitFromFourFifthsOfItsSpeedOn() {
        assertThat(figures(3_000, 187).met()).isTrue();
        assertThat(figures(3_000, 188).met()).isFalse();
    }

    /** Google wants the creations of a user one after another, however fast two at once would be. */
    @Test
    void missItWithTwoCreationsAtOnce() {
        assertThat(new TransferBenchFigures(3_000, Duration.ofSeconds(100), 3_060, 2).met())
                .isFalse();
    }

    @Test
    void areATableAndOneJsonObject() {
        assertThat(figures(3_000, 200).table())
                .contains("photos                                    3,000")
                .contains("transfer, seconds                         200.0")
                .endsWith("0.75  at least 0.8: MISSED");
        assertThat(figures(3_000, 160).json())
                .containsEntry("photos", 3_000)
                .containsEntry("limitSeconds", 150.0)
                .containsEntry("seconds", 160.0)
                .containsEntry("reached", 0.938)
                .containsEntry("met", true);
    }

    @Test
    void settingsAreThreeThousandPhotosWhereNothingIsSaid() {
        assertThat(TransferBenchSettings.of(Map.of())).isEqualTo(new TransferBenchSettings(3_000));
        assertThat(TransferBenchSettings.of(Map.of("PHOTOS", ""))).isEqualTo(new TransferBenchSettings(3_000));
        assertThat(TransferBenchSettings.of(Map.of("PHOTOS", "500"))).isEqualTo(new TransferBenchSettings(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "-50", "100000", "3k", " 500", "many"})
    void settingsRefuseANumberThatIsNone(String photos) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransferBenchSettings.of(Map.of("PHOTOS", photos)))
                .withMessage("PHOTOS must be a number from 10 to 99999, not " + photos + ".");
    }

    private static TransferBenchFigures figures(int photos, int seconds) {
        return new TransferBenchFigures(photos, Duration.ofSeconds(seconds), photos + photos / 50, 1);
    }
}
