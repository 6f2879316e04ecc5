package sundown.simulation.cloud;

import sundown.refund.ReportingService;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Membership.SubscriptionId;
import sundown.account.UserId;
import sundown.edge.Forwarding;
import sundown.edge.InMemoryQueue;
import sundown.edge.MessageQueue;
import sundown.edge.QueueEvent;
import sundown.refund.CancellationLedger;
import sundown.refund.CancellationLedger.Cancellation;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.InMemoryCancellationLedger;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.PaymentService;
import sundown.refund.RefundFunctions;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.refund.RefundMessage;
import sundown.refund.RefundState;
import sundown.simulation.invariant.Bank;
import sundown.simulation.port.PortTroubles.TroubledPayments;
import sundown.simulation.port.PortTroubles.TroubledQueue;
import sundown.simulation.port.PortTroubles.TroubledRefunds;
import sundown.simulation.port.RefundWatch.HeardPayments;
import sundown.simulation.port.RefundWatch.WatchedCancellations;
import sundown.simulation.port.RefundWatch.WatchedPayments;
import sundown.simulation.port.RefundWatch.WatchedRefunds;
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
    private final PaymentTroubles troubles;
    final InMemoryQueue<RefundMessage> queue;
    private final MessageQueue<RefundMessage> troubledQueue;
    /** The port through which the ledger is reached. */
    final RefundLedger ledger;

    private final InMemoryCancellationLedger cancelled;
    /** The port through which cancellations are reached. */
    final CancellationLedger cancellations;

    private final HeardPayments heard;
    /** The port through which the payment service is reached. */
    final ReportingService service;

    public final RefundFunctions functions;

    RefundCloud(Surroundings around, AccountStore accounts, TimelineStore timelines, PaymentTroubles troubles) {
        this.around = around;
        this.rows = new InMemoryRefundLedger(around.lag());
        this.cancelled = new InMemoryCancellationLedger(around.lag());
        this.troubles = troubles;
        this.bank = new Bank(around.chance(), around.time().truth);
        if (!around.plant().guardsPayments()) {
            bank.service.removeGuards();
        }
        if (!around.plant().endsWithoutCharge()) {
            bank.service.settleAtTheEnd();
        }
        this.queue = around.queue(FunctionName.ISSUE_REFUND);
        this.troubledQueue = new TroubledQueue<>(queue, around.troubles());
        this.ledger = around.port(
                RefundLedger.class,
                rows,
                real -> new WatchedRefunds(real, bank, around),
                real -> new TroubledRefunds(real, around.troubles()));
        ReportingService reached = around.port(
                ReportingService.class,
                bank.service,
                real -> new TroubledPayments(bank.service, troubles),
                real -> new WatchedPayments(real, rows, bank, around));
        this.heard = new HeardPayments(reached, around);
        this.service = Forwarding.to(ReportingService.class, reached, ignored -> heard);
        this.cancellations =
                around.port(CancellationLedger.class, cancelled, real -> new WatchedCancellations(real, bank, around));
        this.functions = RefundFunctions.over(
                new RefundFunctions.Ports(accounts, timelines, ledger, sender(), service, cancellations),
                around.clock());
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
        failInSilence();
        RefundMessage message = RefundMessage.read(event.records().getFirst().body());
        List<ChargeId> paid = bank.chargesOf(message.user());
        QueueEvent.Answer answer = functions.issue().handle(event);
        failInSilence();
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

    /** Another run may hear of the silence while this one is interrupted. */
    private void failInSilence() {
        if (around.now().isBefore(heard.silentUntil)) {
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
        switch (around.chance().between(1, 6)) {
            case 1, 2 -> count(troubles.goDown(), "refunds' service goes down");
            case 3 -> count(troubles.runOut(), "refunds' service runs out of money");
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
