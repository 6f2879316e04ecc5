package sundown.purge;

import io.quarkus.funqy.Funq;
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
import sundown.edge.QueueEdge;
import sundown.edge.QueueEvent;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.ChunkWorker;
import sundown.job.GroupUsers;
import sundown.limit.Limit;
import sundown.limit.LimitStore;
import sundown.limit.LimitStore.SetLimits;
import sundown.metrics.Fault;
import sundown.purge.DeletionJobs.Sums;
import sundown.purge.DeletionRules.ListedAccount;
import sundown.purge.ManifestReader.ManifestChunk;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Deletes a chunk of an approved manifest, account by account: the canary first, and then all. Runs once per message of
 * the purge queue.
 */
@Singleton
public record PurgeAccountFunction(
        QueueEdge edge,
        TimelineStore timelines,
        PurgeStore purges,
        ChunkWorker worker,
        ManifestReader manifest,
        AccountDeletion accounts,
        AccountRecord record,
        DeletionJobs jobs,
        PurgeSettings settings,
        LimitStore limits,
        @Named(DeletionJobs.QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(PurgeAccountFunction.class);

    /** A chunk looks again soon, because operators may set another pace while it rests. */
    private static final Duration REST_MAX = Duration.ofMinutes(2);

    @Funq("purge-account")
    public QueueEvent.Answer handle(QueueEvent event) {
        return edge.handle(event, ChunkMessage::read, this::delete);
    }

    /** A purge that is given up is continued, too, to record the deleted entries. */
    private void delete(ChunkMessage message) {
        Optional<Purge> purge =
                purges.find(message.job().group()).filter(found -> DeletionJobs.belongs(message, found));
        purge.flatMap(found -> timelines.inForce().group(found.group()))
                .ifPresentOrElse(
                        group -> PurgeJob.kind(message.job())
                                .filter(PurgeJob.DELETION::contains)
                                .flatMap(kind -> work(kind, purge.orElseThrow(), message.chunk()))
                                .ifPresent(work -> worker.work(message, work, group)),
                        () -> LOG.infof("chunk %s is of no purge", message));
    }

    /** Returns the work of a chunk. If the manifest is not the approved one, it is empty, and the purge ends. */
    Optional<GroupWork<Sums>> work(PurgeJob kind, Purge purge, int number) {
        boolean canary = kind == PurgeJob.DELETE_CANARY;
        Optional<ManifestChunk> chunk = manifest.readChunk(purge.group(), purge.plan(), number);
        if (chunk.isEmpty()) {
            jobs.end(
                    purge.group(),
                    purge.plan().id(),
                    "the manifest is not what was approved, or the gallery has another layout");
        }
        return chunk.map(approved ->
                new OfChunk(purge, approved.firstListed(canary ? canary(purge, approved) : Long.MAX_VALUE), canary));
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
        public Sums read(String text) {
            return Json.read(text, Sums.class);
        }
    }
}
