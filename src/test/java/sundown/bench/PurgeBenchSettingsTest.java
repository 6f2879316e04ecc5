package sundown.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurgeBenchSettingsTest {
    @Test
    void areAHundredThousandObjectsWhereNothingIsSaid() {
        PurgeBenchSettings usual = new PurgeBenchSettings(100_000);
        assertThat(PurgeBenchSettings.of(Map.of())).isEqualTo(usual);
        assertThat(PurgeBenchSettings.of(Map.of("OBJECTS", ""))).isEqualTo(usual);
        assertThat(usual.fewer()).isEqualTo(10_000);
    }

    @Test
    void takeANumberOfObjects() {
        assertThat(PurgeBenchSettings.of(Map.of("OBJECTS", "20000"))).isEqualTo(new PurgeBenchSettings(20_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99", "-100", "1000000", "20k", "1e5", " 500", "many"})
    void refuseANumberThatIsNone(String objects) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PurgeBenchSettings.of(Map.of("OBJECTS", objects)))
                .withMessage("OBJECTS must be a number from 100 to 999999, not " + objects + ".");
    }
}
