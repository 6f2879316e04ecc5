package sundown.refund;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.Money;
import sundown.account.PaidThrough;
import sundown.contract.PaymentBackstage.Trouble;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundState.ManualReason;

/** A payment service in memory, by a clock that a test moves. Safe for use by several threads. */
public final class InMemoryPaymentService implements ReportingService {
    private static final int PAGE_OF_EVENTS = 50;
    private static final Duration KEYS_LIVE = Duration.ofHours(24);

    private final Clock clock;
    private final PaidThrough through;
    private final Map<ChargeId, Fee> charges = new HashMap<>();
    private final Map<RefundId, MadeRefund> refunds = new LinkedHashMap<>();
    private final Set<ChargeId> disputed = new HashSet<>();
    private final Map<Key, Kept> kept = new HashMap<>();
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final Deque<Fate> fates = new ArrayDeque<>();
    private final Map<SubscriptionId, SubscriptionStatus> subscriptions = new HashMap<>();
    private final Map<InvoiceId, Payment> payments = new HashMap<>();
    private final List<Told> told = new ArrayList<>();
    private boolean down;
    private boolean closed;
    private boolean balanceEmpty;
    private boolean guarded = true;
    private boolean settling;

    /** An event, at its time. */
    private record Told(PaymentEventId id, Instant at, Report report) {
        Event event() {
            return new Event(id, report);
        }
    }

    private record Key(ChargeId charge, Instant firstAt) {}

    private record Fee(Money paid, boolean elsewhere) {}

    /** The first answer to a request, which is given again; none where the service failed within. */
    private record Kept(Optional<Answer> answer, Instant at) {}

    /** The outcome of a refund. */
    public record Fate(PaidBack.Status first, Duration after, PaidBack.Status later) {
        /** It is at once what it will be. */
        public static Fate of(PaidBack.Status status) {
            return new Fate(status, Duration.ZERO, status);
        }
    }

    private record MadeRefund(RefundId id, ChargeId charge, Money amount, boolean ours, Fate fate, Instant madeAt) {
        PaidBack at(Instant now) {
            PaidBack.Status status = now.isBefore(madeAt.plus(fate.after())) ? fate.first() : fate.later();
            return new PaidBack(id, charge, amount, status, ours);
        }
    }

    /** Begins without charges. */
    public InMemoryPaymentService(Clock clock) {
        this(clock, PaidThrough.STRIPE);
    }

    /** A service of another name. */
    public InMemoryPaymentService(Clock clock, PaidThrough through) {
        this.clock = clock;
        this.through = through;
    }

    /** A member disputes a charge at their bank. */
    public synchronized void dispute(ChargeId charge) {
        disputed.add(charge);
    }

    /** A fee is paid. */
    public synchronized void charge(ChargeId charge, Money fee) {
        charges.put(charge, new Fee(fee, false));
    }

    /** A fee is paid to another account. */
    public synchronized void chargeElsewhere(ChargeId charge, Money fee) {
        charges.put(charge, new Fee(fee, true));
    }

    /** Somebody else gives back a part or all. */
    public synchronized void refundByOthers(ChargeId charge, Money amount) {
        make(charge, amount, false, Fate.of(PaidBack.Status.SUCCEEDED));
    }

    /** Decides on a refund that is yet to be made; several are used one after the other. */
    public synchronized void next(Fate fate) {
        fates.add(fate);
    }

    /** A request for a refund is yet to meet this; several are met one after the other. */
    public synchronized void strike(Trouble trouble) {
        troubles.add(trouble);
    }

    /** Goes down, or comes back. */
    public synchronized void setDown(boolean isDown) {
        down = isDown;
    }

    /** Has no money for refunds any more, or has it again. */
    public synchronized void setBalanceEmpty(boolean isEmpty) {
        balanceEmpty = isEmpty;
    }

    /** Forgets every request at once, and that it has given anything back itself: what no service does. */
    public synchronized void removeGuards() {
        guarded = false;
    }

