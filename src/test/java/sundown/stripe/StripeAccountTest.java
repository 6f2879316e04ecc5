package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.Charge;
import sundown.refund.PaymentService.Funds;

/** Stripe's answers about the account itself. */
class StripeAccountTest {
    private static final ChargeId CHARGE = new ChargeId("ch_1");

    @AutoClose
    private final StripeBackstage backstage = new StripeBackstage();

    private final PaymentService account = backstage.service();

    @Test
    void hasChargesWithWhatWentBackOfThem() {
        backstage.charge(CHARGE, Money.of(1250, "EUR"));
        backstage.refundByOthers(CHARGE, Money.of(250, "EUR"));
        assertThat(account.charge(CHARGE)).contains(new Charge(Money.of(1250, "EUR"), true, 250));
        assertThat(account.charge(new ChargeId("ch_none"))).isEmpty();
        backstage.chargeElsewhere(new ChargeId("ch_other"), Money.of(1, "EUR"));
        assertThat(account.charge(new ChargeId("ch_other"))).isEmpty();
    }

    @Test
    void hasABalanceInEachCurrency() {
        backstage.charge(CHARGE, Money.of(1250, "EUR"));
        backstage.charge(new ChargeId("ch_2"), Money.of(900, "JPY"));
        assertThat(account.funds().available()).containsExactlyInAnyOrder(Money.of(1250, "EUR"), Money.of(900, "JPY"));
        assertThat(account.funds().live()).isTrue();
    }

    @Test
    void isForTheOperatorUnderAWrongKey() {
        account.funds();
        backstage.passes(Duration.ofSeconds(10));
        backstage.replaceKey();
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(account::funds);
    }

    /** Of a charge that was captured in part, the rest was never taken. */
    @Test
    void readsWhatWasCaptured() {
        assertThat(ObjectReader.charge(Json.read("""
                {"object": "charge", "amount": 2500, "amount_captured": 1250, "amount_refunded": 0,
                 "currency": "eur", "paid": true}"""))).isEqualTo(new Charge(Money.of(1250, "EUR"), true, 0));
    }

    /** The form of Stripe's documentation: an amount may be below zero, and a currency has Stripe's own minor units. */
    @Test
    void readsADocumentedBalance() {
        assertThat(ObjectReader.funds(Json.read("""
                {"object": "balance", "available": [{"amount": 666670, "currency": "usd",
                   "source_types": {"card": 666670}}, {"amount": -5, "currency": "eur"},
                   {"amount": 500, "currency": "isk"}],
                 "livemode": true, "pending": [{"amount": 61414, "currency": "usd"}]}""")))
                .isEqualTo(new Funds(true, List.of(Money.of(666_670, "USD"), Money.of(0, "EUR"), Money.of(5, "ISK"))));
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> ObjectReader.funds(Json.read("{\"available\": [{\"currency\": \"usd\"}]}")));
        assertThatExceptionOfType(RetryableFailure.class)
                .isThrownBy(() -> ObjectReader.charge(Json.read("{\"amount\": 1, \"currency\": \"money\"}")));
    }
}
