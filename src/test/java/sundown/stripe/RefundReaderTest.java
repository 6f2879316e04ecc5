package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefundReaderTest {
    @ParameterizedTest
    @CsvSource({
        "1250, eur, 12.50 EUR",
        "1250, huf, 12.50 HUF",
        "80045, twd, 800.45 TWD",
        "500, isk, 5 ISK",
        "500, ugx, 5 UGX",
        "500, mga, 500.00 MGA",
        "5120, kwd, 5.120 KWD",
        "1000, tnd, 1.000 TND",
        "0, usd, 0.00 USD"
    })
    void readsAmountsAsStripeWritesThem(long amount, String code, String money) {
        assertThat(ObjectReader.money(amount, code)).hasToString(money);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"
            })
    void readsCurrenciesWithoutMinorUnits(String code) {
        assertThat(ObjectReader.money(500, code).minorUnits()).isEqualTo(500);
        assertThat(ObjectReader.money(500, code).currency().getDefaultFractionDigits())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"550, isk", "1, ugx", "100, xyz", "100, ''", "-1, eur"})
    void refusesAmountsThatDoNotExist(long amount, String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> ObjectReader.money(amount, code));
    }
}
