package sundown.stripe;

import org.junit.jupiter.api.AfterEach;
import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentWordContract;
import sundown.refund.PaymentService;

class StripeWebhooksTest extends PaymentWordContract {
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
}
