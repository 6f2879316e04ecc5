package sundown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
