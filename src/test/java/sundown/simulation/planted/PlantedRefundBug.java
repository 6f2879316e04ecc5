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
import sundown.account.ChargeId;
import sundown.refund.ForwardingPaymentService;
import sundown.refund.ForwardingRefundLedger;
import sundown.refund.PaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.Refund;
import sundown.refund.RefundId;
import sundown.refund.RefundLedger;
import sundown.refund.RefundState;
import sundown.simulation.invariant.Bank;
import sundown.simulation.invariant.RefundEndings;
import sundown.simulation.invariant.RefundTransitions;
import sundown.simulation.invariant.RefundTruths;
import sundown.simulation.port.WatchedPayments;
import sundown.simulation.port.WatchedRefunds;
import sundown.simulation.run.Plant;

/** Bugs that the functions of refunds could have, made by a port that is not what they think it is. */
public enum PlantedRefundBug implements Plant {
    /** The payment service is asked before the row that says so is saved. */
    ASKED_BEFORE_THE_ROW_IS_SAVED(WatchedPayments.ROW_FIRST) {
        @Override
        public RefundLedger in(RefundLedger real) {
            return new ForwardingRefundLedger(real) {
                @Override
                public Optional<Refund> save(Refund refund) {
                    return refund.state() instanceof RefundState.Sent ? Optional.of(refund) : super.save(refund);
                }
            };
        }
    },

    /** The day within which a refund is asked for again counts from the last time, not from the first. */
    ASKED_AGAIN_WITHOUT_END(WatchedPayments.WITHIN_A_DAY) {
        @Override
        public RefundLedger in(RefundLedger real) {
            return new ForwardingRefundLedger(real) {
                @Override
                public Optional<Refund> find(ChargeId charge) {
                    return super.find(charge).map(PlantedRefundBug::asIfNewlySent);
                }

                @Override
                public Optional<Refund> save(Refund refund) {
                    return super.save(super.find(refund.charge())
                            .map(stored -> sinceFirst(stored, refund))
                            .orElse(refund));
                }
            };
        }

        @Override
        public PaymentService in(PaymentService real) {
            Map<ChargeId, Instant> first = new HashMap<>();
            return new ForwardingPaymentService(real) {
                @Override
                public Answer refund(ChargeId charge, Instant firstAt) {
                    return super.refund(charge, first.computeIfAbsent(charge, ignored -> firstAt));
                }
            };
        }
    },

    /** The key of a request is that of no other. */
    EACH_REQUEST_HAS_ITS_OWN_KEY(WatchedPayments.ONE_KEY) {
        @Override
        public PaymentService in(PaymentService real) {
            AtomicLong requests = new AtomicLong();
            return new ForwardingPaymentService(real) {
                @Override
                public Answer refund(ChargeId charge, Instant firstAt) {
                    return super.refund(charge, firstAt.plusNanos(requests.incrementAndGet()));
                }
            };
        }
    },

    /** A refund of the charge is not seen when it is looked for. */
    NOTHING_IS_FOUND(WatchedRefunds.CERTAIN) {
        @Override
        public PaymentService in(PaymentService real) {
            return blind(real);
        }
    },

    /** Nor does the payment service itself keep a fee from going back twice. */
    NOTHING_IS_FOUND_AND_NOBODY_GUARDS(Bank.ONCE) {
        @Override
        public PaymentService in(PaymentService real) {
            return blind(real);
        }

        @Override
        public boolean guardsPayments() {
            return false;
        }
    },

    /** A refund that others made is taken for one of ours. */
    OTHERS_REFUNDS_COUNT_AS_OURS(RefundTruths.MADE) {
        @Override
        public PaymentService in(PaymentService real) {
            return new ForwardingPaymentService(real) {
                @Override
                public List<PaidBack> refunds(ChargeId charge) {
                    return super.refunds(charge).stream()
                            .map(PlantedRefundBug::ours)
                            .toList();
                }
            };
        }
    },

    /** Nobody looks after refunds whose answer was lost. */
    NOBODY_LOOKS_AFTER(RefundEndings.IN_TIME) {
        @Override
        public RefundLedger in(RefundLedger real) {
            return new ForwardingRefundLedger(real) {
                @Override
                public List<ChargeId> due(Instant now, int limit) {
                    return List.of();
                }
            };
        }
    },

    /** An uncertain refund is looked up again when it is too late. */
    PEOPLE_ARE_TOLD_TOO_LATE(RefundEndings.IN_TIME) {
        @Override
        public RefundLedger in(RefundLedger real) {
            return new ForwardingRefundLedger(real) {
                @Override
                public Optional<Refund> save(Refund refund) {
                    return super.save(refund.state() instanceof RefundState.Sent sent ? late(refund, sent) : refund);
                }
            };
        }
    },

    /** That a refund has failed since is not heard. */
    FAILURES_ARE_NOT_HEARD(RefundEndings.FAILED) {
        @Override
        public PaymentService in(PaymentService real) {
            return new ForwardingPaymentService(real) {
                @Override
                public Optional<PaidBack> refund(RefundId refund) {
                    return super.refund(refund).filter(found -> found.status() != PaidBack.Status.FAILED);
                }
            };
        }
    },

    /** A save asks for no version: the last one wins. */
    NO_VERSION_CHECK(RefundTransitions.FORWARD, RefundTransitions.DAY, RefundTransitions.IN_HAND) {
        @Override
        public RefundLedger in(RefundLedger real) {
            return new ForwardingRefundLedger(real) {
                @Override
                public Optional<Refund> save(Refund refund) {
                    return super.find(refund.charge())
                            .map(stored -> stored.in(refund.state()))
                            .flatMap(super::save);
                }
            };
        }
    };

    private static final Duration TOO_LATE = Duration.ofHours(26);

    private final ImmutableSet<String> invariants;

    PlantedRefundBug(String... invariants) {
        this.invariants = ImmutableSet.copyOf(invariants);
    }

    /** One of these it must be found to break. */
    Set<String> invariants() {
        return invariants;
    }

    private static PaymentService blind(PaymentService real) {
        return new ForwardingPaymentService(real) {
            @Override
            public List<PaidBack> refunds(ChargeId charge) {
                super.refunds(charge);
                return List.of();
            }
        };
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
