package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.stripe.model.Refund;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.contract.PaymentBackstage;
import sundown.contract.PaymentServiceContract;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.Charge;
import sundown.refund.ReportingService.Funds;
import sundown.secret.Credential.ApiKey;
import sundown.secret.CredentialCache;
import sundown.secret.Secret;

class StripePaymentServiceTest extends PaymentServiceContract {
    private static final ChargeId CHARGE = new ChargeId("ch_rotation");

    @AutoClose
    private final StripeBackstage backstage = new StripeBackstage();

    @Override
    protected PaymentBackstage backstage() {
        return backstage;
    }

    @Test
    void endsASubscriptionWithoutALastInvoiceAndWithoutACredit() {
        backstage.subscribe(new SubscriptionId("sub_1"));
        payments().end(new SubscriptionId("sub_1"));
        assertThat(backstage.stripe.subscription("sub_1").endedAt()).contains(backstage.now());
        assertThat(backstage.stripe.subscription("sub_1").settled()).isFalse();
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
    void aReplacedKeyIsReadAsSoonAsStripeRefusesTheOldOne() {
        PaymentService service = payments();
        backstage.charge(CHARGE, Money.of(500, "USD"));
        service.refunds(CHARGE);
        backstage.passes(Duration.ofSeconds(10));
        backstage.stripe.replaceApiKey("sk_test_2");
        backstage.keys.put(new ApiKey(new Secret("sk_test_2")));

        assertThat(service.refund(CHARGE, backstage.now())).isInstanceOf(Answer.Made.class);
        assertThat(service.refunds(CHARGE)).hasSize(1);
    }

    @Test
    void aKeyThatNobodyReplacedIsReadOnceMoreAndThenForTheOperator() {
        PaymentService service = payments();
        service.refunds(CHARGE);
        backstage.passes(Duration.ofSeconds(10));
        backstage.replaceKey();

        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> service.refunds(CHARGE));
        assertThat(backstage.keys.reads()).isEqualTo(2);
    }

    @Test
    void aReplacedKeyIsInUseAfterTheLifetimeOfTheOldOne() {
        PaymentService service = payments();
        service.refunds(CHARGE);
        backstage.stripe.replaceApiKey("sk_test_2");
        backstage.keys.put(new ApiKey(new Secret("sk_test_2")));

        backstage.passes(CredentialCache.LIFETIME);

        assertThat(service.refunds(CHARGE)).isEmpty();
        assertThat(backstage.keys.reads()).isEqualTo(2);
    }

    @Test
    void noKeyIsReadBeforeARequest() {
        payments();

        assertThat(backstage.keys.reads()).isZero();
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

    private static final ChargeId OF_ACCOUNT = new ChargeId("ch_1");

    @Test
    void hasChargesWithWhatWentBackOfThem() {
        backstage.charge(OF_ACCOUNT, Money.of(1250, "EUR"));
        backstage.refundByOthers(OF_ACCOUNT, Money.of(250, "EUR"));
        assertThat(payments().charge(OF_ACCOUNT)).contains(new Charge(Money.of(1250, "EUR"), true, 250, false));
        assertThat(payments().charge(new ChargeId("ch_none"))).isEmpty();
        backstage.chargeElsewhere(new ChargeId("ch_other"), Money.of(1, "EUR"));
        assertThat(payments().charge(new ChargeId("ch_other"))).isEmpty();
    }

    @Test
    void hasABalanceInEachCurrency() {
        backstage.charge(OF_ACCOUNT, Money.of(1250, "EUR"));
        backstage.charge(new ChargeId("ch_2"), Money.of(900, "JPY"));
        assertThat(payments().funds().available())
                .containsExactlyInAnyOrder(Money.of(1250, "EUR"), Money.of(900, "JPY"));
        assertThat(payments().funds().live()).isTrue();
    }

    @Test
    void isForTheOperatorUnderAWrongKey() {
        payments().funds();
        backstage.passes(Duration.ofSeconds(10));
        backstage.replaceKey();
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(payments()::funds);
    }

    /** Of a charge that was captured in part, the rest was never taken. */
    @Test
    void readsWhatWasCaptured() {
        assertThat(ObjectReader.charge(Json.read("""
                {"object": "charge", "amount": 2500, "amount_captured": 1250, "amount_refunded": 0,
                 "currency": "eur", "paid": true}"""))).isEqualTo(new Charge(Money.of(1250, "EUR"), true, 0, false));
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
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> ObjectReader.funds(Json.read("{\"available\": [{\"currency\": \"usd\"}]}")));
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> ObjectReader.charge(Json.read("{\"amount\": 1, \"currency\": \"money\"}")));
    }
}
