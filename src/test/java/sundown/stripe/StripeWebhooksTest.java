package sundown.stripe;

import org.junit.jupiter.api.AutoClose;
import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentWordContract;
import sundown.refund.PaymentService;

class StripeWebhooksTest extends PaymentWordContract {
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
}
