package sundown.simulation.cloud;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.PaidThrough;
import sundown.account.UserId;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEvent;
import sundown.refund.CancellationLedger;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.InMemoryCancellationLedger;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.PaymentService;
import sundown.refund.PaymentServices;
import sundown.refund.RefundFunctions;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundState;
import sundown.refund.ReportingService;
import sundown.simulation.invariant.Bank;
import sundown.simulation.port.PortTroubles.TroubledPayments;
import sundown.simulation.port.PortTroubles.TroubledQueue;
import sundown.simulation.port.PortTroubles.TroubledRefunds;
import sundown.simulation.port.RefundWatch.HeardPayments;
import sundown.simulation.port.RefundWatch.WatchedCancellations;
import sundown.simulation.port.RefundWatch.WatchedPayments;
import sundown.simulation.port.RefundWatch.WatchedRefunds;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.PaymentTroubles;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;
import sundown.timeline.TimelineStore;

/** A cloud's part for refunds: their functions, and the ports under these. */
public final class RefundCloud {
    public static final String FINISHED = "a member who has finished does not wait for the refund date";

    private final InMemoryRefundLedger rows;
    private final Surroundings around;
    public final Bank bank;
    private final PaymentTroubles stripeTroubles;
    private final PaymentTroubles playTroubles;
    final InMemoryQueue<RefundMessage> queue;
    private final MessageQueue<RefundMessage> troubledQueue;
    /** The port through which the ledger is reached. */
    final RefundLedger ledger;

    private final InMemoryCancellationLedger cancelled;
    /** The port through which cancellations are reached. */
    final CancellationLedger cancellations;

    private final Map<PaidThrough, HeardPayments> heard = new EnumMap<>(PaidThrough.class);
    /** The port through which the payment service is reached that sends webhooks. */
    final ReportingService stripe;

    /** The ports through which all payment services are reached. */
    final PaymentServices services;

    public final RefundFunctions functions;

    RefundCloud(
            Surroundings around,
            AccountStore accounts,
            TimelineStore timelines,
            Calendar calendar,
            Supplier<PaymentTroubles> troubles) {
        this.around = around;
        this.rows = new InMemoryRefundLedger(around.lag());
        this.cancelled = new InMemoryCancellationLedger(around.lag());
        this.stripeTroubles = troubles.get();
        this.playTroubles = troubles.get();
        this.bank = new Bank(around.chance(), calendar, around.time().truth);
        if (!around.plant().guardsPayments()) {
            bank.stripe.removeGuards();
        }
        if (!around.plant().endsWithoutCharge()) {
            bank.stripe.settleAtTheEnd();
        }
        this.queue = around.queue(FunctionName.ISSUE_REFUND);
        this.troubledQueue = new TroubledQueue<>(queue, around.troubles());
        this.ledger = around.port(
                RefundLedger.class,
                rows,
                real -> new WatchedRefunds(real, bank, around),
                real -> new TroubledRefunds(real, around.troubles()));
        this.stripe = heard(ReportingService.class, bank.stripe, stripeTroubles);
        this.services = new PaymentServices(List.of(stripe, heard(PaymentService.class, bank.play, playTroubles)));
        this.cancellations =
                around.port(CancellationLedger.class, cancelled, real -> new WatchedCancellations(real, bank, around));
        this.functions = RefundFunctions.over(
                new RefundFunctions.Ports(accounts, timelines, ledger, sender(), stripe, cancellations),
                services,
                around.clock());
    }

    private <T extends PaymentService> T heard(
            Class<T> port, InMemoryPaymentService service, PaymentTroubles troubles) {
        ReportingService troubled =
                Forwarding.to(ReportingService.class, service, ignored -> new TroubledPayments(service, troubles));
        ReportingService watched =
                Forwarding.to(ReportingService.class, troubled, real -> new WatchedPayments(real, rows, bank, around));
        T reached = around.port(port, port.cast(watched));
        HeardPayments hearing = new HeardPayments(reached, around);
        heard.put(service.through(), hearing);
        return Forwarding.to(port, reached, ignored -> hearing);
    }

