package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentServiceContract;

class InMemoryPaymentServiceTest extends PaymentServiceContract {
    private static final Money FEE = Money.of(1_200, "EUR");

    private final InMemoryBackstage backstage = new InMemoryBackstage();

    @Override
    protected PaymentBackstage backstage() {
        return backstage;
    }

    /** The simulation relies on it: a subscription that charges after its end would break a promise. */
    @Test
    void aSubscriptionRenewsOnlyWhileItRuns() {
        SubscriptionId subscription = new SubscriptionId("sub_renewed");
        InMemoryPaymentService service = backstage.service();
        assertThat(service.renew(subscription, new ChargeId("ch_unknown"), FEE)).isEmpty();
        service.subscribe(subscription);
        assertThat(service.renew(subscription, new ChargeId("ch_running"), FEE).flatMap(service::payment))
                .map(PaymentService.Payment::charge)
                .contains(new ChargeId("ch_running"));
        service.end(subscription, backstage.now());
        assertThat(service.renew(subscription, new ChargeId("ch_ended"), FEE)).isEmpty();
    }
}
