package sundown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "3f2b7c1e-9d40-4b8a-8f0e-0d6c1a2b3c4d", "Some.one_else-7"})
    void takesWhatIsSafeInAKey(String value) {
        assertThat(new UserId(value)).hasToString(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a#b", "a b", "a\n", "ü", "someone@example.com"})
    void refusesWhatIsNotSafeInAKey(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId(value)).withMessage("not a user id");
    }

    @Test
    void takesAtMost128Characters() {
        assertThat(new UserId("u".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> new UserId("u".repeat(129)));
    }
}
