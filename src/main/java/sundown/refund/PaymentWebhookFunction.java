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
import sundown.edge.ProblemType;
import sundown.metrics.Metric;

/**
 * {@code POST /webhooks/payments}: the payment service reports that a refund has changed, or that a subscription has
 * charged a fee. The endpoint is public, so nothing of the report is believed but the id in it.
 */
@Singleton
public record PaymentWebhookFunction(HttpEdge edge, ReportingService payments, PaymentReports reports, Clock clock) {
    private static final Logger LOG = Logger.getLogger(PaymentWebhookFunction.class);

    /** Answers 204, or 400 when the payment service did not sign the request or signed it too long ago. */
    @Funq("payment-webhook")
    public ApiResponse handle(ApiRequest request) {
        return edge.answer(request, () -> {
            ReportingService.Word said = word(request);
            Metric.WEBHOOKS.report(said instanceof ReportingService.Word.Forged ? "REFUSED" : "TAKEN", 1);
            switch (said) {
                case ReportingService.Report report ->
                    LOG.debugf("a webhook has told something new: %s", reports.act(report));
                case ReportingService.Word.Forged forged -> throw Problem.of(ProblemType.NOT_SIGNED, forged.why());
            }
            return ApiResponse.noContent();
        });
    }

    private ReportingService.Word word(ApiRequest request) {
        Map<String, String> headers = Optional.ofNullable(request.headers()).orElse(Map.of());
        return payments.read(headers, request.text().orElse(""), clock.instant());
    }
}
