package sundown.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.refund.ForwardingPaymentService;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.PaidBack;
import sundown.refund.PaymentService;
import sundown.refund.Refund;
import sundown.refund.RefundState;

/** Checks every request for a refund before it is made, and what it comes to. */
final class WatchedPayments extends ForwardingPaymentService {
    private static final Duration KEYS_LIVE = Duration.ofHours(24);

    private final Map<ChargeId, Instant> firstAsked = new HashMap<>();
    private final InMemoryRefundLedger rows;
    private final Bank bank;
    private final Surroundings around;

    /**
     * Watches.
     *
     * @param rows as they are stored
     */
    WatchedPayments(PaymentService real, InMemoryRefundLedger rows, Bank bank, Surroundings around) {
        super(real);
        this.rows = rows;
        this.bank = bank;
        this.around = around;
    }

    @Override
    public Answer refund(ChargeId charge) {
        around.runs().current().asksForRefund(charge);
        Instant now = around.time().now();
        Optional<Refund> row = rows.find(charge);
        around.trace().say(() -> "    " + around.runs().current() + " asks for the refund of " + charge.value());
        Violation.unless(row.isPresent(), "nothing is asked for without a row", charge.value());
        Violation.unless(
                !(row.orElseThrow().state() instanceof RefundState.Intent),
                "nothing is asked for before its row says so",
                row);
        Instant first = firstAsked.computeIfAbsent(charge, ignored -> now);
        Violation.unless(
                now.isBefore(first.plus(KEYS_LIVE)), "nothing is asked for again after a day", now + ", " + first);
        try {
            return super.refund(charge);
        } finally {
            bank.refunds(charge)
                    .forEach(refund -> around.secrets().add(refund.id().value()));
            bank.check(charge);
        }
    }

    @Override
    public List<PaidBack> refunds(ChargeId charge) {
        List<PaidBack> found = super.refunds(charge);
        if (found.stream().anyMatch(refund -> refund.status() != PaidBack.Status.FAILED)) {
            around.runs().current().sawRefund(charge);
        }
        return found;
    }
}
