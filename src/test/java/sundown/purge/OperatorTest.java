package sundown.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorTest {
    @ParameterizedTest
    @ValueSource(strings = {"Ada", "ada.lovelace@example.com", "Zoë van der Berg-2", "x"})
    void takesNames(String name) {
        assertThat(new Operator(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " Ada", "Ada ", "Ada  L", "*", "Ada*", "Ada\nGrace", "Ada\u200b"})
    void takesNothingElse(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Operator(name));
    }

    @Test
    void takesNoNameThatIsTooLong() {
        assertThat(new Operator("a".repeat(64)).name()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new Operator("a".repeat(65)));
    }

    @Test
    void isTheSamePersonInCapitals() {
        assertThat(new Operator("Ada").is(new Operator("ADA"))).isTrue();
        assertThat(new Operator("Ada").is(new Operator("Adah"))).isFalse();
    }
}
