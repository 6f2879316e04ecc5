package sundown.refund;

import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentWordContract;

class InMemoryWordsTest extends PaymentWordContract {
    private final InMemoryBackstage backstage = new InMemoryBackstage();

    @Override
    protected PaymentBackstage backstage() {
        return backstage;
    }
}
