package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sundown.account.ChargeId;
import sundown.account.Money;
import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentServiceContract;
import sundown.refund.PaymentService;

class StripePaymentServiceTest extends PaymentServiceContract {
    private final StripeBackstage backstage = new StripeBackstage();

    @AfterEach
    void close() {
        backstage.close();
    }

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
}
