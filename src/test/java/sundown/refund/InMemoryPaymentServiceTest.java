package sundown.refund;

import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentServiceContract;

class InMemoryPaymentServiceTest extends PaymentServiceContract {

    private final InMemoryBackstage backstage = new InMemoryBackstage();

    @Override
    protected PaymentBackstage backstage() {
        return backstage;
    }
}
