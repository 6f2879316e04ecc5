package sundown.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpeedsTest {
    @Test
    void areTheMiddleTheLeastAndTheMost() {
        assertThat(Speeds.of(List.of(5.0, 1.0, 2.0))).isEqualTo(new Speeds(2, 1, 5));
    }

    @Test
    void haveTheMeanOfTheTwoInTheMiddle() {
        assertThat(Speeds.of(List.of(8.0, 1.0, 2.0, 5.0))).isEqualTo(new Speeds(3.5, 1, 8));
    }

    @Test
    void areTheOneThatThereIs() {
        assertThat(Speeds.of(List.of(7.0))).isEqualTo(new Speeds(7, 7, 7));
    }

    @Test
    void areTenthsInJson() {
        assertThat(new Speeds(2.04, 1.06, 3).json())
                .isEqualTo(Map.<String, Object>of("median", 2.0, "min", 1.1, "max", 3.0));
    }
}
