package sundown.simulation.invariant;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import sundown.account.ChargeId;
import sundown.account.Membership;
import sundown.account.Money;
import sundown.account.SubscriptionId;
import sundown.account.UserId;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Violation;

/** The payment service as it really is, without trouble: who has paid what, and what went back. */
public final class Bank {
    public static final String ONCE = "a fee goes back once";
    public static final String IN_ITS_GROUP = "no subscription is ended outside its group";
    public static final String NO_CHARGE = "a subscription that is said to have ended charges no more";
    private static final String CHARGE = "ch_";
    private static final Duration LONGEST_AGO = Duration.ofDays(365);

    private final Map<ChargeId, Membership> memberships = new LinkedHashMap<>();
    private final Map<UserId, List<ChargeId>> members = new LinkedHashMap<>();
    private final Map<SubscriptionId, UserId> subscribers = new LinkedHashMap<>();
    private final InMemoryPaymentService service;
    private final Chance chance;
    private final Clock clock;
    private Predicate<UserId> ending = user -> true;

    public Bank(Chance chance, Clock clock) {
        this.service = new InMemoryPaymentService(clock);
        this.chance = chance;
        this.clock = clock;
    }

    public static boolean belongs(ChargeId charge, UserId user) {
        String first = CHARGE + user.value();
        return charge.value().equals(first) || charge.value().startsWith(first + "_");
    }

    /** What a user pays for; most pay, and few of the charges are not where they should be. */
    public Optional<Membership> join(UserId user) {
        return chance.oneIn(5) ? Optional.empty() : Optional.of(pay(user));
    }

    /** A user pays, for the first time or once more. */
    public Membership pay(UserId user) {
        List<ChargeId> paidBefore = members.computeIfAbsent(user, ignored -> new ArrayList<>());
        ChargeId charge = new ChargeId(CHARGE + user.value() + "_".repeat(paidBefore.size()));
        Money fee = chance.pick(Money.of(1_200, "EUR"), Money.of(1_500, "JPY"), Money.of(3_500, "KWD"));
        switch (chance.between(1, 20)) {
            case 1 -> {}
            case 2 -> service.chargeElsewhere(charge, fee);
            default -> service.charge(charge, fee);
        }
        Membership paid = renewed(
                user,
                new Membership(
                        charge,
                        fee,
                        clock.instant().minus(chance.between(Duration.ZERO, LONGEST_AGO)),
                        Optional.empty()));
        memberships.put(charge, paid);
        paidBefore.add(charge);
        return paid;
    }

    public InMemoryPaymentService service() {
        return service;
    }

    /** What a user has paid, the last fee's charge at the end. */
    public List<ChargeId> chargesOf(UserId user) {
        return List.copyOf(members.getOrDefault(user, List.of()));
    }

    public List<ChargeId> charges() {
        return List.copyOf(memberships.keySet());
    }

    public List<PaidBack> refunds(ChargeId charge) {
        return service.refunds(charge);
    }

    /**
     * Somebody else gives something back.
     *
     * @return true when there was something to give
     */
    public boolean refundByOthers() {
        if (memberships.isEmpty()) {
            return false;
        }
        Membership paid = chance.pick(List.copyOf(memberships.values()));
        int left = (int) (paid.fee().minorUnits() - givenBack(paid.charge()));
        if (left > 0) {
            int amount = chance.oneIn(2) ? left : chance.between(1, left);
            service.refundByOthers(paid.charge(), new Money(amount, paid.fee().currency()));
        }
        return left > 0;
    }

    private long givenBack(ChargeId charge) {
        return refunds(charge).stream()
                .filter(Bank::notFailed)
                .mapToLong(refund -> refund.amount().minorUnits())
                .sum();
    }

    private static boolean notFailed(PaidBack refund) {
        return refund.status() != PaidBack.Status.FAILED;
    }

    /** Tells for whom memberships end. */
    public void ends(Predicate<UserId> predicate) {
        ending = predicate;
    }

    /** What must hold when a subscription is about to be ended. */
    public void requireMayEnd(SubscriptionId subscription) {
        boolean ends = Optional.ofNullable(subscribers.get(subscription))
                .filter(ending)
                .isPresent();
        Violation.unless(ends, IN_ITS_GROUP, subscription.value());
    }

    /** What must hold when a subscription is said to have ended. */
    public void requireEnded(SubscriptionId subscription) {
        Violation.unless(
                service.subscription(subscription) == SubscriptionStatus.ENDED, NO_CHARGE, subscription.value());
    }

    /** What a user is renewed by. */
    public Optional<SubscriptionId> subscriptionOf(UserId user) {
        return Optional.of(subscription(user)).filter(subscribers::containsKey);
    }

    /** Most are renewed, and few by a subscription that the service does not know. It costs no chance. */
    private Membership renewed(UserId user, Membership paid) {
        int kind = Math.floorMod(user.value().hashCode(), 10);
        if (kind == 0) {
            return paid;
        }
        if (kind > 1 && !subscribers.containsKey(subscription(user))) {
            service.subscribe(subscription(user));
        }
        subscribers.put(subscription(user), user);
        return paid.renewedBy(subscription(user));
    }

    private static SubscriptionId subscription(UserId user) {
        return new SubscriptionId("sub_" + user.value());
    }

    /** What must hold of a charge at all times. */
    public void check(ChargeId charge) {
        List<PaidBack> ours = refunds(charge).stream()
                .filter(PaidBack::ours)
                .filter(Bank::notFailed)
                .toList();
        Violation.unless(ours.size() <= 1, ONCE, ours);
        Violation.unless(
                givenBack(charge) <= memberships.get(charge).fee().minorUnits(),
                "no more goes back than was paid",
                refunds(charge));
    }
}
