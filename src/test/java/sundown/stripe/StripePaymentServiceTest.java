package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Refund;
import java.lang.reflect.ParameterizedType;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentServiceContract;
import sundown.refund.PaymentService;

class StripePaymentServiceTest extends PaymentServiceContract {
    @AutoClose
    private final StripeBackstage backstage = new StripeBackstage();

    @Override
    protected PaymentService payments() {
        return backstage.service();
    }

    @Override
    protected PaymentBackstage backstage() {
        return backstage;
    }

    @Test
    void readsEveryPageOfRefunds() {
        ChargeId charge = new ChargeId("ch_many");
        backstage.charge(charge, Money.of(100_000, "USD"));
        for (int number = 0; number < 250; number++) {
            backstage.refundByOthers(charge, Money.of(1, "USD"));
        }
        assertThat(payments().refunds(charge)).hasSize(250).doesNotHaveDuplicates();
    }

    @Test
    void theIdempotencyKeyOfAChargeAndATimeIsAlwaysTheSame() {
        ChargeId charge = new ChargeId("ch_1");
        Instant first = Instant.parse("2022-12-01T10:00:00.123456789Z");
        String key = StripePaymentService.idempotencyKey(charge, first);
        assertThat(key)
                .isEqualTo("sundown-05abac779be74c9b98f8c1ad33201eb117216a8d8250241a25c617fca2735757")
                .isNotEqualTo(StripePaymentService.idempotencyKey(new ChargeId("ch_2"), first))
                .isNotEqualTo(StripePaymentService.idempotencyKey(charge, first.plusNanos(1)));
        assertThat(StripePaymentService.idempotencyKey(new ChargeId("c".repeat(255)), first))
                .hasSizeLessThanOrEqualTo(255);
    }

    @Test
    void registersTheTypeOfAPageOfRefundsForTheNativeExecutable() throws ReflectiveOperationException {
        Class<?> token = Class.forName(StripePaymentService.PAGE_OF_REFUNDS);
        ParameterizedType page =
                (ParameterizedType) ((ParameterizedType) token.getGenericSuperclass()).getActualTypeArguments()[0];
        assertThat(page.getActualTypeArguments()).containsExactly(Refund.class);
    }
}
