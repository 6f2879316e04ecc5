package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import sundown.account.ChargeId;

class IdempotencyKeyTest {
    private static final ChargeId CHARGE = new ChargeId("ch_1");
    private static final Instant FIRST = Instant.parse("2022-12-01T10:00:00.123456789Z");

    @Test
    void theKeyOfAChargeAndATimeIsAlwaysTheSame() {
        assertThat(IdempotencyKey.keyOf(CHARGE, FIRST))
                .isEqualTo("sundown-05abac779be74c9b98f8c1ad33201eb117216a8d8250241a25c617fca2735757");
    }

    @Test
    void eachChargeHasItsOwnKeyAndEachTime() {
        assertThat(IdempotencyKey.keyOf(CHARGE, FIRST))
                .isNotEqualTo(IdempotencyKey.keyOf(new ChargeId("ch_2"), FIRST))
                .isNotEqualTo(IdempotencyKey.keyOf(CHARGE, FIRST.plusNanos(1)));
    }

    @Test
    void theKeyOfALongChargeIsShortEnough() {
        assertThat(IdempotencyKey.keyOf(new ChargeId("c".repeat(255)), FIRST).length())
                .isLessThanOrEqualTo(255);
    }
}
