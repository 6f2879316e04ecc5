package sundown.simulation.invariant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Violation;

/** The payment service as it really is, without trouble: who has paid what, and what went back. */
public final class Bank {
    public static final String ONCE = "a fee goes back once";
    private static final String CHARGE = "ch_";
    private static final Duration LONGEST_AGO = Duration.ofDays(365);

    private final Map<ChargeId, Membership> memberships = new LinkedHashMap<>();
    private final Map<UserId, List<ChargeId>> members = new LinkedHashMap<>();
    private final Set<ChargeId> unwritten = new HashSet<>();
    public final Subscriptions subscriptions;
    public final InMemoryPaymentService service;
    private final Chance chance;
    private final Clock clock;

    public Bank(Chance chance, Clock clock) {
        this.service = new InMemoryPaymentService(clock);
        this.subscriptions = new Subscriptions(service, clock);
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
        ChargeId charge = nextCharge(user);
        Money fee = chance.pick(Money.of(1_200, "EUR"), Money.of(1_500, "JPY"), Money.of(3_500, "KWD"));
        switch (chance.between(1, 20)) {
            case 1 -> {}
            case 2 -> service.chargeElsewhere(charge, fee);
            default -> service.charge(charge, fee);
        }
        return paid(user, charge, fee, clock.instant().minus(chance.between(Duration.ZERO, LONGEST_AGO)));
    }

    private ChargeId nextCharge(UserId user) {
        return new ChargeId(CHARGE + user.value() + "_".repeat(chargesOf(user).size()));
    }

    private Membership paid(UserId user, ChargeId charge, Money fee, Instant at) {
        Membership paid = subscriptions.renewed(user, new Membership(charge, fee, at, Optional.empty()));
        memberships.put(charge, paid);
        members.computeIfAbsent(user, ignored -> new ArrayList<>()).add(charge);
        return paid;
    }

    /**
     * A user's subscription charges the fee of before once more, unless it has ended.
     *
     * @param written false when the photo cloud does not write the charge into the user's account
     */
    public Optional<Membership> renew(UserId user, boolean written) {
        ChargeId charge = nextCharge(user);
        Optional<Money> fee = chargesOf(user).stream()
                .reduce((before, last) -> last)
                .map(last -> memberships.get(last).fee());
        Optional<Membership> renewed = fee.filter(due -> subscriptions.charge(user, charge, due))
                .map(due -> paid(user, charge, due, clock.instant()));
        if (renewed.isPresent() && !written) {
            unwritten.add(charge);
        }
        return renewed;
    }

    /** True when nobody but the payment service can tell of a charge. */
    public boolean isUnwritten(ChargeId charge) {
        return unwritten.contains(charge);
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
