package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.account.UserId;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.GroupUsers;
import sundown.limit.Limit;
import sundown.limit.LimitStore;
import sundown.limit.LimitStore.SetLimits;
import sundown.metrics.Fault;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.Group;

/** Deletes the accounts that a chunk of an approved manifest lists: the canary first, and then all. */
@Singleton
public record DeletionWork(
        ManifestReader manifest,
        AccountDeletion accounts,
        AccountRecord record,
        DeletionJobs jobs,
        PurgeSettings settings,
        LimitStore limits,
        @Named(DeletionJobs.QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(DeletionWork.class);

    /** A chunk looks again soon, because operators may set another pace while it rests. */
    private static final Duration REST_MAX = Duration.ofMinutes(2);

    /**
     * The checkpoint of a chunk of a deletion.
     *
     * @param finished the number of accounts without a named entry, except for entries under hold
     * @param turn the instant of the last account's turn; the turns of a chunk are spread evenly
     */
    @RegisterForReflection
    public record Sums(long finished, Instant turn) {
        /** Counts one more finished account. */
        Sums more() {
            return new Sums(finished + 1, turn);
        }

        /** Returns the turn of the next account. */
        Instant next(Duration interval) {
            return turn.plus(interval);
        }

        /** Moves to the turn of the next account. */
        Sums later(Duration interval, Instant now) {
            return new Sums(finished, next(interval).isBefore(now) ? now : next(interval));
        }
    }

    /** Returns the work of a chunk. If the manifest is not the approved one, it is empty, and the purge ends. */
    public Optional<GroupWork<Sums>> forChunk(PurgeState.Part part, Purge purge, int number) {
        Optional<ManifestChunk> chunk = manifest.readChunk(purge.group(), purge.plan(), number);
        if (chunk.isEmpty()) {
            jobs.end(purge.group(), purge.plan().id(), "the manifest is not what was approved");
        }
        return chunk.map(approved -> switch (part) {
            case CANARY -> new OfChunk(purge, approved.firstListed(canary(purge, approved)), true);
            case ALL -> new OfChunk(purge, approved.firstListed(Long.MAX_VALUE), false);
        });
    }

    private static long canary(Purge purge, ManifestChunk approved) {
        List<ManifestRoot.ChunkLine> chunks = approved.root().chunks();
        long before = chunks.stream()
                .limit(approved.number())
                .mapToLong(ManifestRoot.ChunkLine::users)
                .sum();
        return PurgeRules.canary(before, chunks.get(approved.number()).users(), purge.plan());
    }

    /** Deletes the users of a chunk that have listed entries. */
    private final class OfChunk implements GroupWork<Sums> {
        private final Purge purge;
        private final ManifestChunk chunk;
        private final boolean canary;
        private final long atOnce;
        private final Duration interval;

        private OfChunk(Purge purge, ManifestChunk chunk, boolean canary) {
            this.purge = purge;
            this.chunk = chunk;
            this.canary = canary;
            SetLimits set = limits.inForce();
            this.atOnce = set.value(Limit.PURGE_CONCURRENCY, purge.plan().chunks());
            this.interval = canary
                    ? Duration.ZERO
                    : PurgeRules.interval(
                            chunk.lines().size(),
                            purge.plan(),
                            set.value(Limit.PURGE_ACCOUNTS_PER_MINUTE, settings.accountsPerMinute()),
                            atOnce);
        }

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        /** A chunk ends without waiting for others if it is empty, or if its purge has ended. */
        @Override
        public long concurrentChunks() {
            boolean deletes =
                    !chunk.lines().isEmpty() && purge.state().deletion().isPresent();
            return deletes ? atOnce : Long.MAX_VALUE;
        }

        /** Chunks begin one after the other, so that their accounts do not come at the same time. */
        @Override
        public Sums begin(Group group, int number, Instant run, Optional<Sums> before) {
            Duration turn = interval.multipliedBy(number).dividedBy(purge.plan().chunks());
            return new Sums(0, clock.instant().plus(turn).minus(interval));
        }

        @Override
        public List<UserId> list(
                GroupUsers users, Group group, int number, Optional<UserId> after, int limit, Sums sums) {
            return chunk.users(after, limit);
        }

        @Override
        public Sums visit(UserId user, Group group, Sums sums) {
            ListedAccount account = new ListedAccount(group.id(), purge.plan().id(), chunk.inclusion(user));
            Sums after = record.finished(account) ? sums : deleted(account, sums);
            if (canary && !record.isGone(account)) {
                jobs.end(account.group(), account.plan(), "what the first accounts had is not all deleted");
                throw Unfinished.forGood();
            }
            return after.more();
        }

        private Sums deleted(ListedAccount account, Sums sums) {
            Instant now = clock.instant();
            Duration rest = Duration.between(now, sums.next(interval));
            if (rest.compareTo(PurgeRules.TURN_AHEAD) > 0) {
                throw Unfinished.after(rest.compareTo(REST_MAX) > 0 ? REST_MAX : rest);
            }
            accounts.delete(account);
            return sums.later(interval, now);
        }

        @Override
        public void setAside(UserId user, LoggableFailure failed) {
            LOG.errorf(failed, "user %s needs people: what they have cannot be deleted", user);
            Fault.MANUAL_PURGES.report();
        }

        @Override
        public String write(Sums sums) {
            return Json.write(sums);
        }

        @Override
        public Sums read(String text) {
            return Json.read(text, Sums.class);
        }
    }
}
