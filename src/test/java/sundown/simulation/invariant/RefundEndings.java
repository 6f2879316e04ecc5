package sundown.simulation.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundRules;
import sundown.refund.RefundState;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.people.Webhooks;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;

/** What must hold of refunds after a sweep, and when the refund date is long past. */
public record RefundEndings(RefundCloud cloud, Webhooks webhooks) {
    public static final String FAILED = "a refund that fails goes to people";
    public static final String SUBSCRIPTION = "every subscription has ended or is with people";
    public static final String WINDOW = "a fee goes back before its window ends";
    public static final String IN_TIME = "a refund goes to people in time";

    /** Clocks differ by seconds, and a run goes on for a minute after it looked at its own. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final Duration LONGEST_LOOK = Duration.ofHours(6);

    /** Checks that nothing has been left behind by a sweep that went well. */
    public void checkSwept(Run sweep) {
        Instant began = sweep.began();
        for (Refund row : cloud.rows()) {
            boolean inTime = latest(row, sweep)
                    .filter(latest -> began.isAfter(latest.plus(GRACE)))
                    .isEmpty();
            Violation.unless(inTime, IN_TIME, began + ", " + row);
            Violation.unless(!missesWindow(row, sweep), WINDOW, began + ", " + row);
        }
    }

    /** A fee is not requested in time while its service is silent. */
    private boolean missesWindow(Refund row, Run sweep) {
        Instant recorded = row.openedAt().plus(GRACE);
        return row.state() instanceof RefundState.Intent
                && !sweep.heardSilence(row.through())
                && sweep.began().isAfter(recorded)
                && cloud.bank
                        .membership(row.charge())
                        .refundableUntil()
                        .map(until -> until.minus(RefundRules.WINDOW_MARGIN).plus(GRACE))
                        .filter(sweep.began()::isAfter)
                        .isPresent();
    }

    private static Optional<Instant> latest(Refund row, Run sweep) {
        return switch (row.state()) {
            case RefundState.Intent intent ->
                sweep.heardSilence(row.through()) ? Optional.empty() : Optional.of(seen(intent, row.openedAt()));
            case RefundState.Sent sent ->
                Optional.of(sent.unmade() ? sent.checkAt() : sent.firstAt().plus(RefundRules.UNCERTAIN_MAX));
            case RefundState.Pending pending ->
                Optional.of(pending.since().plus(RefundRules.PENDING_MAX).plus(LONGEST_LOOK));
            case RefundState.Succeeded _, RefundState.WithPeople _ -> Optional.empty();
        };
    }

    /** The next sweep sees a row that is recorded after its date. */
    private static Instant seen(RefundState.Intent intent, Instant openedAt) {
        return openedAt.isAfter(intent.dueAt()) ? openedAt : intent.dueAt();
    }

    /**
     * Checks what became of a user's fees: the last one and late ones must go back, and what is in the ledger beside
     * them.
     */
    public void check(UserId user) {
        List<ChargeId> paid = cloud.bank.chargesOf(user);
        checkLast(
                paid.stream().filter(charge -> !cloud.bank.isUnwritten(charge)).toList());
        paid.stream().filter(this::isToldOfAsLate).forEach(webhooks::requireHeard);
        paid.stream().flatMap(charge -> cloud.row(charge).stream()).forEach(this::check);
        cloud.bank.subscriptions.of(user).ifPresent(this::check);
    }

    private void checkLast(List<ChargeId> written) {
        Violation.unless(
                written.isEmpty() || cloud.row(written.getLast()).isPresent(), "no refund is forgotten", written);
    }

    /** If its word is lost and the account does not tell, only the payment service's own list does. */
    private boolean isToldOfAsLate(ChargeId charge) {
        Subscriptions subscriptions = cloud.bank.subscriptions;
        return subscriptions.isLate(charge)
                && subscriptions
                        .invoice(charge)
                        .filter(invoice -> !webhooks.lost(invoice))
                        .isPresent();
    }

    private void check(SubscriptionId subscription) {
        Optional<Cancellation> row = cloud.cancellation(subscription);
        boolean known = row.filter(end -> !(end.state() instanceof CancellationState.Due))
                .isPresent();
        Violation.unless(known, SUBSCRIPTION, row);
    }

    private void check(Refund row) {
        switch (row.state()) {
            case RefundState.Succeeded succeeded -> check(row.charge(), succeeded);
            case RefundState.Open _ -> {}
            case RefundState.Intent _, RefundState.Sent _ -> throw unended(row);
            case RefundState.Pending _, RefundState.Resolved _ -> throw unended(row);
        }
        cloud.bank.check(row.charge());
    }

    private static Violation unended(Refund row) {
        return new Violation("every refund comes to an end", row.toString());
    }

    /** Where it failed later, the ledger knows unless it was not told; only Stripe tells. */
    private void check(ChargeId charge, RefundState.Succeeded succeeded) {
        List<PaidBack> real = cloud.bank.refunds(charge).stream()
                .filter(refund -> refund.id().equals(succeeded.refund()))
                .toList();
        boolean known = real.size() == 1
                && (real.getFirst().status() == PaidBack.Status.SUCCEEDED
                        || cloud.bank.membership(charge).through() != PaidThrough.STRIPE
                        || webhooks.lost(succeeded.refund()));
        Violation.unless(known, FAILED, real);
    }
}
