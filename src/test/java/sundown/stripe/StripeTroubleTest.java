package sundown.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.Membership.ChargeId;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.local.http.Endpoint.Unanswered;
import sundown.local.http.LoopbackServer;
import sundown.local.http.Reply;
import sundown.local.http.Request;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.ReportingService.Word;
import sundown.secret.Credential.ApiKey;
import sundown.secret.Credential.WebhookSecret;
import sundown.secret.Secret;

/** What a payment service may get instead of Stripe's answer. */
class StripeTroubleTest {
    private static final ChargeId CHARGE = new ChargeId("ch_1");
    private static final Instant NOW = Instant.parse("2022-12-01T10:00:00Z");
    private static final String REFUND = """
            {"id": "re_1", "object": "refund", "amount": 500, "charge": "ch_1", "currency": "usd",
             "metadata": {"refunded_by": "sundown"}, "status": %s}""";

    private final LoopbackServer server = LoopbackServer.bind(0);
    private final StripeTransport transport = new StripeTransport(Duration.ofSeconds(10));
    private final LinkedBlockingQueue<Headers> requests = new LinkedBlockingQueue<>();
    private StripePaymentService payments;
    private volatile int status = 200;
    private volatile String body = "";
    private volatile boolean silent;

    @BeforeEach
    void start() {
        server.serve(this::answer);
        payments = over(transport);
    }

    private StripePaymentService over(StripeTransport calls) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        StripeWebhooks webhooks = new StripeWebhooks(() -> new WebhookSecret(new Secret("whsec_1")), clock);
        return new StripePaymentService(
                calls, server.address().toString(), () -> new ApiKey(new Secret("sk_test_1")), clock, webhooks);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    private Reply answer(Request request) throws IOException {
        requests.add(request.exchange().getRequestHeaders());
        request.text();
        if (silent) {
            throw Unanswered.silent();
        }
        return Reply.text(status, "application/json", body);
    }

    private void answer(int newStatus, String newBody) {
        status = newStatus;
        body = newBody;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "\"text\"",
                "<html><body>Bad Gateway</body></html>",
                "{\"id\": \"re_1\"",
                "{\"id\": {}, \"amount\": \"much\"}",
                "{\"object\": \"list\", \"has_more\": true, \"data\": []}",
                "{\"id\": \"re 1\", \"amount\": 1, \"charge\": \"ch_1\", \"currency\": \"usd\"}",
                "{\"id\": \"re_1\", \"amount\": 1, \"charge\": \"ch_1\", \"currency\": \"xyz\"}"
            })
    void anAnswerThatCannotBeReadIsNoAnswer(String unreadable) {
        answer(200, unreadable);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refund(CHARGE, NOW));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refunds(CHARGE));
    }

    @ParameterizedTest
    @CsvSource({"500, ''", "502, <html>", "503, {}", "504, []", "502, '{\"error\": []}'", "502, '{\"error\": \"text\"}'"
    })
    void whatAProxySaysIsToBeTriedAgain(int newStatus, String said) {
        answer(newStatus, said);
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refund(CHARGE, NOW));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refunds(CHARGE));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refund(new RefundId("re_1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"amount\": 1, \"currency\": \"xyz\"}", "{\"amount\": 1.5, \"currency\": \"usd\"}"})
    void aChargeThatCannotBeReadIsForTheOperator(String unreadable) {
        answer(200, unreadable);
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> payments.charge(CHARGE));
    }

    @Test
    void aRedirectIsNotFollowed() {
        answer(302, "{\"error\": {\"type\": \"invalid_request_error\"}}");
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> payments.refund(CHARGE, NOW));
        assertThat(requests).hasSize(1);
    }

    @Test
    void silenceEndsTheCallInTime() {
        silent = true;
        try (StripeTransport impatient = new StripeTransport(Duration.ofSeconds(1))) {
            assertThatExceptionOfType(RetryableFailure.class)
                    .isThrownBy(() -> over(impatient).refund(CHARGE, NOW));
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void whereNobodyListensTheCallIsToBeTriedAgain() {
        server.close();
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refund(CHARGE, NOW));
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refunds(CHARGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 429, 500, 503})
    void aCallIsOneRequestWhateverIsAnswered(int newStatus) {
        answer(newStatus, "{\"error\": {\"type\": \"api_error\"}}");
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(() -> payments.refund(CHARGE, NOW));
        assertThat(requests).hasSize(1);
    }

    @Test
    void stripeIsToldOfTheRequestAndNothingElse() {
        answer(200, REFUND.formatted("\"succeeded\""));
        payments.refund(CHARGE, NOW);
        payments.refund(CHARGE, NOW);
        assertThat(requests).hasSize(2).allSatisfy(headers -> {
            assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer sk_test_1");
            assertThat(headers.getFirst("Idempotency-Key")).isEqualTo(StripePaymentService.idempotencyKey(CHARGE, NOW));
            assertThat(headers.getFirst("Content-Type")).startsWith("application/x-www-form-urlencoded");
            assertThat(headers.keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("telemetry"));
            assertThat(headers.keySet()).doesNotContain("X-stripe-client-user-agent");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "'\"pending\"', PENDING",
        "'\"requires_action\"', REQUIRES_ACTION",
        "'\"succeeded\"', SUCCEEDED",
        "'\"failed\"', FAILED",
        "'\"canceled\"', FAILED",
        "'\"something new\"', PENDING",
        "null, PENDING"
    })
    void readsEveryStatus(String written, PaidBack.Status expected) {
        answer(200, REFUND.formatted(written));
        assertThat(payments.refund(CHARGE, NOW))
                .isInstanceOfSatisfying(
                        Answer.Made.class,
                        made -> assertThat(made.refund().status()).isEqualTo(expected));
    }

    @Test
    void aRefundOfNoChargeIsNone() {
        answer(200, "{\"id\": \"re_1\", \"object\": \"refund\", \"amount\": 500, \"currency\": \"usd\"}");
        assertThat(payments.refund(new RefundId("re_1"))).isEmpty();
    }

    @Test
    void readsARefundWithAllThatStripeAdds() {
        answer(200, """
                {"id": "re_1", "object": "refund", "amount": 1000, "balance_transaction": "txn_1", "charge": "ch_1",
                 "created": 1692942318, "currency": "jpy", "destination_details": {"card": {"reference": "123456789012",
                 "reference_status": "available", "reference_type": "acquirer_reference_number", "type": "refund"},
                 "type": "card"}, "metadata": {}, "payment_intent": "pi_1", "reason": null, "receipt_number": null,
                 "source_transfer_reversal": null, "status": "succeeded", "transfer_reversal": null, "new": [1]}""");
        assertThat(payments.refund(new RefundId("re_1")))
                .map(refund -> List.of(refund.amount().toString(), refund.ours()))
                .contains(List.of("1000 JPY", false));
    }

    @Test
    void theWordOfAHeaderThatMakesNoSenseIsNotBelieved() {
        for (String header :
                List.of("", "t", "t=", "t=x,v1=y", "t=1", "v1=", "t=1,v1", "t=99999999999999999999,v1=0")) {
            assertThat(payments.read(Map.of("stripe-signature", header), "{}", Instant.EPOCH))
                    .isInstanceOf(Word.Forged.class);
        }
    }
}