    /** Charges a last fee when it ends a subscription: what it is asked not to do. */
    public synchronized void settleAtTheEnd() {
        settling = true;
    }

    /** Takes the caller's key no more. */
    public synchronized void close() {
        closed = true;
    }

    @Override
    public synchronized Answer refund(ChargeId charge, Instant firstAt) {
        admit();
        Key key = new Key(charge, firstAt);
        return switch (troubles.poll()) {
            case LOST_BEFORE_ACTING -> throw new RetryableFailure("the service: an answer is lost");
            case TOO_MANY_REQUESTS -> throw new RetryableFailure("the service: too many requests");
            case KEY_IN_USE -> throw new RetryableFailure("the service: a key is in use");
            case LOST_AFTER_ACTING, SILENT_AFTER_ACTING -> {
                answer(key, false);
                throw new RetryableFailure("the service: an answer is lost");
            }
            case BREAKDOWN -> answer(key, true);
            case null -> answer(key, false);
        };
    }

    @Override
    public PaidThrough through() {
        return through;
    }

    @Override
    public synchronized Optional<Charge> charge(ChargeId charge) {
        admit();
        return Optional.ofNullable(charges.get(charge))
                .filter(fee -> !fee.elsewhere())
                .map(fee -> new Charge(fee.paid(), true, givenBack(charge), disputed.contains(charge)));
    }

    /** What was charged, and did not go back. */
    @Override
    public synchronized Funds funds() {
        admit();
        Map<Currency, Long> available = new HashMap<>();
        charges.forEach((charge, fee) -> available.merge(
                fee.paid().currency(), fee.elsewhere() ? 0 : fee.paid().minorUnits() - givenBack(charge), Long::sum));
        return new Funds(
                true,
                available.entrySet().stream()
                        .map(amount -> new Money(amount.getValue(), amount.getKey()))
                        .toList());
    }

    private Answer answer(Key asked, boolean breaksDown) {
        Instant now = clock.instant();
        kept.values().removeIf(old -> !guarded || !now.isBefore(old.at().plus(KEYS_LIVE)));
        return kept.computeIfAbsent(
                        asked, key -> new Kept(breaksDown ? Optional.empty() : Optional.of(act(key.charge())), now))
                .answer()
                .orElseThrow(() -> new RetryableFailure("the service: a breakdown"));
    }

    private Answer act(ChargeId id) {
        Fee charge = charges.get(id);
        if (charge == null) {
            return new Answer.Refused(ManualReason.UNKNOWN_CHARGE);
        }
        if (charge.elsewhere()) {
            return new Answer.Refused(ManualReason.ANOTHER_ACCOUNT);
        }
        long left = charge.paid().minorUnits() - givenBack(id);
        if (left <= 0) {
            return new Answer.AlreadyRefunded();
        }
        return balanceEmpty
                ? new Answer.Unfunded()
                : new Answer.Made(make(id, new Money(left, charge.paid().currency()), true, fate()));
    }

    private Fate fate() {
        return Optional.ofNullable(fates.poll()).orElseGet(() -> Fate.of(PaidBack.Status.SUCCEEDED));
    }

    private PaidBack make(ChargeId charge, Money amount, boolean ours, Fate fate) {
        RefundId id = new RefundId("re_" + (refunds.size() + 1));
        MadeRefund made = new MadeRefund(id, charge, amount, ours, fate, clock.instant());
        refunds.put(id, made);
        tell(new Report.OfRefund(id));
        return made.at(clock.instant());
    }

    private long givenBack(ChargeId charge) {
        return found(charge).stream()
                .filter(refund -> guarded || !refund.ours())
                .filter(refund -> refund.status() != PaidBack.Status.FAILED)
                .mapToLong(refund -> refund.amount().minorUnits())
                .sum();
    }

    @Override
    public synchronized List<PaidBack> refunds(ChargeId charge) {
        admit();
        return found(charge);
    }

