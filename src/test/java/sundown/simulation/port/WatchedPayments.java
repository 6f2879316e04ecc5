package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sundown.account.ChargeId;
import sundown.account.SubscriptionId;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.Refund;
import sundown.refund.RefundState;
import sundown.simulation.invariant.Bank;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** Checks every request for a refund before it is made, and what it comes to. */
public final class WatchedPayments {
    public static final String ROW_FIRST = "nothing is asked for before its row says so";
    public static final String ONE_KEY = "nothing is asked for under another key unless nothing was made";
    public static final String WITHIN_A_DAY = "nothing is asked for again after a day";
    private static final Duration KEYS_LIVE = Duration.ofHours(24);

    private final PaymentService real;
    private final Map<ChargeId, Key> keys = new HashMap<>();
    private final InMemoryRefundLedger rows;
    private final Bank bank;
    private final Surroundings around;

    /**
     * The key under which the refund of a charge was asked for last.
     *
     * @param unmade true when the service has said that it made nothing
     */
    private record Key(Instant firstAt, Instant used, boolean unmade) {
        Key after(Answer answer) {
            return new Key(firstAt, used, unmade || answer instanceof Answer.Unfunded);
        }
    }

    /**
     * Watches.
     *
     * @param rows as they are stored
     */
    public WatchedPayments(PaymentService real, InMemoryRefundLedger rows, Bank bank, Surroundings around) {
        this.real = real;
        this.rows = rows;
        this.bank = bank;
        this.around = around;
    }

    public Answer refund(ChargeId charge, Instant firstAt) {
        around.runs().current().asksForRefund(charge);
        requireRow(charge);
        requireKey(charge, firstAt);
        around.trace().say(() -> "    " + around.runs().current() + " asks for the refund of " + charge.value());
        try {
            return answered(charge, real.refund(charge, firstAt));
        } finally {
            bank.refunds(charge)
                    .forEach(refund -> around.secrets().add(refund.id().value()));
            bank.check(charge);
        }
    }

    private void requireRow(ChargeId charge) {
        Optional<Refund> row = rows.find(charge);
        Violation.unless(row.isPresent(), "nothing is asked for without a row", charge.value());
        Violation.unless(!(row.orElseThrow().state() instanceof RefundState.Intent), ROW_FIRST, row);
    }

    private void requireKey(ChargeId charge, Instant firstAt) {
        Instant now = around.time().now();
        Key last = keys.computeIfAbsent(charge, ignored -> new Key(firstAt, now, false));
        if (!last.firstAt().equals(firstAt)) {
            Violation.unless(last.unmade(), ONE_KEY, firstAt + ", " + last);
            keys.put(charge, new Key(firstAt, now, false));
        }
        Violation.unless(now.isBefore(keys.get(charge).used().plus(KEYS_LIVE)), WITHIN_A_DAY, now + ", " + last);
    }

    private Answer answered(ChargeId charge, Answer answer) {
        keys.computeIfPresent(charge, (ignored, key) -> key.after(answer));
        if (answer instanceof Answer.Unfunded) {
            around.coverage().count("refunds without money");
        }
        return answer;
    }

    public void end(SubscriptionId subscription, Instant firstAt) {
        bank.subscriptions.requireMayEnd(subscription);
        around.trace().say(() -> "    " + around.runs().current() + " ends " + subscription.value());
        try {
            real.end(subscription, firstAt);
        } finally {
            bank.subscriptions.requireNoLastCharge();
        }
    }

    public List<PaidBack> refunds(ChargeId charge) {
        List<PaidBack> found = real.refunds(charge);
        if (found.stream().anyMatch(refund -> refund.status() != PaidBack.Status.FAILED)) {
            around.runs().current().sawRefund(charge);
        }
        return found;
    }
}
