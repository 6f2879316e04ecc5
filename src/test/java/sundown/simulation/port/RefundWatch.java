package sundown.simulation.port;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.UserId;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.membership.MembershipStore;
import sundown.refund.CancellationLedger;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.Answer;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundState;
import sundown.refund.RefundState.ManualReason;
import sundown.refund.ReportingService;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.invariant.Bank;
import sundown.simulation.invariant.RefundTransitions;
import sundown.simulation.invariant.RefundTruths;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** The ports of memberships and refunds, which check and note what passes them. */
public final class RefundWatch {
    private RefundWatch() {}

    /** Checks every membership at the moment at which it is cancelled. */
    public record WatchedMemberships(MembershipStore real, RefundCloud refunds, Calendar calendar, Surroundings around)
            implements MembershipStore {
        private static final Duration MOST_SKEW = Duration.ofSeconds(5);

        @Override
        public boolean cancel(UserId user, Membership read, Instant now) {
            Violation.unless(
                    refunds.row(read.charge()).isPresent(),
                    "a member's fee is in the ledger before the membership ends",
                    user);
            Violation.unless(
                    !calendar.exportsOpen().isAfter(around.now().plus(MOST_SKEW)),
                    "no membership ends before the opening",
                    user);
            boolean cancelled = real.cancel(user, read, now);
            if (cancelled) {
                around.count("memberships cancelled");
                around.tell(() -> "cancels the membership of " + user);
            }
            return cancelled;
        }
    }

    /** Checks every cancellation at the moment at which it is said to be done. */
    public record WatchedCancellations(CancellationLedger real, Bank bank, Surroundings around) {
        public Cancellation open(Cancellation due) {
            Cancellation opened = real.open(due);
            bank.subscriptions.cancelled(opened);
            return opened;
        }

        public boolean save(Cancellation cancellation) {
            boolean saved = real.save(cancellation);
            if (saved && cancellation.state() instanceof CancellationState.Ended) {
                bank.subscriptions.requireEnded(cancellation.subscription());
                around.count("subscriptions ended");
            }
            return saved;
        }
    }

    /** Checks every change of a refund at the moment at which it is made. */
    public record WatchedRefunds(RefundLedger real, Bank bank, Surroundings around) {
        public static final String NOT_ENDED = "a fee is too late after its window only";
        public static final String CERTAIN = "a worker that has seen a refund is certain of it";

        public Refund open(Refund intent) {
            Violation.unless(
                    bank.chargesOf(intent.user()).contains(intent.charge()),
                    "a row is of a member and a charge of theirs",
                    intent);
            if (intent.state() instanceof RefundState.Intent due && due.trigger() == Trigger.PAID_AFTER_CANCELLATION) {
                bank.subscriptions.requireLate(intent.charge());
            }
            return real.open(intent);
        }

        public Optional<Refund> save(Refund refund) {
            Refund before = real.find(refund.charge()).orElseThrow();
            Optional<Refund> saved = real.save(refund);
            saved.ifPresent(after -> saved(before, after));
            return saved;
        }

        private void saved(Refund before, Refund after) {
            around.tell(() -> "saves refund of " + after.user() + ", " + after.state());
            RefundTransitions.check(before, after);
            if (before.state().name() != after.state().name()) {
                entered(after);
            }
        }

        private void entered(Refund after) {
            switch (after.state()) {
                case RefundState.Succeeded succeeded -> {
                    around.count("refunds made");
                    RefundTruths.check(after, succeeded, bank.refunds(after.charge()));
                }
                case RefundState.Manual manual -> {
                    around.count("refunds manual " + manual.reason());
                    Violation.unless(
                            manual.reason() != ManualReason.UNCERTAIN
                                    || !around.run().knowsOfRefund(after.charge()),
                            CERTAIN,
                            after);
                    RefundTruths.check(manual, bank.refunds(after.charge()));
                    requireLate(after, manual);
                }
                case RefundState.Pending _ -> around.count("refunds pending");
                case RefundState.Sent _ -> around.count("refunds asked for");
                case RefundState.Intent _, RefundState.Elsewhere _, RefundState.Resolved _ -> {}
            }
        }

        /** Nobody is told that a window has ended as long as it lasts. */
        private void requireLate(Refund after, RefundState.Manual manual) {
            boolean ended = bank.membership(after.charge())
                    .refundableUntil()
                    .filter(until -> !until.isAfter(manual.at()))
                    .isPresent();
            Violation.unless(manual.reason() != ManualReason.TOO_LATE || ended, NOT_ENDED, after);
        }
    }

    /** Checks every request for a refund before it is made, and what it comes to. */
    public static final class WatchedPayments {
        public static final String ROW_FIRST = "nothing is asked for before its row says so";
        public static final String ONE_KEY = "nothing is asked for under another key unless nothing was made";
        public static final String WITHIN_A_DAY = "nothing is asked for again after a day";
        private static final Duration KEYS_LIVE = Duration.ofHours(24);

        private final ReportingService real;
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
        public WatchedPayments(ReportingService real, InMemoryRefundLedger rows, Bank bank, Surroundings around) {
            this.real = real;
            this.rows = rows;
            this.bank = bank;
            this.around = around;
        }

        public Answer refund(ChargeId charge, Instant firstAt) {
            around.run().asksForRefund(charge);
            bank.requireMayAsk(charge, real.through(), around.run());
            requireRow(charge);
            requireKey(charge, firstAt);
            around.tell(() -> "asks for the refund of " + charge.value());
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
            Instant now = around.now();
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
                around.count("refunds without money");
            }
            return answer;
        }

        public void end(SubscriptionId subscription) {
            bank.subscriptions.requireMayEnd(subscription);
            around.tell(() -> "ends " + subscription.value());
            try {
                real.end(subscription);
            } finally {
                bank.subscriptions.requireNoLastCharge();
            }
        }

        public List<PaidBack> refunds(ChargeId charge) {
            List<PaidBack> found = real.refunds(charge);
            if (found.stream().anyMatch(refund -> refund.status() != PaidBack.Status.FAILED)) {
                around.run().sawRefund(charge);
            }
            return found;
        }
    }

    /** A payment service that records its failures and lack of money as its callers see them. */
    public static final class HeardPayments {
        /**
         * A worker that has heard one asks for nothing for two minutes from the end of its run, by a clock of its own.
         */
        private static final Duration LONGEST = Duration.ofMinutes(3);

        private final PaymentService real;
        private final Surroundings around;
        /** A worker may take it for silent until then. */
        public Instant silentUntil = Instant.MIN;

        public HeardPayments(PaymentService real, Surroundings around) {
            this.real = real;
            this.around = around;
        }

        public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
            PaymentService.Answer answer = heard(() -> real.refund(charge, firstAt));
            if (answer instanceof PaymentService.Answer.Unfunded) {
                hear();
            }
            return answer;
        }

        public List<PaidBack> refunds(ChargeId charge) {
            return heard(() -> real.refunds(charge));
        }

        private <T> T heard(Supplier<T> call) {
            try {
                return call.get();
            } catch (RetryableFailure | PermanentFailure failed) {
                hear();
                throw failed;
            }
        }

        private void hear() {
            silentUntil = around.now().plus(LONGEST);
            around.run().heardNoAnswer(real.through());
        }
    }
}
