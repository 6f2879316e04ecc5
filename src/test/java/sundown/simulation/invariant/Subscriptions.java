package sundown.simulation.invariant;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.PaymentService.SubscriptionStatus;
import sundown.refund.ReportingService.InvoiceId;
import sundown.simulation.run.Violation;

/** The subscriptions as they really are: which memberships they renew, which are to end, and what they have charged. */
public final class Subscriptions {
    public static final String IN_ITS_GROUP = "no subscription is ended outside its group";
    public static final String NO_CHARGE = "a subscription that is said to have ended charges no more";
    public static final String NO_LAST_CHARGE = "the end of a subscription charges nothing";
    public static final String NOT_LATE = "a fee that was paid before its subscription was to end is not late";

    /** What is paid a minute before the cancellation is late, too; clocks are wrong by seconds. */
    private static final Duration MOST_DIFFERENCE = Duration.ofSeconds(70);

    private final Map<SubscriptionId, UserId> subscribers = new LinkedHashMap<>();
    private final Map<SubscriptionId, Instant> toEnd = new HashMap<>();
    private final Set<SubscriptionId> ended = new HashSet<>();
    private final Map<ChargeId, Charged> charges = new HashMap<>();
    private final Function<Membership, Optional<InMemoryPaymentService>> services;
    private final Map<SubscriptionId, InMemoryPaymentService> renewing = new HashMap<>();
    private final Clock clock;
    private Predicate<UserId> ending = user -> true;
    private Consumer<UserId> meanwhile = user -> {};

    /**
     * What a subscription has charged.
     *
     * @param late true when its cancellation was recorded before
     */
    private record Charged(SubscriptionId subscription, InvoiceId invoice, Instant at, boolean late) {}

    /** @param services where fees are paid; no others renew what is known here */
    Subscriptions(Function<Membership, Optional<InMemoryPaymentService>> services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    /** Tells which users' memberships end. */
    public void ends(Predicate<UserId> predicate) {
        ending = predicate;
    }

    /** Renews most, and few by a subscription that the service does not know. It costs no chance. */
    Membership renewed(UserId user, Membership paid) {
        int kind = Math.floorMod(user.value().hashCode(), 10);
        return services.apply(paid)
                .filter(_ -> kind != 0)
                .map(service -> renewed(user, paid, service, kind > 1))
                .orElse(paid);
    }

    private Membership renewed(UserId user, Membership paid, InMemoryPaymentService service, boolean known) {
        SubscriptionId subscription = subscription(user);
        if (known && !subscribers.containsKey(subscription)) {
            service.subscribe(subscription);
        }
        subscribers.put(subscription, user);
        renewing.put(subscription, service);
        return paid.renewedBy(subscription);
    }

    private static SubscriptionId subscription(UserId user) {
        return new SubscriptionId("sub_" + user.value());
    }

    /** What a user is renewed by. */
    public Optional<SubscriptionId> of(UserId user) {
        return Optional.of(subscription(user)).filter(subscribers::containsKey);
    }

    /** Has a user's subscription charge a fee; nothing where there is none that runs at Stripe. */
    boolean charge(UserId user, ChargeId charge, Money fee) {
        SubscriptionId subscription = subscription(user);
        Optional<InvoiceId> invoice = Optional.ofNullable(renewing.get(subscription))
                .filter(service -> service.through() == PaidThrough.STRIPE)
                .flatMap(service -> service.renew(subscription, charge, fee));
        Violation.unless(invoice.isEmpty() || !ended.contains(subscription), NO_CHARGE, subscription.value());
        invoice.ifPresent(paid -> charges.put(charge, new Charged(subscription, paid, clock.instant(), isToEnd(user))));
        return invoice.isPresent();
    }

    /** True once the cancellation of a user's subscription is recorded. */
    public boolean isToEnd(UserId user) {
        return toEnd.containsKey(subscription(user));
    }

    /** True when a charge was made after the cancellation of its subscription was recorded. */
    public boolean isLate(ChargeId charge) {
        return Optional.ofNullable(charges.get(charge)).filter(Charged::late).isPresent();
    }

    /** The invoice of a charge, if a subscription has made it. */
    public Optional<InvoiceId> invoice(ChargeId charge) {
        return Optional.ofNullable(charges.get(charge)).map(Charged::invoice);
    }

    /** Tells what happens between the record of a user's cancellation and the end of the subscription. */
    public void meanwhile(Consumer<UserId> happens) {
        meanwhile = happens;
    }

    /** The cancellation of a subscription is recorded. */
    public void cancelled(Cancellation row) {
        if (toEnd.putIfAbsent(row.subscription(), row.openedAt()) == null) {
            meanwhile.accept(subscribers.get(row.subscription()));
        }
    }

    /** What must hold when a subscription is about to be ended. */
    public void requireMayEnd(SubscriptionId subscription) {
        boolean ends = Optional.ofNullable(subscribers.get(subscription))
                .filter(ending)
                .isPresent();
        Violation.unless(ends, IN_ITS_GROUP, subscription.value());
    }

    /** What must hold when the end of a subscription was asked for. */
    public void requireNoLastCharge() {
        long payments = renewing.values().stream()
                .distinct()
                .mapToLong(service -> service.payments().size())
                .sum();
        Violation.unless(payments == charges.size(), NO_LAST_CHARGE, payments);
    }

    /** What must hold when a subscription is said to have ended. */
    public void requireEnded(SubscriptionId subscription) {
        Violation.unless(
                renewing.get(subscription).subscription(subscription) == SubscriptionStatus.ENDED,
                NO_CHARGE,
                subscription.value());
        ended.add(subscription);
    }

    /** What must hold when a charge goes back because it was late. */
    public void requireLate(ChargeId charge) {
        boolean late = Optional.ofNullable(charges.get(charge))
                .filter(charged -> !charged.at()
                        .isBefore(toEnd.getOrDefault(charged.subscription(), Instant.MAX)
                                .minus(MOST_DIFFERENCE)))
                .isPresent();
        Violation.unless(late, NOT_LATE, charge.value());
    }
}
