package sundown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @ParameterizedTest
    @CsvSource({"1250,EUR,12.50 EUR", "1200,JPY,1200 JPY", "3500,KWD,3.500 KWD", "0,INR,0.00 INR", "5,USD,0.05 USD"})
    void isWrittenAsPeopleWriteIt(long minorUnits, String currency, String written) {
        assertThat(Money.of(minorUnits, currency)).hasToString(written);
    }

    @Test
    void isAddedExactly() {
        assertThat(Money.of(1, "EUR").plus(Money.of(2, "EUR"))).isEqualTo(Money.of(3, "EUR"));
    }

    @Test
    void isNeverMixed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(1, "EUR").plus(Money.of(1, "USD")));
    }

    @Test
    void isNeverNegativeAndOfAKnownCurrency() {
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(-1, "EUR"));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.of(1, "XYZ"));
    }

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