    /** What a new user pays for. */
    Optional<Membership> join(UserId user) {
        Optional<Membership> membership = bank.join(user);
        membership.ifPresent(this::keepSecret);
        return membership;
    }

    /** What somebody pays for, maybe once more. */
    Membership pay(UserId user) {
        Membership membership = bank.pay(user);
        keepSecret(membership);
        return membership;
    }

    /**
     * A user's subscription charges a fee, unless it has ended.
     *
     * @param written false when the photo cloud does not write the charge into the user's account
     */
    Optional<Membership> renew(UserId user, boolean written) {
        Optional<Membership> renewed = bank.renew(user, written);
        renewed.ifPresent(this::keepSecret);
        return renewed;
    }

    private void keepSecret(Membership membership) {
        around.secrets().add(membership.charge().value());
        bank.subscriptions
                .invoice(membership.charge())
                .ifPresent(invoice -> around.secrets().add(invoice.value()));
    }

    /** The cancellation of a subscription as it is stored. */
    public Optional<Cancellation> cancellation(SubscriptionId subscription) {
        return cancelled.find(subscription);
    }

    /** The port through which refunds are sent for. */
    MessageQueue<RefundMessage> sender() {
        MessageQueue<RefundMessage> noted = (messages, delay) -> {
            around.run().sendsForTheFee();
            troubledQueue.send(messages, delay);
        };
        return around.points().around("RefundQueue", noted);
    }

    /** Processes a message, which may fail while the payment service is silent. */
    QueueEvent.Answer issue(QueueEvent event) {
        RefundMessage message = RefundMessage.read(event.records().getFirst().body());
        failInSilence(message.user());
        List<ChargeId> paid = bank.chargesOf(message.user());
        QueueEvent.Answer answer = functions.issue().handle(event);
        failInSilence(message.user());
        if (answer.batchItemFailures().isEmpty() && paid.equals(bank.chargesOf(message.user()))) {
            checkFinished(message, paid);
        }
        return answer;
    }

    /** If the user pays once more meanwhile, the message may be about either fee: that is not checked. */
    private void checkFinished(RefundMessage message, List<ChargeId> paid) {
        boolean waits = message.trigger() != Trigger.REFUNDS_BEGIN
                && !paid.isEmpty()
                && row(paid.getLast())
                        .filter(row -> row.state() instanceof RefundState.Intent intent
                                && intent.trigger() == Trigger.REFUNDS_BEGIN)
                        .isPresent();
        Violation.unless(!waits, FINISHED, message.user());
    }

    /** Of the service where the user pays. Another run may hear of the silence while this one is interrupted. */
    private void failInSilence(UserId user) {
        boolean silent = bank.chargesOf(user).stream()
                .map(charge -> heard.get(bank.membership(charge).through()))
                .anyMatch(hearing -> hearing != null && around.now().isBefore(hearing.silentUntil));
        if (silent) {
            around.run().fail();
        }
    }

    /** The row of a charge as it is stored. */
    public Optional<Refund> row(ChargeId charge) {
        return rows.find(charge);
    }

    /** All rows as they are stored. */
    public List<Refund> rows() {
        return bank.charges().stream().flatMap(charge -> row(charge).stream()).toList();
    }

    /** Something happens at the payment service. */
    public void misfortune() {
        PaymentTroubles troubles = around.chance().oneIn(3) ? playTroubles : stripeTroubles;
        switch (around.chance().between(1, 7)) {
            case 1, 2 -> count(troubles.goDown(), "refunds' service goes down");
            case 3 -> count(troubles.runOut(), "refunds' service runs out of money");
            case 4 -> count(bank.dispute(), "fees disputed");
            default -> count(bank.refundByOthers(), "refunds by others");
        }
    }

    private void count(boolean happened, String what) {
        if (happened) {
            around.say(() -> what);
            around.count(what);
        }
    }

    /** When something happens by itself next. */
    Stream<Instant> nextEvents() {
        return Stream.concat(
                Stream.concat(
                        rows().stream().flatMap(row -> row.state().wakeAt().stream()),
                        cancelled.all().stream()
                                .filter(row -> row.state() instanceof CancellationState.Due)
                                .flatMap(row -> row.state().wakeAt().stream())),
                queue.nextVisible().stream());
    }
}
