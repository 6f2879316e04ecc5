package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.Account;
import sundown.account.AccountStore;
import sundown.account.Found;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.CountedWork;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.GroupUsers;
import sundown.job.Job;
import sundown.job.Jobs;
import sundown.metrics.Fault;
import sundown.purge.ManifestLine.Standing;
import sundown.purge.ManifestReader.ManifestChunk;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * Counts for approvers the accounts that a plan lists and that have left its group. The job has a chunk for each chunk
 * of the manifest. The count decides nothing: the deletion reads each account again.
 */
@Singleton
public record Leavers(
        AccountStore accounts,
        TimelineStore timelines,
        ManifestReader manifest,
        Jobs jobs,
        @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock) {
    /** The age at which a plan is not counted any more: each count reads every listed account. */
    private static final Duration COUNT_AGE_MAX = Duration.ofDays(30);

    private static final Logger LOG = Logger.getLogger(Leavers.class);

    /**
     * The count of accounts that have left, as far as it has come.
     *
     * @param since the count includes everybody who left before this instant
     */
    @RegisterForReflection
    public record View(long accounts, Instant since, int chunks, int chunksDone) {}

    /**
     * Counts once a plan is made, and again each half day until the plan is old. Sends late chunks again.
     *
     * @return the number of sent chunks
     */
    public int advance(GroupId group, Plan plan) {
        if (clock.instant().isAfter(plan.at().plus(COUNT_AGE_MAX))) {
            return 0;
        }
        Instant halfDay = clock.instant().truncatedTo(ChronoUnit.HALF_DAYS);
        Instant run = halfDay.isBefore(plan.at()) ? plan.at() : halfDay;
        return jobs.advanceRun(PurgeJob.COUNT_LEAVERS.of(group), run, plan.chunks(), queue);
    }

    /** Returns the latest count of a plan, or empty if none has begun. */
    public Optional<View> count(GroupId group, Plan plan) {
        return jobs.find(PurgeJob.COUNT_LEAVERS.of(group))
                .filter(job -> !job.run().isBefore(plan.at()))
                .map(this::view);
    }

    private View view(Job job) {
        long accounts = jobs.chunks(job).stream()
                .mapToLong(chunk -> Long.parseLong(chunk.sums()))
                .sum();
        return new View(accounts, job.run(), job.chunks(), job.done().size());
    }

    /** Returns the work of a chunk of a plan, or empty if the manifest is not the planned one. */
    public Optional<GroupWork<Long>> forChunk(GroupId group, Plan plan, int chunk) {
        return manifest.readChunk(group, plan, chunk).map(found -> new OfChunk(found.firstListed(Long.MAX_VALUE)));
    }

    private final class OfChunk implements GroupWork<Long>, CountedWork<UserId> {
        private final ManifestChunk chunk;

        private OfChunk(ManifestChunk chunk) {
            this.chunk = chunk;
        }

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        @Override
        public List<UserId> list(
                GroupUsers users, Group group, int number, Optional<UserId> after, int limit, Long sums) {
            return chunk.users(after, limit);
        }

        @Override
        public Visit<UserId, Long> readPage(List<UserId> page) {
            Found<Account> read = accounts.findAll(page);
            return (user, group, left) -> counted(user, read.find(user), group, left);
        }

        @Override
        public Long visit(UserId user, Group group, Long left) {
            return counted(user, accounts.find(user), group, left);
        }

        private long counted(UserId user, Optional<Account> account, Group group, long left) {
            Standing now = Standing.of(account, false, group.id(), timelines.inForce());
            return now.hasLeft(chunk.line(user).standing()) ? left + 1 : left;
        }

        @Override
        public void setAside(UserId user, LoggableFailure failed) {
            LOG.errorf(failed, "user %s needs people: whether they have left the group cannot be seen", user);
            Fault.MANUAL_CLOSES.report();
        }
    }
}
