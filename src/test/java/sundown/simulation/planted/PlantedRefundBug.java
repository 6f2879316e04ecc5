package sundown.simulation.planted;

import com.google.common.collect.ImmutableSet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import sundown.account.ChargeId;
import sundown.refund.InvoiceId;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.Refund;
import sundown.refund.RefundId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState;
import sundown.refund.Trigger;
import sundown.simulation.cloud.RefundCloud;
import sundown.simulation.invariant.Bank;
import sundown.simulation.invariant.RefundEndings;
import sundown.simulation.invariant.RefundTransitions;
import sundown.simulation.invariant.RefundTruths;
import sundown.simulation.invariant.Subscriptions;
import sundown.simulation.people.Webhooks;
import sundown.simulation.port.WatchedPayments;
import sundown.simulation.port.WatchedRefunds;
import sundown.simulation.run.Plant;

/** Bugs that the functions of refunds could have, made by a port that is not what they think it is. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "ImmutableEnumChecker", "UnusedMethod", "UnusedVariable"})
public enum PlantedRefundBug implements Plant {
    /** The payment service is asked before the row that says so is saved. */
    ASKED_BEFORE_THE_ROW_IS_SAVED(WatchedPayments.ROW_FIRST, RefundLedger.class, real -> new Object() {
        public Optional<Refund> save(Refund refund) {
            return refund.state() instanceof RefundState.Sent ? Optional.of(refund) : real.save(refund);
        }
    }),

    /** The day within which a refund is asked for again counts from the last time, not from the first. */
    ASKED_AGAIN_WITHOUT_END(WatchedPayments.WITHIN_A_DAY, RefundLedger.class, real -> new Object() {
        public Optional<Refund> find(ChargeId charge) {
            return real.find(charge).map(PlantedRefundBug::asIfNewlySent);
        }

        public Optional<Refund> save(Refund refund) {
            return real.save(real.find(refund.charge())
                    .map(stored -> sinceFirst(stored, refund))
                    .orElse(refund));
        }
    }) {
        @Override
        public <T> T in(Class<T> port, T real) {
            return FIRST_TIME_KEPT.in(port, super.in(port, real));
        }
    },

    /** The key of a request is that of no other. */
    EACH_REQUEST_HAS_ITS_OWN_KEY(WatchedPayments.ONE_KEY, PaymentService.class, real -> new Object() {
        private final AtomicLong requests = new AtomicLong();

        public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
            return real.refund(charge, firstAt.plusNanos(requests.incrementAndGet()));
        }
    }),

    /** A member who finishes waits for the refund date all the same. */
    FINISHING_CHANGES_NOTHING(RefundCloud.FINISHED, RefundLedger.class, real -> new Object() {
        public Refund open(Refund intent) {
            Refund row = real.open(intent);
            return row.state() instanceof RefundState.Intent waiting
                    ? row.in(new RefundState.Intent(Trigger.TRANSFER_FINISHED, waiting.dueAt()))
                    : row;
        }
    }),

    /** A fee that is charged after the cancellation stays where it is. */
    A_LATE_PAYMENT_IS_IGNORED(Webhooks.LATE, PaymentService.class, real -> new Object() {
        public Optional<PaymentService.Payment> payment(InvoiceId invoice) {
            return real.payment(invoice).filter(paid -> false);
        }
    }),

    /** A fee that is charged after the cancellation waits for the refund date where the account tells of it, too. */
    A_LATE_PAYMENT_WAITS(Webhooks.LATE, RefundLedger.class, real -> new Object() {
        public Optional<Refund> save(Refund refund) {
            return isLate(refund) ? Optional.of(refund) : real.save(refund);
        }
    }),

    /** Each word of a late payment sends its fee back once more. */
    A_LATE_PAYMENT_GOES_BACK_TWICE(RefundTransitions.FORWARD, RefundLedger.class, real -> new Object() {
        public Refund open(Refund intent) {
            Refund row = real.open(intent);
            return isLate(intent) && row.state() instanceof RefundState.Succeeded
                    ? real.save(row.in(intent.state())).orElse(row)
                    : row;
        }
    }),

    /** A fee that was paid before the cancellation goes back when it is told of afterwards. */
    AN_EARLIER_PAYMENT_COUNTS_AS_LATE(Subscriptions.NOT_LATE, PaymentService.class, real -> new Object() {
        public Optional<PaymentService.Payment> payment(InvoiceId invoice) {
            return real.payment(invoice)
                    .map(paid ->
                            new PaymentService.Payment(paid.subscription(), paid.charge(), paid.amount(), Instant.MAX));
        }
    }),

    /** A refund of the charge is not seen when it is looked for. */
    NOTHING_IS_FOUND(WatchedRefunds.CERTAIN, PaymentService.class, Blind::new),

    /** Nor does the payment service itself keep a fee from going back twice. */
    NOTHING_IS_FOUND_AND_NOBODY_GUARDS(Bank.ONCE, PaymentService.class, Blind::new) {
        @Override
        public boolean guardsPayments() {
            return false;
        }
    },

    /** A refund that others made is taken for one of ours. */
    OTHERS_REFUNDS_COUNT_AS_OURS(RefundTruths.MADE, PaymentService.class, real -> new Object() {
        public List<PaidBack> refunds(ChargeId charge) {
            return real.refunds(charge).stream().map(PlantedRefundBug::ours).toList();
        }
    }),

    /** Nobody looks after refunds whose answer was lost. */
    NOBODY_LOOKS_AFTER(RefundEndings.IN_TIME, RefundLedger.class, real -> new Object() {
        public List<ChargeId> due(Instant now, int limit) {
            return List.of();
        }
    }),

    /** An uncertain refund is looked up again when it is too late. */
    PEOPLE_ARE_TOLD_TOO_LATE(RefundEndings.IN_TIME, RefundLedger.class, real -> new Object() {
        public Optional<Refund> save(Refund refund) {
            return real.save(refund.state() instanceof RefundState.Sent sent ? late(refund, sent) : refund);
        }
    }),

    /** That a refund has failed since is not heard. */
    FAILURES_ARE_NOT_HEARD(RefundEndings.FAILED, PaymentService.class, real -> new Object() {
        public Optional<PaidBack> refund(RefundId refund) {
            return real.refund(refund).filter(found -> found.status() != PaidBack.Status.FAILED);
        }
    }),

    /** A save asks for no version: the last one wins. */
    NO_VERSION_CHECK(
            ImmutableSet.of(RefundTransitions.FORWARD, RefundTransitions.DAY, RefundTransitions.IN_HAND),
            RefundLedger.class,
            real -> new Object() {
                public Optional<Refund> save(Refund refund) {
                    return real.find(refund.charge())
                            .map(stored -> stored.in(refund.state()))
                            .flatMap(real::save);
                }
            });

    private static final Duration TOO_LATE = Duration.ofHours(26);

    private static final PlantedPort<PaymentService> FIRST_TIME_KEPT =
            new PlantedPort<>(PaymentService.class, real -> new Object() {
                private final Map<ChargeId, Instant> first = new HashMap<>();

                public PaymentService.Answer refund(ChargeId charge, Instant firstAt) {
                    return real.refund(charge, first.computeIfAbsent(charge, ignored -> firstAt));
                }
            });

    private final ImmutableSet<String> invariants;
    private final PlantedPort<?> planted;

    <T> PlantedRefundBug(String invariant, Class<T> port, Function<T, ?> bug) {
        this(ImmutableSet.of(invariant), port, bug);
    }

    <T> PlantedRefundBug(ImmutableSet<String> invariants, Class<T> port, Function<T, ?> bug) {
        this.invariants = invariants;
        this.planted = new PlantedPort<>(port, bug);
    }

    @Override
    public <T> T in(Class<T> port, T real) {
        return planted.in(port, real);
    }

    /** One of these it must be found to break. */
    Set<String> invariants() {
        return invariants;
    }

    private record Blind(PaymentService real) {
        public List<PaidBack> refunds(ChargeId charge) {
            real.refunds(charge);
            return List.of();
        }
    }

    private static boolean isLate(Refund intent) {
        return intent.state() instanceof RefundState.Intent due && due.trigger() == Trigger.PAID_AFTER_CANCELLATION;
    }

    private static Refund asIfNewlySent(Refund refund) {
        return refund.state() instanceof RefundState.Sent sent
                ? refund.in(new RefundState.Sent(sent.checkAt(), sent.attempt(), sent.checkAt()))
                : refund;
    }

    private static Refund sinceFirst(Refund stored, Refund refund) {
        return stored.state() instanceof RefundState.Sent first && refund.state() instanceof RefundState.Sent again
                ? refund.in(new RefundState.Sent(first.firstAt(), again.attempt(), again.checkAt()))
                : refund;
    }

    private static Refund late(Refund refund, RefundState.Sent sent) {
        return refund.in(new RefundState.Sent(
                sent.firstAt(), sent.attempt(), sent.firstAt().plus(TOO_LATE)));
    }

    private static PaidBack ours(PaidBack refund) {
        return new PaidBack(refund.id(), refund.charge(), refund.amount(), refund.status(), true);
    }
}
