package sundown.refund;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.edge.ApiResponse;
import sundown.edge.Forwarding;
import sundown.edge.HttpEdge;
import sundown.edge.Json;
import sundown.edge.LogRecords;
import sundown.metrics.Measurements;
import sundown.metrics.Metric;
import sundown.metrics.Metric.Measurement;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.RefundId;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;

// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod", "UnusedVariable"})
class PaymentWebhookFunctionTest {
    private final Functions functions = new Functions();

    @AutoClose
    private final LogRecords log = LogRecords.of(HttpEdge.class);

    @Test
    void bringsARefundToItsEnd() {
        issuePending();

        ApiResponse response = word(functions.clock.instant(), "service");

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(functions.state()).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void bringsARefundToItsEndThoughItsRowIsSavedByAnotherWriterMeanwhile() {
        issuePending();
        AtomicBoolean first = new AtomicBoolean(true);
        String body = InMemoryWords.of(new RefundId("re_1"));

        functions.webhook(
                Forwarding.to(RefundLedger.class, functions.ledger, real -> new Object() {
                    public Optional<Refund> save(Refund refund) {
                        if (first.getAndSet(false)) {
                            real.save(real.find(refund.charge()).orElseThrow());
                        }
                        return real.save(refund);
                    }
                }),
                InMemoryWords.signed(body, functions.clock.instant(), "service"),
                body);

        assertThat(functions.state()).isInstanceOf(RefundState.Succeeded.class);
    }

    @Test
    void writesNothingWhenItComesAgain() {
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        word(functions.clock.instant(), "service");
        Optional<Refund> row = functions.ledger.find(Functions.CHARGE);

        word(functions.clock.instant(), "service");

        assertThat(functions.ledger.find(Functions.CHARGE)).isEqualTo(row);
    }

    @Test
    void tellsOfARefundThatFailedAfterItSucceeded() {
        functions.payments.next(
                new InMemoryPaymentService.Fate(PaidBack.Status.SUCCEEDED, Duration.ofDays(3), PaidBack.Status.FAILED));
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        functions.clock.advance(Duration.ofDays(3));

        word(functions.clock.instant(), "service");

        assertThat(functions.state()).isInstanceOf(RefundState.Manual.class);
    }

    @Test
    void isNotBelievedWhenNobodySignedIt() {
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        RefundState before = functions.state();

        Measurements measurements = new Measurements();
        ApiResponse response = word(functions.clock.instant(), "somebody");
        word(functions.clock.instant(), "service");
        measurements.close();

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(measurements.heard())
                .filteredOn(heard -> heard.metric() == Metric.WEBHOOKS)
                .extracting(Measurement::of)
                .containsExactly(List.of("REFUSED"), List.of("TAKEN"));
        assertThat(Json.read(response.body()).path("type").textValue()).endsWith("not-signed");
        assertThat(functions.state()).isEqualTo(before);
        assertThat(log.lines()).containsExactly("INFO refused: not-signed");
    }

    @Test
    void isNotBelievedWhenItWasSignedLongAgo() {
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);

        assertThat(word(functions.clock.instant().minus(Duration.ofMinutes(6)), "service")
                        .statusCode())
                .isEqualTo(400);
        assertThat(log.lines()).containsExactly("INFO refused: not-signed");
    }

    @Test
    void saysNothingOfWhatItDoesNotKnow() {
        String body = "other";

        ApiResponse response =
                functions.webhook(InMemoryWords.signed(body, functions.clock.instant(), "service"), body);

        assertThat(response.statusCode()).isEqualTo(204);
    }

    @Test
    void isAskedForAgainWhenTheServiceDoesNotAnswer() {
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        functions.payments.setDown(true);

        assertThat(word(functions.clock.instant(), "service").statusCode()).isEqualTo(503);
    }

    @Test
    void isRefusedWithoutHeaders() {
        assertThat(functions.webhook(Map.of(), "refund re_1").statusCode()).isEqualTo(400);
    }

    private ApiResponse word(Instant at, String signer) {
        String body = InMemoryWords.of(new RefundId("re_1"));
        return functions.webhook(InMemoryWords.signed(body, at, signer), body);
    }

    /** Asks for a refund that is pending, and has succeeded since. */
    private void issuePending() {
        functions.payments.next(new InMemoryPaymentService.Fate(
                PaidBack.Status.PENDING, Duration.ofMinutes(1), PaidBack.Status.SUCCEEDED));
        functions.issue(Functions.USER, Trigger.TRANSFER_FINISHED);
        functions.clock.advance(Duration.ofMinutes(1));
    }
}