    private List<PaidBack> found(ChargeId charge) {
        return refunds.values().stream()
                .filter(made -> made.charge().equals(charge))
                .map(made -> made.at(clock.instant()))
                .toList();
    }

    @Override
    public synchronized Optional<PaidBack> refund(RefundId refund) {
        admit();
        return Optional.ofNullable(refunds.get(refund)).map(made -> made.at(clock.instant()));
    }

    private void admit() {
        if (down) {
            throw new RetryableFailure("the service is down");
        }
        if (closed) {
            throw new PermanentFailure("the service does not take this key");
        }
    }

    /** A subscription charges its fee once more; nothing unless it runs. */
    public synchronized Optional<InvoiceId> renew(SubscriptionId subscription, ChargeId charge, Money fee) {
        return subscriptions.get(subscription) == SubscriptionStatus.RUNNING
                ? Optional.of(charge(subscription, charge, fee))
                : Optional.empty();
    }

    /** A subscription charges a fee, even one that has ended: such a charge was on its way. */
    public synchronized InvoiceId charge(SubscriptionId subscription, ChargeId charge, Money fee) {
        charge(charge, fee);
        InvoiceId invoice = new InvoiceId("in_" + charge.value());
        payments.put(
                invoice, new Payment(subscription, charge, fee, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
        tell(new Report.OfPayment(invoice));
        return invoice;
    }

    @Override
    public synchronized Optional<Payment> payment(InvoiceId invoice) {
        admit();
        return Optional.ofNullable(payments.get(invoice));
    }

    /** All that subscriptions have charged. */
    public synchronized List<Payment> payments() {
        return List.copyOf(payments.values());
    }

    /** A member is renewed from now on. */
    public synchronized void subscribe(SubscriptionId subscription) {
        subscriptions.put(subscription, SubscriptionStatus.RUNNING);
    }

    @Override
    public synchronized SubscriptionStatus subscription(SubscriptionId subscription) {
        admit();
        return subscriptions.getOrDefault(subscription, SubscriptionStatus.UNKNOWN);
    }

    @Override
    public synchronized void end(SubscriptionId subscription) {
        admit();
        switch (troubles.poll()) {
            case LOST_BEFORE_ACTING, BREAKDOWN -> throw new RetryableFailure("the service: an answer is lost");
            case TOO_MANY_REQUESTS, KEY_IN_USE -> throw new RetryableFailure("the service: too many requests");
            case LOST_AFTER_ACTING, SILENT_AFTER_ACTING -> {
                ended(subscription);
                throw new RetryableFailure("the service: an answer is lost");
            }
            case null -> ended(subscription);
        }
    }

    private void ended(SubscriptionId subscription) {
        if (settling) {
            renew(subscription, new ChargeId("ch_last_" + subscription.value()), Money.of(1, "EUR"));
        }
        subscriptions.replace(subscription, SubscriptionStatus.ENDED);
    }

    private void tell(Report report) {
        told.add(new Told(new PaymentEventId("evt_" + (told.size() + 1)), clock.instant(), report));
    }

    /** No webhook of it is ever delivered, as far as it knows. It tells of no refund that changes later. */
    @Override
    public synchronized Optional<Events> events(Instant since, boolean undelivered, Optional<PaymentEventId> after) {
        admit();
        List<Told> latestFirst = told.reversed().stream()
                .filter(event -> !event.at().isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
                .toList();
        int last = after.map(id -> latestFirst.stream().map(Told::id).toList().indexOf(id))
                .orElse(-1);
        if (after.isPresent() && last < 0) {
            return Optional.empty();
        }
        List<Told> rest = latestFirst.subList(last + 1, latestFirst.size());
        return Optional.of(new Events(
                rest.stream().limit(PAGE_OF_EVENTS).map(Told::event).toList(), rest.size() > PAGE_OF_EVENTS));
    }

    @Override
    public Word read(Map<String, String> headers, String body, Instant now) {
        return InMemoryWords.read(headers, body, now);
    }
}
