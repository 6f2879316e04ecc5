package sundown.simulation.cloud;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import sundown.account.AccountStore;
import sundown.account.InMemoryAccountStore;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.InMemoryJobStore;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobRules;
import sundown.job.JobStore;
import sundown.membership.InMemoryMembershipStore;
import sundown.membership.MembershipFunctions;
import sundown.membership.MembershipStore;
import sundown.simulation.port.PortTroubles.TroubledMemberships;
import sundown.simulation.port.RefundWatch.WatchedMemberships;
import sundown.simulation.port.WatchedJobs;
import sundown.simulation.run.Calendar;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Surroundings;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/** A cloud's part for the end of memberships: the functions, and the ports under these. */
public final class MembershipCloud {
    private static final GroupId ANOTHER_GROUP = new GroupId("2");

    private final InMemoryJobStore jobs = new InMemoryJobStore();
    private final InMemoryMembershipStore listed;
    private final Map<Integer, Set<UserId>> everListed = new HashMap<>();
    final InMemoryQueue<ChunkMessage> queue;
    /** The port through which the group's users are listed. */
    final GroupUsers users;

    private final MembershipStore members;
    final MembershipFunctions functions;
    private final Calendar calendar;
    private final GroupChunks chunks;

    /**
     * Puts it together.
     *
     * @param accounts as they are stored
     * @param reached the port through which the functions reach them
     */
    MembershipCloud(
            Surroundings around,
            InMemoryAccountStore accounts,
            AccountStore reached,
            TimelineStore timelines,
            RefundCloud refunds,
            Calendar calendar) {
        this.calendar = calendar;
        this.chunks = around.chunks();
        this.listed = new InMemoryMembershipStore(accounts, around.lag());
        this.queue = around.queue(FunctionName.CANCEL_MEMBERSHIPS);
        MembershipStore watched = new WatchedMemberships(listed, refunds, calendar, around);
        MembershipStore troubled = new TroubledMemberships(watched, around.troubles());
        this.members = around.port(MembershipStore.class, troubled);
        this.users = around.port(GroupUsers.class, listed);
        this.functions = MembershipFunctions.over(
                ports(around, reached, timelines, refunds),
                refunds.services,
                Calendar.LEAD,
                around.chunks(),
                around.clock());
    }

    private MembershipFunctions.Ports ports(
            Surroundings around, AccountStore reached, TimelineStore timelines, RefundCloud refunds) {
        return new MembershipFunctions.Ports(
                reached,
                members,
                users,
                timelines,
                around.port(
                        JobStore.class,
                        jobs,
                        real -> new WatchedJobs(
                                real, MembershipCloud::counted, this::everListed, ignored -> {}, around)),
                around.sender("MembershipQueue", queue),
                refunds.ledger,
                refunds.sender(),
                refunds.cancellations,
                refunds.stripe);
    }

    /** What a job sums up of users; that of the refund date goes through the ledger. */
    private static long counted(Chunk chunk) {
        return chunk.job().work().equals("memberships") ? Long.parseLong(chunk.sums()) : 0;
    }

    /** The photo cloud lists a user under the group. */
    void list(UserId user) {
        list(user, calendar.group().id());
    }

    /** The photo cloud lists a user under the wrong group. */
    void misfile(UserId user) {
        list(user, ANOTHER_GROUP);
    }

    private void list(UserId user, GroupId group) {
        int chunk = Math.floorMod(user.value().hashCode(), chunks.number());
        listed.list(user, group, chunk);
        everListed.computeIfAbsent(chunk, ignored -> new HashSet<>()).add(user);
    }

    /** How many users were ever listed in a chunk. */
    int everListed(Chunk chunk) {
        return everListed.getOrDefault(chunk.number(), Set.of()).size();
    }

    /** When something happens by itself next. */
    Stream<Instant> nextEvents() {
        return Stream.of(nextLook().stream(), nextLookAtRefunds().stream(), queue.nextVisible().stream())
                .flatMap(events -> events);
    }

    private Optional<Instant> nextLook() {
        return job().map(this::nextLook).orElseGet(() -> Optional.of(calendar.exportsOpen()));
    }

    private Optional<Instant> nextLook(Job job) {
        Optional<Instant> check = nextCheck(job);
        Optional<Instant> refundDate = Optional.of(calendar.refundsBegin()).filter(job.run()::isBefore);
        return Stream.concat(check.stream(), refundDate.stream()).min(Instant::compareTo);
    }

    private Optional<Instant> nextLookAtRefunds() {
        return refundsJob()
                .filter(job -> !job.run().isBefore(calendar.refundsBegin()))
                .map(MembershipCloud::nextCheck)
                .orElseGet(() -> Optional.of(calendar.refundsBegin()));
    }

    private static Optional<Instant> nextCheck(Job job) {
        return Optional.of(job.checkedAt().plus(JobRules.SILENCE_MAX))
                .filter(ignored -> !job.left().isEmpty());
    }

    private Optional<Job> job() {
        return job("memberships");
    }

    private Optional<Job> refundsJob() {
        return job("refunds");
    }

    private Optional<Job> job(String work) {
        return jobs.find(new JobId(work, calendar.group().id()));
    }

    /** True when a run through the ledger has begun at a refund date or later. */
    boolean sendsForRefundsSince(Instant date) {
        return refundsJob().filter(job -> !job.run().isBefore(date)).isPresent();
    }

    /** True when such a run has nothing left to do. */
    boolean hasSentForRefundsSince(Instant date) {
        return refundsJob()
                .filter(job -> !job.run().isBefore(date))
                .filter(job -> job.left().isEmpty())
                .isPresent();
    }

    /** True when a run through the group has begun at a date or later. */
    boolean begunSince(Instant date) {
        return job().filter(job -> !job.run().isBefore(date)).isPresent();
    }

    /** True when all users of the group have been visited, and nothing more is to come. */
    public boolean done() {
        return nextLook().isEmpty() && nextLookAtRefunds().isEmpty();
    }
}
