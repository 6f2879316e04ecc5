package sundown.local.adopt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptDemoTest {
    @Test
    void makesUpTwoHundredThousandAccounts() {
        assertThat(AdoptDemo.size(null)).isEqualTo(200_000);
        assertThat(AdoptDemo.size("")).isEqualTo(200_000);
        assertThat(AdoptDemo.size("20000")).isEqualTo(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999", "01000", "10000000", "-1000", "many"})
    void refusesOtherSizes(String size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AdoptDemo.size(size))
                .withMessage("SIZE must be a number of accounts from 1000 to 9999999, not " + size + ".");
    }
}
