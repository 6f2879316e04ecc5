package sundown.simulation.invariant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.PaymentService.PaidBack;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.Chance;
import sundown.simulation.run.Run;
import sundown.simulation.run.Violation;

/** The payment services as they really are, without trouble: who has paid what where, and what went back. */
public final class Bank {
    public static final String ONCE = "a fee goes back once";
    public static final String WHERE_PAID = "a refund is requested where the fee was paid";
    public static final String WINDOW = "no refund is requested after its window";
    public static final String DISPUTED = "no refund of a disputed charge is requested";
    private static final String CHARGE = "ch_";
    private static final Duration SOON = Duration.ofHours(12);
    private static final Duration LONGEST_AGO = Duration.ofDays(365);

    private final Map<ChargeId, Membership> memberships = new LinkedHashMap<>();
    private final Map<UserId, List<ChargeId>> members = new LinkedHashMap<>();
    private final Set<ChargeId> unwritten = new HashSet<>();
    private final Map<ChargeId, Instant> disputed = new HashMap<>();
    public final Subscriptions subscriptions;
    /** The service that renews memberships and sends webhooks. */
    public final InMemoryPaymentService stripe;

    public final InMemoryPaymentService play;
    private final Chance chance;
    private final Calendar calendar;
    private final Clock clock;

    public Bank(Chance chance, Calendar calendar, Clock clock) {
        this.stripe = new InMemoryPaymentService(clock);
        this.play = new InMemoryPaymentService(clock, PaidThrough.GOOGLE_PLAY);
        this.subscriptions = new Subscriptions(this::service, clock);
        this.chance = chance;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** The service where a fee was paid; none where no refund can be requested. */
    private Optional<InMemoryPaymentService> service(Membership paid) {
        return switch (paid.through()) {
            case STRIPE -> Optional.of(stripe);
            case GOOGLE_PLAY -> Optional.of(play);
            case APPLE, CARRIER, OTHER -> Optional.empty();
        };
    }

    public static boolean belongs(ChargeId charge, UserId user) {
        String first = CHARGE + user.value();
        return charge.value().equals(first) || charge.value().startsWith(first + "_");
    }

    /** What a user pays for; most pay, and few of the charges are not where they should be. */
    public Optional<Membership> join(UserId user) {
        return chance.oneIn(5) ? Optional.empty() : Optional.of(pay(user));
    }

    /** A user pays, for the first time or once more; some dispute it, or have a part back already. */
    public Membership pay(UserId user) {
        Money fee = chance.pick(Money.of(1_200, "EUR"), Money.of(1_500, "JPY"), Money.of(3_500, "KWD"));
        Instant at = clock.instant().minus(chance.between(Duration.ZERO, LONGEST_AGO));
        Membership paid = paid(
                user,
                new Membership(nextCharge(user), fee, at, Optional.empty()).paid(through(user), refundableUntil()));
        service(paid).ifPresent(service -> charge(service, paid));
        return paid;
    }

    private void charge(InMemoryPaymentService service, Membership paid) {
        switch (chance.between(1, 20)) {
            case 1 -> {}
            case 2 -> service.chargeElsewhere(paid.charge(), paid.fee());
            case 3 -> {
                service.charge(paid.charge(), paid.fee());
                dispute(paid);
            }
            case 4 -> {
                service.charge(paid.charge(), paid.fee());
                giveBack(service, paid, chance.between(1, (int) paid.fee().minorUnits()));
            }
            default -> service.charge(paid.charge(), paid.fee());
        }
    }

    /** Everybody stays with one service. */
    private PaidThrough through(UserId user) {
        return chargesOf(user).stream()
                .findFirst()
                .map(charge -> memberships.get(charge).through())
                .orElseGet(() -> switch (chance.between(1, 12)) {
                    case 1, 2, 3 -> PaidThrough.GOOGLE_PLAY;
                    case 4 -> chance.pick(PaidThrough.APPLE, PaidThrough.CARRIER, PaidThrough.OTHER);
                    default -> PaidThrough.STRIPE;
                });
    }

    /** Refunds of some end: in hours, around the opening, or around the refund date. */
    private Optional<Instant> refundableUntil() {
        Duration days = chance.between(Duration.ofDays(-20), Duration.ofDays(20));
        return switch (chance.between(1, 10)) {
            case 1 -> Optional.of(clock.instant().plus(chance.between(Duration.ZERO, SOON)));
            case 2 -> Optional.of(calendar.exportsOpen().plus(days));
            case 3 -> Optional.of(calendar.refundBy().plus(days));
            default -> Optional.empty();
        };
    }

    /** What somebody has paid with a charge. */
    public Membership membership(ChargeId charge) {
        return memberships.get(charge);
    }

    private ChargeId nextCharge(UserId user) {
        return new ChargeId(CHARGE + user.value() + "_".repeat(chargesOf(user).size()));
    }

    private Membership paid(UserId user, Membership fee) {
        Membership paid = subscriptions.renewed(user, fee);
        memberships.put(paid.charge(), paid);
        members.computeIfAbsent(user, ignored -> new ArrayList<>()).add(paid.charge());
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
                .map(due -> paid(user, new Membership(charge, due, clock.instant(), Optional.empty())));
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
        return Optional.ofNullable(memberships.get(charge)).flatMap(this::service).stream()
                .flatMap(service -> service.refunds(charge).stream())
                .toList();
    }

    /**
     * A member disputes a fee at their bank.
     *
     * @return true when there was one
     */
    public boolean dispute() {
        boolean paid = !memberships.isEmpty();
        if (paid) {
            dispute(chance.pick(List.copyOf(memberships.values())));
        }
        return paid;
    }

    private void dispute(Membership paid) {
        service(paid)
                .filter(service -> service.charge(paid.charge()).isPresent())
                .ifPresent(service -> {
                    service.dispute(paid.charge());
                    disputed.putIfAbsent(paid.charge(), clock.instant());
                });
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
        Optional<InMemoryPaymentService> service = service(paid);
        int left = (int) (paid.fee().minorUnits() - givenBack(paid.charge()));
        if (left > 0 && service.isPresent()) {
            giveBack(service.get(), paid, chance.oneIn(2) ? left : chance.between(1, left));
        }
        return left > 0 && service.isPresent();
    }

    private static void giveBack(InMemoryPaymentService service, Membership paid, int amount) {
        service.refundByOthers(paid.charge(), new Money(amount, paid.fee().currency()));
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

    /**
     * What must hold when a refund is requested: while a run goes on, the window may end, and a dispute begin.
     *
     * @param through the service that is asked
     */
    public void requireMayAsk(ChargeId charge, PaidThrough through, Run run) {
        Membership paid = memberships.get(charge);
        Violation.unless(paid.through() == through, WHERE_PAID, paid.through() + ", not " + through);
        boolean open = paid.refundableUntil()
                .filter(until -> !run.beganOnItsClock().isBefore(until))
                .isEmpty();
        Violation.unless(open, WINDOW, run.beganOnItsClock() + ", " + paid.refundableUntil());
        Instant begin = disputed.getOrDefault(charge, Instant.MAX);
        Violation.unless(begin.isAfter(run.began()), DISPUTED, charge.value() + " since " + begin);
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
