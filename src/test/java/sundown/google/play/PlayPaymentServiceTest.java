package sundown.google.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.contract.PlayBackstage;
import sundown.contract.PlayContract;
import sundown.edge.Json;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.local.fault.FaultScript.Fault;
import sundown.local.google.play.StandInPlay;
import sundown.local.google.play.StandInPlay.Effect;
import sundown.local.google.play.StandInPlay.Operation;
import sundown.local.google.play.StandInPlay.StandInSubscription;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.Charge;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.refund.RefundState.ManualReason;
import sundown.secret.Credential.ServiceAccountKey;
import sundown.secret.Secret;

class PlayPaymentServiceTest extends PlayContract {
    private static final ChargeId ORDER = new ChargeId("GPA.3372-4150-8203-17209");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId("token");
    private static final Money FEE = Money.of(500, "USD");

    @AutoClose
    private final PlayAdapter adapter = new PlayAdapter();

    @Override
    protected PlayBackstage backstage() {
        return adapter;
    }

    @Test
    void anOrderThatGoogleRefusesToRefundIsForPeople() {
        adapter.charge(ORDER, FEE);
        adapter.play.faults().add(Fault.next(Operation.REFUND_ORDER, new Effect.Answer(400, "invalid")));

        assertThat(ask()).isEqualTo(new Answer.Refused(ManualReason.REFUSED));
    }

    @Test
    void aReplacedKeyIsReadAsSoonAsGoogleRefusesTheOldOne() {
        adapter.charge(ORDER, FEE);
        adapter.service().charge(ORDER);
        adapter.passes(Duration.ofSeconds(10));
        adapter.replaceKey();
        adapter.keys.put(adapter.key());

        assertThat(ask()).isInstanceOf(Answer.Made.class);
        assertThat(adapter.keys.reads()).isEqualTo(2);
    }

    /** The access token of before is dropped, too. */
    @Test
    void aTokenThatGoogleForgetsIsReplacedOnce() {
        adapter.charge(ORDER, FEE);
        adapter.service().charge(ORDER);
        adapter.play.faults().add(Fault.next(Operation.GET_ORDER, new Effect.Answer(401, "authError")));

        assertThat(adapter.service().charge(ORDER)).isPresent();
    }

    @Test
    void asksForOneTokenForManyCalls() {
        adapter.charge(ORDER, FEE);
        adapter.service().charge(ORDER);
        adapter.play.faults().add(Fault.every(Operation.TOKEN, 1, new Effect.Answer(500, "backendError")));

        assertThat(adapter.service().charge(ORDER)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "not JSON", "{\"client_email\": \"a\", \"private_key\": \"hunter2\"}"})
    void aMalformedKeyIsForTheOperatorAndNotQuoted(String malformed) {
        adapter.keys.put(new ServiceAccountKey(new Secret(malformed)));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(this::ask)
                .withMessage("Google Play: the key is not that of a service account")
                .withNoCause();
    }

