package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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

    private static TransferBenchFigures figures(int photos, int seconds) {
        return new TransferBenchFigures(photos, Duration.ofSeconds(seconds), photos + photos / 50, 1);
    }
}
