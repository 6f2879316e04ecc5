package sundown.refund;

import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.ReportingService.Report;

/**
 * Acts on what the payment service reports, whether it came by a webhook or was read later. A report only triggers a
 * look-up: everything else comes from the service itself, and a report that comes twice finds nothing to do.
 */
@Singleton
record PaymentReports(ReportingService payments, RefundWorker worker, CancellationLedger cancellations, Clock clock) {
    private static final Logger LOG = Logger.getLogger(PaymentReports.class);

    /** Returns false when the ledger knew it already, or need not know it. */
    boolean act(Report report) {
        return switch (report) {
            case Report.OfRefund of ->
                payments.refund(of.refund()).filter(worker::settle).isPresent();
            case Report.OfPayment of ->
                payments.payment(of.invoice()).filter(this::note).isPresent();
            case Report.OfOthers _ -> false;
        };
    }

    /**
     * The ledger has one row for each charge, so the fee goes back once; the sweep does that within a minute. Where the
     * photo cloud has written the charge into the account, a row may exist already, and wait for the refund date.
     */
    private boolean note(ReportingService.Payment payment) {
        return cancellations
                .find(payment.subscription())
                .flatMap(cancellation -> CancellationRules.paidLate(cancellation, payment, clock.instant()))
                .filter(late -> worker.makeDue(late, Trigger.PAID_AFTER_CANCELLATION))
                .map(late -> {
                    LOG.warnf("user %s was charged although their subscription was to end", late.user());
                    return late;
                })
                .isPresent();
    }
}