    @Test
    void aKeyThatCannotSignIsForTheOperator() {
        Map<String, String> file = new HashMap<>(adapter.play.keyFile());
        file.put("private_key", "-----BEGIN PRIVATE KEY-----\naHVudGVyMg==\n-----END PRIVATE KEY-----\n");
        adapter.keys.put(new ServiceAccountKey(new Secret(Json.write(file))));

        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this::ask).withNoCause();
    }

    @Test
    void aKeyShowsNothingOfItself() {
        assertThat(adapter.key().toString()).isEqualTo("ServiceAccountKey[secret=Secret[***]]");
    }

    @Test
    void aDeploymentWithoutGooglePlaySaysSoAndReadsNoKey() {
        try (PlayCalls none = adapter.calls(PlayCalls.NO_APP)) {
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(() -> new PlayPaymentService(none).charge(ORDER))
                    .withMessage("Google Play: this deployment has no app there: set GooglePlayPackage");
        }
        assertThat(adapter.keys.reads()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, RUNNING",
        "IN_GRACE_PERIOD, RUNNING",
        "ON_HOLD, RUNNING",
        "PAUSED, RUNNING",
        "PENDING, RUNNING",
        "SOMETHING_NEW, RUNNING",
        "CANCELED, ENDED",
        "EXPIRED, ENDED",
        "PENDING_PURCHASE_CANCELED, ENDED"
    })
    void readsEveryStateOfASubscription(String state, SubscriptionStatus expected) {
        adapter.play.add(new StandInSubscription(SUBSCRIPTION.value(), state));

        assertThat(adapter.service().subscription(SUBSCRIPTION)).isEqualTo(expected);
    }

    @Test
    void aSubscriptionThatGoogleHasForgottenHasEnded() {
        adapter.play
                .faults()
                .add(Fault.next(Operation.GET_SUBSCRIPTION, new Effect.Answer(410, "purchaseTokenNoLongerValid")));

        assertThat(adapter.service().subscription(SUBSCRIPTION)).isEqualTo(SubscriptionStatus.ENDED);
    }

    /** The form of Google's documentation. */
    @Test
    void readsAnOrderWithAPartThatIsUnderWay() {
        PlayOrder order = PlayOrder.read(Json.read("""
                {"lineItems": [{"productId": "storage"}], "orderId": "GPA.3372-4150-8203-17209",
                 "purchaseToken": "token", "state": "PENDING_REFUND", "createTime": "2022-06-01T00:00:00Z",
                 "total": {"currencyCode": "EUR", "units": "12", "nanos": 500000000}, "tax": {"currencyCode": "EUR"},
                 "orderHistory": {"processedEvent": {"eventTime": "2022-06-01T00:00:01Z"}, "partialRefundEvents": [
                   {"createTime": "2022-11-01T00:00:00Z", "state": "PROCESSED_SUCCESSFULLY",
                    "refundDetails": {"total": {"currencyCode": "EUR", "units": "4"}}},
                   {"createTime": "2022-12-01T00:00:00Z", "state": "PENDING",
                    "refundDetails": {"total": {"currencyCode": "EUR", "nanos": 10000000}}}]},
                 "salesChannel": "IN_APP"}"""));

        assertThat(order.charge()).isEqualTo(new Charge(Money.of(1250, "EUR"), true, 400, false));
        assertThat(order.refunds(ORDER))
                .extracting(PaidBack::amount, PaidBack::status, PaidBack::ours)
                .containsExactly(
                        tuple(Money.of(400, "EUR"), PaidBack.Status.SUCCEEDED, false),
                        tuple(Money.of(1, "EUR"), PaidBack.Status.PENDING, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"state\": \"SOMETHING_NEW\", \"total\": {\"currencyCode\": \"EUR\"}}",
                "{\"state\": \"PROCESSED\"}",
                "{\"state\": \"PROCESSED\", \"total\": {\"currencyCode\": \"money\"}}",
                "{\"state\": \"PROCESSED\", \"total\": {\"currencyCode\": \"EUR\", \"units\": \"many\"}}",
                "{\"state\": \"PROCESSED\", \"total\": {\"currencyCode\": \"JPY\", \"nanos\": 500000000}}"
            })
    void anOrderThatCannotBeReadIsNone(String unreadable) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> PlayOrder.read(Json.read(unreadable)));
    }

    /** Of ten requests a minute, a worker of the sweep has five. */
    @Test
    void aWorkerKeepsToItsShareOfTheRequestsOfAMinute() {
        adapter.charge(ORDER, FEE);
        try (PlayCalls slow = adapter.calls(StandInPlay.APP, 10)) {
            PlayPaymentService service = new PlayPaymentService(slow);
            for (int request = 0; request < 5; request++) {
                assertThat(service.charge(ORDER)).isPresent();
            }
            assertThatExceptionOfType(RetryableFailure.class)
                    .isThrownBy(() -> service.charge(ORDER))
                    .withMessageContaining("requests of this minute");
            adapter.passes(Duration.ofMinutes(1));
            assertThat(service.charge(ORDER)).isPresent();
        }
    }

    private Answer ask() {
        return adapter.service().refund(ORDER, Instant.parse("2022-12-01T10:00:00Z"));
    }
}
