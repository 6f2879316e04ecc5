package sundown.local.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import sundown.local.rehearsal.Forecast.Growth;
import sundown.local.rehearsal.Forecast.Growth.Point;

class GrowthTest {
    @Test
    void tellsWhatAUserAddsFromWhatIsFixed() {
        Growth growth = Growth.of(List.of(new Point(2, 14), new Point(5, 20), new Point(9, 28)));

        assertThat(growth.each()).isCloseTo(2, within(1e-9));
        assertThat(growth.fixed()).isCloseTo(10, within(1e-9));
    }

    @Test
    void paysForUsersAllThatCannotBeTold() {
        assertThat(Growth.of(List.of(new Point(4, 12), new Point(4, 12)))).isEqualTo(new Growth(3, 0));
    }

    @Test
    void isNeverNegative() {
        assertThat(Growth.of(List.of(new Point(2, 20), new Point(6, 12)))).isEqualTo(new Growth(0, 16));
        assertThat(Growth.of(List.of(new Point(2, 0), new Point(6, 40))).fixed())
                .isZero();
    }

    @Test
    void isNothingWithoutUsers() {
        assertThat(Growth.of(List.of())).isEqualTo(new Growth(0, 0));
    }
}
