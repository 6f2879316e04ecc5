package sundown.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TallyTest {
    @Test
    void addsItemsAndBytes() {
        assertThat(new Tally(2, 30).plus(Tally.one(5))).isEqualTo(new Tally(3, 35));
    }

    @Test
    void takesAwayItemsAndBytes() {
        assertThat(new Tally(2, 30).minus(Tally.one(5))).isEqualTo(new Tally(1, 25));
    }

    @Test
    void takesTheLargerOfEachFigure() {
        assertThat(new Tally(2, 30).atLeast(new Tally(3, 10))).isEqualTo(new Tally(3, 30));
    }

    @Test
    void isNeverLessThanNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tally(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> Tally.one(5).minus(Tally.one(6)));
    }

    @Test
    void saysSoWhenAGalleryIsTooLargeToCount() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Tally.one(Long.MAX_VALUE).plus(Tally.one(1)));
    }
}
