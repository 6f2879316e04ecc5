package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.account.ChargeId;

class MarkTest {
    @Test
    void theKeyOfAChargeIsAlwaysTheSame() {
        assertThat(Mark.keyOf(new ChargeId("ch_1")))
                .isEqualTo("sundown-0f45e288f7edb47f0ed87efd5283f4374b68d6b4a2b3724c8f9f1222ebfbc6ed");
    }

    @Test
    void eachChargeHasItsOwnKey() {
        assertThat(Mark.keyOf(new ChargeId("ch_1"))).isNotEqualTo(Mark.keyOf(new ChargeId("ch_2")));
    }

    @Test
    void theKeyOfALongChargeIsShortEnough() {
        assertThat(Mark.keyOf(new ChargeId("c".repeat(255))).length()).isLessThanOrEqualTo(255);
    }
}
