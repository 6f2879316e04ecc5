package sundown.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentMethodTest {
    /** The days of the sources that the table names. */
    @ParameterizedTest
    @CsvSource({
        "pix, 90",
        "grabpay, 90",
        "paypal, 180",
        "gcash, 180",
        "upi, 180",
        "bank-redirect, 180",
        "google-play, 1095"
    })
    void takesARefundForSoManyDays(String word, int days) {
        assertThat(PaymentMethod.of(word).window()).contains(Duration.ofDays(days));
    }

    @Test
    void takesARefundAtAnyTimeByCardAlone() {
        assertThat(Stream.of(PaymentMethod.values())
                        .filter(method -> method.window().isEmpty()))
                .containsExactly(PaymentMethod.CARD);
    }

    @Test
    void isFoundByItsWordAlone() {
        assertThat(PaymentMethod.values()).allMatch(method -> PaymentMethod.of(method.word()) == method);
        assertThatIllegalArgumentException().isThrownBy(() -> PaymentMethod.of("cheque"));
    }
}
