package sundown.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariablesTest {
    @ParameterizedTest
    @CsvSource({"' ', 3000", "'', 3000", "10, 10", "99999, 99999"})
    void areNumbersOrTheUsualOne(String photos, int number) {
        assertThat(number(photos)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "9", "-50", "0500", "100000", "9999999999", "3k", "1e5", " 500", "many"})
    void refuseOtherNumbers(String photos) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> number(photos))
                .withMessage("PHOTOS must be a number from 10 to 99999, not " + photos + ".");
    }

    private static int number(String photos) {
        return new Variables(Map.of("PHOTOS", photos)).number("PHOTOS", 3_000, 10, 99_999);
    }
}
