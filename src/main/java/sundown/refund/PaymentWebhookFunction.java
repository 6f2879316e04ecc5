package sundown.refund;

import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.HttpEdge;
import sundown.edge.Problem;
import sundown.metrics.Metric;

/**
 * {@code POST /webhooks/payments}: the payment service reports that a refund has changed, or that a subscription has
 * charged a fee. The endpoint is public, so the report only triggers a look-up: everything else comes from the service
 * itself.
 */
@Singleton
public final class PaymentWebhookFunction {
    private static final Logger LOG = Logger.getLogger(PaymentWebhookFunction.class);

    private final HttpEdge edge;
    private final PaymentService payments;
    private final RefundWorker worker;
    private final CancellationLedger cancellations;
    private final Clock clock;

    PaymentWebhookFunction(
            HttpEdge edge,
            PaymentService payments,
            RefundWorker worker,
            CancellationLedger cancellations,
            Clock clock) {
        this.edge = edge;
        this.payments = payments;
        this.worker = worker;
        this.cancellations = cancellations;
        this.clock = clock;
    }

    /** Answers 204, or 400 when the payment service did not sign the request or signed it too long ago. */
    @Funq("payment-webhook")
    public ApiResponse handle(ApiRequest request) {
        return edge.answer(request, () -> {
            PaymentService.Word said = word(request);
            Metric.WEBHOOKS.report(said instanceof PaymentService.Word.Forged ? "REFUSED" : "TAKEN", 1);
            switch (said) {
                case PaymentService.Word.OfRefund word ->
                    payments.refund(word.refund()).ifPresent(worker::settle);
                case PaymentService.Word.OfPayment word ->
                    payments.payment(word.invoice()).ifPresent(this::note);
                case PaymentService.Word.OfOthers _ -> LOG.debug("a webhook about something else");
                case PaymentService.Word.Forged forged ->
                    throw Problem.of("not-signed", 400, "The payment service has not signed this.", forged.why());
            }
            return ApiResponse.noContent();
        });
    }

    /**
     * The ledger has one row for each charge, so the fee goes back once; the sweep does that within a minute. Where the
     * photo cloud has written the charge into the account, a row may exist already, and wait for the refund date.
     */
    private void note(PaymentService.Payment payment) {
        cancellations
                .find(payment.subscription())
                .flatMap(cancellation -> CancellationRules.paidLate(cancellation, payment, clock.instant()))
                .ifPresent(late -> {
                    Refund row = worker.open(late, Trigger.PAID_AFTER_CANCELLATION);
                    LOG.warnf("user %s was charged although their subscription was to end", row.user());
                });
    }

    private PaymentService.Word word(ApiRequest request) {
        Map<String, String> headers = Optional.ofNullable(request.headers()).orElse(Map.of());
        return payments.read(headers, request.text().orElse(""), clock.instant());
    }
}
