package sundown.refund;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.ApiRequest;
import sundown.edge.ApiResponse;
import sundown.edge.Correlation;
import sundown.edge.InMemoryQueue;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorRequests;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.refund.PaymentService.PaidBack;
import sundown.refund.RefundLedger.Refund.Trigger;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.runtime.Records;
import sundown.sweep.SeveralAtOnce;
import sundown.sweep.Sweeps;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.InMemoryTimelineStore;
import sundown.timeline.Timeline;

/** Every function of a refund, over ports in memory; {@link #USER} of India has paid {@link #FEE}. */
final class Functions {
    static final Instant NOW = Instant.parse("2023-01-15T12:00:00Z");
    static final Instant REFUND_BY = Instant.parse("2023-08-01T00:00:00Z");
    static final UserId USER = new UserId("u1");
    static final ChargeId CHARGE = new ChargeId("ch_1");
    private static final Region LATER = new Region("BR");

    static final Money FEE = Money.of(1_200, "EUR");

    final ManualClock clock = new ManualClock(NOW);
    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    final InMemoryPaymentService payments = new InMemoryPaymentService(clock);
    final InMemoryQueue<RefundMessage> queue = new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(3), 5);

    final InMemoryCancellationLedger cancellations = new InMemoryCancellationLedger();
    private final RefundFunctions.Ports ports =
            new RefundFunctions.Ports(accounts, timelines, ledger, queue, payments, cancellations);
    private RefundFunctions functions = RefundFunctions.over(ports, clock);

    Functions() {
        member(USER, "IN", CHARGE, FEE);
    }

    /** From now on, an observer is told of every call of a port. */
    void observe(ObservedPort.Observer observer) {
        functions = RefundFunctions.over(ObservedPort.all(ports, observer), clock);
    }

    void member(UserId user, String region, ChargeId charge, Money fee) {
        payments.charge(charge, fee);
        accounts.put(new Account(user, new Region(region))
                .with(new Membership(charge, fee, NOW.minus(Duration.ofDays(30)), Optional.empty())));
    }

    /** More members, each with a fee that was not refunded yet. */
    List<UserId> members(int count) {
        List<UserId> members = IntStream.range(0, count)
                .mapToObj(number -> new UserId("member-" + number))
                .toList();
        members.forEach(user -> member(user, "IN", new ChargeId("ch_" + user.value()), FEE));
        return members;
    }

    /** Moves {@link #USER} to a region in an open group with a later refund date than India's. */
    void moveToALaterGroup() {
        Timeline timeline = timelines.inForce();
        timelines.put(new Timeline(
                timeline.version() + 1,
                timeline.exempt(),
                timeline.groups().stream()
                        .map(group -> group.regions().contains(LATER) ? refundedLater(group) : group)
                        .toList()));
        accounts.find(USER)
                .flatMap(Account::membership)
                .ifPresent(paid -> accounts.put(new Account(USER, LATER).with(paid)));
    }

    private static Group refundedLater(Group group) {
        Dates dates = group.dates();
        return new Group(
                group.id(),
                group.regions(),
                new Dates(dates.notice(), dates.exportsOpen(), dates.close(), REFUND_BY.plus(Duration.ofDays(30))));
    }

    QueueEvent.Answer issue(UserId user, Trigger trigger) {
        return issue(functions, user, trigger);
    }

    /** The same, while somebody observes the ledger. */
    QueueEvent.Answer issueWhile(UserId user, Trigger trigger, ObservedPort.Observer observer) {
        return issue(over("ledger", ObservedPort.of(RefundLedger.class, ledger, observer)), user, trigger);
    }

    /** Works on all messages that are visible. */
    void work() {
        queue.work(functions.issue()::handle);
    }

    private static QueueEvent.Answer issue(RefundFunctions functions, UserId user, Trigger trigger) {
        String body = new RefundMessage(user, trigger, new Correlation("call-1")).write();
        return functions.issue().handle(QueueEvents.of(body));
    }

    ApiResponse webhook(Map<String, String> headers, String body) {
        return webhook(ledger, headers, body);
    }

    /** A webhook that saves through this ledger. */
    ApiResponse webhook(RefundLedger refunds, Map<String, String> headers, String body) {
        return over("ledger", refunds)
                .webhook()
                .handle(new ApiRequest("POST /webhooks/payments", headers, Map.of(), Map.of(), null, body, false));
    }

    JsonNode list(Map<String, Object> call) {
        return OperatorRequests.ask(functions.list(), new OperatorCall(Json.tree(call)), clock);
    }

    JsonNode listCancellations(Map<String, Object> call) {
        return OperatorRequests.ask(functions.listCancellations(), new OperatorCall(Json.tree(call)), clock);
    }

    JsonNode resolve(Map<String, Object> call) {
        return OperatorRequests.answer(functions.resolve().handle(OperatorRequests.signed(call, clock.instant())));
    }

    JsonNode resend(Map<String, Object> call) {
        return OperatorRequests.answer(functions.resend().handle(OperatorRequests.signed(call, clock.instant())));
    }

    /** The same with a payment service that this one reaches. */
    JsonNode resend(ReportingService service, Map<String, Object> call) {
        return OperatorRequests.answer(
                over("payments", service).resend().handle(OperatorRequests.signed(call, clock.instant())));
    }

    void sweep() {
        sweep(functions);
    }

    /** A sweep that reaches the payment service through this one. */
    void sweep(ReportingService service) {
        sweep(over("payments", service));
    }

    /** The sweep's task that reaches the payment service through this one. */
    RefundSweep round(ReportingService service) {
        return over("payments", service).round();
    }

    /** A sweep that reads refunds through this ledger, and reaches the payment service through this one. */
    void sweep(RefundLedger refunds, ReportingService service) {
        sweep(RefundFunctions.over(Records.with(Records.with(ports, "ledger", refunds), "payments", service), clock));
    }

    /** A sweep that reads cancellations through this one. */
    void sweep(CancellationLedger ended) {
        sweep(over("cancellations", ended));
    }

    /** The same with threads, as in a deployed function. */
    void sweepWithThreads(ReportingService service) {
        sweep(RefundFunctions.over(
                Records.with(ports, "payments", service), new SeveralAtOnce(SeveralAtOnce.CONCURRENT_MAX), clock));
    }

    private RefundFunctions over(String port, Object other) {
        return RefundFunctions.over(Records.with(ports, port, other), clock);
    }

    private void sweep(RefundFunctions swept) {
        Sweeps.sweep(List.of(swept.round(), swept.cancellationRound()), clock);
    }

    /** Time passes, with a sweep every so often. */
    void pass(Duration time, Duration step) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(step);
            sweep();
        }
    }

    RefundState state() {
        return ledger.find(CHARGE).orElseThrow().state();
    }

    /** What really went back of the fee, failed refunds aside. */
    long refunded() {
        return payments.refunds(CHARGE).stream()
                .filter(paidBack -> paidBack.status() != PaidBack.Status.FAILED)
                .mapToLong(paidBack -> paidBack.amount().minorUnits())
                .sum();
    }
}
