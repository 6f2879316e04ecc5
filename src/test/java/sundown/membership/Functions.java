package sundown.membership;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sundown.account.Account;
import sundown.account.InMemoryAccountStore;
import sundown.account.Membership;
import sundown.account.Membership.ChargeId;
import sundown.account.Money;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.InMemoryQueue;
import sundown.edge.QueueEvent;
import sundown.edge.QueueEvents;
import sundown.job.ChunkMessage;
import sundown.job.InMemoryJobStore;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.TestChunks;
import sundown.milestone.Milestone;
import sundown.milestone.MilestoneFunctions;
import sundown.refund.InMemoryCancellationLedger;
import sundown.refund.InMemoryPaymentService;
import sundown.refund.InMemoryRefundLedger;
import sundown.refund.RefundMessage;
import sundown.runtime.Calls;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.sweep.Sweeps;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;

/** The functions that end memberships, over ports in memory, at the opening of {@link #GROUP}. */
final class Functions {
    static final GroupId GROUP = new GroupId("1");
    static final JobId JOB = MembershipWork.job(GROUP);
    static final Instant OPENING = new InMemoryTimelineStore()
            .inForce()
            .groupOf(new Region("IN"))
            .orElseThrow()
            .dates()
            .exportsOpen();
    static final Instant PAID_AT = OPENING.minus(Duration.ofDays(30));
    static final Duration VISIBILITY = Duration.ofMinutes(12);

    final ManualClock clock = new ManualClock(OPENING);
    final InMemoryAccountStore accounts = new InMemoryAccountStore();
    final InMemoryMembershipStore memberships = new InMemoryMembershipStore(accounts);
    final InMemoryTimelineStore timelines = new InMemoryTimelineStore();
    final InMemoryJobStore jobs = new InMemoryJobStore();
    final InMemoryQueue<ChunkMessage> queue = new InMemoryQueue<>(clock, new Random(1), VISIBILITY, 5);
    final InMemoryRefundLedger ledger = new InMemoryRefundLedger();
    final InMemoryQueue<RefundMessage> refunds = new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(3), 5);
    final InMemoryCancellationLedger cancellations = new InMemoryCancellationLedger();
    final InMemoryPaymentService payments = new InMemoryPaymentService(clock);
    final MembershipFunctions.Ports ports = new MembershipFunctions.Ports(
            accounts, memberships, memberships, timelines, jobs, queue, ledger, refunds, cancellations, payments);

    private MembershipFunctions functions = MembershipFunctions.over(ports, TestChunks.FEW, clock);

    /** Writes on rows of members; one that is refused counts, too. */
    static long writesOnMembers(Calls calls) {
        return Stream.of("RefundLedger.open", "RefundLedger.save", "MembershipStore.cancel")
                .mapToLong(calls::of)
                .sum();
    }

    /** From now on, the functions work over these. */
    void observe(ObservedPort.Observer observer) {
        functions = MembershipFunctions.over(ObservedPort.all(ports, observer), TestChunks.FEW, clock);
    }

    /** Something happens before each call of a kind, which are counted from 1. */
    void observe(String kind, Consumer<Long> happening) {
        observe(Calls.before(kind, happening));
    }

    UserId member(String name, int shard) {
        return put(new Account(new UserId(name), new Region("IN")).with(paid("ch_" + name)), shard);
    }

    UserId put(Account account, int shard) {
        accounts.put(account);
        memberships.list(account.user(), GROUP, shard);
        return account.user();
    }

    static Membership paid(String charge) {
        return new Membership(new ChargeId(charge), Money.of(1_200, "EUR"), PAID_AT, Optional.empty());
    }

    QueueEvent.Answer cancel(ChunkMessage message) {
        return cancel(message.write());
    }

    QueueEvent.Answer cancel(String body) {
        return functions.cancel().handle(QueueEvents.of(body));
    }

    /** Begins the job without sending its messages. */
    void begin() {
        jobs.begin(begun(clock.instant()), OPENING);
    }

    static Job begun(Instant now) {
        return Job.begun(JOB, TestChunks.FEW.number(), now);
    }

    QueueEvent.Answer cancelChunk(int chunk) {
        return cancel(message(chunk));
    }

    /** The message of a chunk, of the latest run. */
    ChunkMessage message(int chunk) {
        return new ChunkMessage(JOB, job().run(), chunk, new Correlation("sweep-1"));
    }

    Job job() {
        return jobs.find(JOB).orElseThrow();
    }

    void sweep() {
        Sweeps.sweep(List.of(functions.end()), clock);
    }

    /** A milestone of the group arrives. */
    void arrive() {
        functions.end().act(group());
    }

    Group group() {
        return MembershipRules.opened(timelines.inForce(), GROUP, clock.instant())
                .orElseThrow();
    }

    List<Milestone> arrivesAt() {
        return MilestoneFunctions.MILESTONES.all().stream()
                .filter(functions.end()::actsAt)
                .toList();
    }

    /** One turn of the sweep. */
    void runRound() {
        functions.end().run(Sweeps.run(clock));
    }

    void moveToTheRefundDate() {
        clock.moveTo(group().dates().refundBy());
    }

    /** Works on all that is in the queue and visible. */
    void work() {
        queue.work(functions.cancel()::handle);
    }

    boolean done() {
        return jobs.find(JOB).filter(job -> job.left().isEmpty()).isPresent();
    }

    Optional<Instant> cancelledAt(UserId user) {
        return accounts.find(user).flatMap(Account::membership).flatMap(Membership::cancelledAt);
    }
}
