package sundown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {
    @Test
    void isTwoCapitalLetters() {
        assertThat(new Region("IN")).hasToString("IN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I", "in", "IND", "I1", "İN", " IN"})
    void isNothingElse(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Region(code));
    }
}
