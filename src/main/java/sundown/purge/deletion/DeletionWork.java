package sundown.purge.deletion;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.GroupWork;
import sundown.job.Unfinished;
import sundown.limit.Limit;
import sundown.limit.LimitStore;
import sundown.limit.SetLimits;
import sundown.metrics.Fault;
import sundown.purge.approval.DeletionPart;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeRules;
import sundown.purge.approval.PurgeSettings;
import sundown.purge.plan.ApprovedChunk;
import sundown.purge.plan.ListedAccount;
import sundown.purge.plan.ManifestChunk;
import sundown.purge.plan.ManifestTree;
import sundown.timeline.Group;

/** Deletes the accounts that a chunk of an approved manifest lists: a few of them for the canary, and then all. */
@Singleton
public final class DeletionWork {
    private static final Logger LOG = Logger.getLogger(DeletionWork.class);

    /** Operators may set another pace while a chunk rests. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(2);

    private final ManifestTree manifest;
    private final AccountPurge accounts;
    private final AccountRecord record;
    private final PurgeEnding ending;
    private final PurgeSettings settings;
    private final LimitStore limits;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;

    DeletionWork(
            ManifestTree manifest,
            AccountPurge accounts,
            AccountRecord record,
            PurgeEnding ending,
            PurgeSettings settings,
            LimitStore limits,
            @Named(DeletionJobs.QUEUE) MessageQueue<ChunkMessage> queue,
            Clock clock) {
        this.manifest = manifest;
        this.accounts = accounts;
        this.record = record;
        this.ending = ending;
        this.settings = settings;
        this.limits = limits;
        this.queue = queue;
        this.clock = clock;
    }

    /** What is to be done in a chunk; nothing where the manifest is not what was approved, which ends the purge. */
    public Optional<GroupWork<DeletionSums>> of(DeletionPart part, Purge purge, int number) {
        Optional<ApprovedChunk> chunk = manifest.chunk(purge.group(), purge.plan(), number);
        if (chunk.isEmpty()) {
            ending.end(purge.group(), purge.plan().id(), "the manifest is not what was approved");
        }
        return chunk.map(approved -> switch (part) {
            case CANARY -> new OfChunk(purge, approved.firstListed(canary(purge, approved)), true);
            case ALL -> new OfChunk(purge, approved.firstListed(Long.MAX_VALUE), false);
        });
    }

    private static long canary(Purge purge, ApprovedChunk approved) {
        List<ManifestChunk> chunks = approved.root().chunks();
        long before = chunks.stream()
                .limit(approved.number())
                .mapToLong(ManifestChunk::users)
                .sum();
        return PurgeRules.canary(before, chunks.get(approved.number()).users(), purge.plan());
    }

    /** Deletes the users of a chunk that have listed entries. */
    private final class OfChunk implements GroupWork<DeletionSums> {
        private final Purge purge;
        private final ApprovedChunk chunk;
        private final boolean canary;
        private final long atOnce;
        private final Duration interval;

        private OfChunk(Purge purge, ApprovedChunk chunk, boolean canary) {
            this.purge = purge;
            this.chunk = chunk;
            this.canary = canary;
            SetLimits set = limits.inForce();
            this.atOnce = set.of(Limit.PURGE_CONCURRENCY, purge.plan().chunks());
            this.interval = canary
                    ? Duration.ZERO
                    : PurgeRules.interval(
                            chunk.lines().size(),
                            purge.plan(),
                            set.of(Limit.PURGE_ACCOUNTS_PER_MINUTE, settings.accountsPerMinute()),
                            atOnce);
        }

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        /** A chunk that deletes nothing ends without waiting for others: it is empty, or its purge has ended. */
        @Override
        public long atOnce() {
            boolean deletes =
                    !chunk.lines().isEmpty() && purge.state().deletion().isPresent();
            return deletes ? atOnce : Long.MAX_VALUE;
        }

        /** Chunks begin one after the other, so that their accounts do not come at the same time. */
        @Override
        public DeletionSums begin(Group group, int number, Instant run, Optional<DeletionSums> before) {
            Duration turn = interval.multipliedBy(number).dividedBy(purge.plan().chunks());
            return new DeletionSums(0, clock.instant().plus(turn).minus(interval));
        }

        @Override
        public List<UserId> listed(
                GroupUsers users, Group group, int number, Optional<UserId> after, int limit, DeletionSums sums) {
            return chunk.users(after, limit);
        }

        @Override
        public DeletionSums visit(UserId user, Group group, DeletionSums sums) {
            ListedAccount account = new ListedAccount(group.id(), purge.plan().id(), chunk.inclusion(user));
            DeletionSums after = record.finished(account) ? sums : deleted(account, sums);
            if (canary && !record.isGone(account)) {
                ending.end(account.group(), account.plan(), "what the first accounts had is not all deleted");
                throw Unfinished.forGood();
            }
            return after.more();
        }

        private DeletionSums deleted(ListedAccount account, DeletionSums sums) {
            Instant now = clock.instant();
            Duration rest = Duration.between(now, sums.next(interval));
            if (rest.compareTo(PurgeRules.AHEAD) > 0) {
                throw Unfinished.after(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
            }
            accounts.purge(account);
            return sums.later(interval, now);
        }

        @Override
        public void setAside(UserId user, LoggableFailure failed) {
            LOG.errorf(failed, "user %s needs people: what they have cannot be deleted", user);
            Fault.MANUAL_PURGES.report();
        }

        @Override
        public String write(DeletionSums sums) {
            return sums.write();
        }

        @Override
        public DeletionSums read(String text) {
            return DeletionSums.read(text);
        }
    }
}
