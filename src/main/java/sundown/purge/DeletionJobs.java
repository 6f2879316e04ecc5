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
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.UntilSaved;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.Jobs;
import sundown.metrics.Fault;
import sundown.operator.Operator;
import sundown.purge.Plan.PlanId;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/**
 * The two jobs that delete a group, one after the other, with a chunk for each chunk of the manifest; and the end of a
 * purge that Sundown itself stops.
 */
@Singleton
public record DeletionJobs(
        Jobs jobs,
        PlanStore plans,
        PurgeStore purges,
        @Named(QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock) {
    private static final Logger LOG = Logger.getLogger(DeletionJobs.class);
    private static final Operator SUNDOWN = Operator.unproven("Sundown");

    /** The name of the queue of the jobs' chunks. */
    static final String QUEUE = "purge";

    /** True for a message of this purge: the run of its job is named by the time of the plan. */
    static boolean belongs(ChunkMessage message, Purge purge) {
        return purge.plan().at().equals(message.run());
    }

    /**
     * The checkpoint of a chunk of a deletion.
     *
     * @param finished the number of accounts that are gone, under hold, or of another group
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

    /**
     * Begins a job of a deletion, or sends its late chunks again.
     *
     * @return the number of sent chunks
     */
    int advance(Purge purge, PurgeJob job) {
        return jobs.advanceRun(
                job.of(purge.group()), purge.plan().at(), purge.plan().chunks(), queue);
    }

    /** True if every account of a job is finished. */
    boolean complete(Purge purge, PurgeJob job) {
        return find(purge, job).filter(Job::complete).isPresent();
    }

    private Optional<Job> find(Purge purge, PurgeJob job) {
        return jobs.find(job.of(purge.group()), purge.plan().at());
    }

    /** Returns the progress of a deletion, or empty if it has not begun. */
    public Optional<PurgeView.AccountsView> progress(Purge purge) {
        return purge.state().deletion().flatMap(job -> find(purge, job)).map(this::progress);
    }

    private PurgeView.AccountsView progress(Job job) {
        List<Chunk> chunks = jobs.chunks(job);
        return new PurgeView.AccountsView(
                chunks.stream()
                        .mapToLong(chunk -> Json.read(chunk.sums(), Sums.class).finished())
                        .sum(),
                chunks.stream().mapToLong(chunk -> chunk.aside().size()).sum(),
                job.chunks(),
                job.done().size());
    }

    /**
     * Ends a purge whose manifest, entries, or canary differ from the approved plan. An alarm tells people, who must
     * find the cause, and plan again.
     */
    void end(GroupId group, PlanId plan, String reason) {
        Optional<Purge> ended = UntilSaved.save(
                () -> open(group, plan)
                        .map(purge -> purge.withState(new PurgeState.Aborted(SUNDOWN, reason, clock.instant()))),
                purges::save);
        if (ended.isPresent()) {
            LOG.errorf("audit: purge stopped, by %s, group %s, plan %s: %s", SUNDOWN, group, plan, reason);
            Fault.STOPPED_PURGES.report();
        }
    }

    private Optional<Purge> open(GroupId group, PlanId plan) {
        return PurgeRules.ofLatest(group, purges.find(group), plans.latest(group))
                .filter(purge -> purge.plan().id().equals(plan))
                .filter(purge -> !(purge.state() instanceof PurgeState.Ended));
    }
}
