package sundown.purge;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import sundown.account.ReachStore.Reach;
import sundown.digest.Sha256;
import sundown.edge.Correlation;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.gallery.ObjectKey;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job;
import sundown.job.Jobs;
import sundown.operator.Operator;
import sundown.purge.ApprovalRules.Refusal;
import sundown.purge.AuditFiles.AuditKeys;
import sundown.purge.BucketEntry.Totals;
import sundown.purge.Plan.PlanId;
import sundown.purge.close.ClosingRules;
import sundown.purge.close.ClosingStore;
import sundown.receipt.Safety;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.GroupTask;
import sundown.timeline.Timeline;
import sundown.timeline.TimelineStore;

/**
 * The plans of all groups. An operator's call begins a plan, workers list its chunks, and the worker of the last chunk
 * writes the root of its manifest. The sweep sends late chunks again.
 */
@Singleton
public record Plans(
        PlanStore store,
        TimelineStore timelines,
        ClosingStore closings,
        HoldStore holds,
        GroupChunks chunks,
        Jobs jobs,
        ChunkWorker worker,
        PlanWork work,
        ManifestWriter manifest,
        @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue,
        Clock clock,
        RandomGenerator random)
        implements GroupTask {
    private static final Logger LOG = Logger.getLogger(Plans.class);

    /**
     * A plan as operators see it.
     *
     * @param state {@code PLANNING} or {@code PLANNED}
     * @param chunksDone the number of listed chunks
     * @param insteadOf the plan that it replaced
     * @param planned the result of a plan that is made
     */
    @RegisterForReflection
    public record PlanView(
            GroupId group,
            PlanId planId,
            String state,
            @JsonUnwrapped Operator by,
            Instant begunAt,
            int chunksDone,
            int chunks,
            Optional<PlanId> insteadOf,
            Optional<PlannedView> planned) {
        /**
         * The result of a plan.
         *
         * @param hash the hash that approvers name
         * @param manifest the key of the root in the audit bucket
         * @param report the key of the report for people
         * @param reach the users by how far they were reached when they were listed
         */
        @RegisterForReflection
        public record PlannedView(
                Sha256 hash,
                ObjectKey manifest,
                ObjectKey report,
                long users,
                long held,
                long foreign,
                long objects,
                @JsonUnwrapped Totals totals,
                Safety.Sums safety,
                Map<Reach, Long> reach) {
            private static PlannedView of(Plan.Begun plan, Plan.Planned planned) {
                return new PlannedView(
                        planned.hash(),
                        AuditKeys.root(plan.group(), plan.id()),
                        AuditKeys.report(plan.group(), plan.id()),
                        planned.users(),
                        planned.held(),
                        planned.foreign(),
                        planned.totals().entries(),
                        planned.totals(),
                        planned.safety(),
                        planned.reach());
            }
        }
    }

    /**
     * Returns the plan of a group. If the group has none, or the operator replaces it, this call begins one.
     *
     * @param instead the plan that the operator replaces
     * @throws sundown.edge.Problem if the group is not closed and drained, or the plan to be replaced is another
     */
    Plan.Begun findOrBegin(GroupId group, Operator by, Optional<PlanId> instead) {
        requireDrained(group);
        Optional<Plan.Begun> found = store.find(group);
        if (found.isPresent() && instead.isEmpty()) {
            return found.get();
        }
        if (!found.map(Plan.Begun::id).equals(instead)) {
            throw Refusal.OTHER_PLAN.problem();
        }
        return begin(group, by, instead, begunAt(found));
    }

    /**
     * Returns the begin of a plan. It is later than the begin of the plan before, even if clocks differ, so that the
     * jobs of the earlier plan end.
     */
    private Instant begunAt(Optional<Plan.Begun> before) {
        Instant now = clock.instant();
        return before.map(plan -> PurgeRules.after(plan.begunAt(), now)).orElse(now);
    }

    private void requireDrained(GroupId id) {
        Timeline timeline = timelines.inForce();
        Group group = timeline.group(id).orElseThrow(() -> PurgeGroups.notAGroup(timeline, id));
        Dates dates = group.dates();
        if (clock.instant().isBefore(dates.close())) {
            throw Problem.of(ProblemType.WINDOW_OPEN, "Its exports end at " + dates.closing() + ".");
        }
        if (ClosingRules.drained(closings.find(id), dates).isEmpty()) {
            throw Refusal.NOT_DRAINED.problem();
        }
    }

    private Plan.Begun begin(GroupId group, Operator by, Optional<PlanId> instead, Instant now) {
        Plan.Begun plan = new Plan.Begun(
                group,
                new PlanId(HexFormat.of().toHexDigits(random.nextLong())),
                by,
                now,
                timelines.inForce().version(),
                chunks.number(),
                holds.changes(group),
                instead,
                Optional.empty());
        if (store.begin(plan, instead)) {
            advance(plan);
            return plan;
        }
        return store.find(group).orElseThrow(Refusal.OTHER_PLAN::problem);
    }

    /** Returns the view of a group's latest plan, made or under way. */
    Optional<PlanView> view(GroupId group) {
        return store.find(group).map(this::view);
    }

    /** Returns the view of a plan, with the number of listed chunks of both parts. */
    PlanView view(Plan.Begun plan) {
        int listed = PurgeJob.PLAN.stream()
                .flatMap(kind -> find(plan, kind).stream())
                .mapToInt(job -> job.done().size())
                .sum();
        return new PlanView(
                plan.group(),
                plan.id(),
                plan.planned().isPresent() ? "PLANNED" : "PLANNING",
                plan.by(),
                plan.begunAt(),
                listed,
                plan.chunks() * PurgeJob.PLAN.size(),
                plan.insteadOf(),
                plan.planned().map(planned -> PlanView.PlannedView.of(plan, planned)));
    }

    private Optional<Job> find(Plan.Begun plan, PurgeJob kind) {
        return jobs.find(kind.of(plan.group()), plan.begunAt());
    }

    /** Lists a chunk, if the plan of the message is the group's plan and under way. */
    void list(PurgeJob kind, ChunkMessage message) {
        underWay(message.job().group())
                .filter(plan -> plan.begunAt().equals(message.run()))
                .flatMap(plan -> timelines.inForce().group(plan.group()))
                .ifPresentOrElse(
                        group -> list(kind, message, group),
                        () -> LOG.infof("chunk %s is of no plan that is under way", message));
    }

    private void list(PurgeJob kind, ChunkMessage message, Group group) {
        worker.work(message, work.forJob(kind), group);
        underWay(group.id()).ifPresent(this::goOn);
    }

    /** Takes the next step after a finished chunk. */
    private void goOn(Plan.Begun plan) {
        nextJob(plan).ifPresentOrElse(kind -> sendChunks(plan, kind), () -> write(plan));
    }

    @Override
    public TaskName name() {
        return TaskName.PLANS;
    }

    @Override
    public int advance(Group group) {
        return underWay(group.id()).map(this::advance).orElse(0);
    }

    /**
     * Advances the next job. If only the root is missing, some chunk is sent again, because the worker of the root may
     * have died: the worker of that chunk has nothing to list, and writes the root.
     *
     * @return the number of sent chunks
     */
    private int advance(Plan.Begun plan) {
        Optional<PurgeJob> next = nextJob(plan);
        if (next.isEmpty()) {
            queue.send(
                    new ChunkMessage(PurgeJob.LIST_FOLDERS.of(plan.group()), plan.begunAt(), 0, Correlation.current()));
        }
        return next.map(kind -> sendChunks(plan, kind)).orElse(0);
    }

    private Optional<Plan.Begun> underWay(GroupId group) {
        return store.find(group).filter(plan -> plan.planned().isEmpty());
    }

    /** Returns the first job that has not listed every user, or empty if the root of the manifest is to be written. */
    private Optional<PurgeJob> nextJob(Plan.Begun plan) {
        return PurgeJob.PLAN.stream()
                .filter(kind -> find(plan, kind).filter(Job::complete).isEmpty())
                .findFirst();
    }

    private int sendChunks(Plan.Begun plan, PurgeJob kind) {
        return jobs.advanceRun(kind.of(plan.group()), plan.begunAt(), plan.chunks(), queue);
    }

    private void write(Plan.Begun plan) {
        List<ManifestWriter.ChunkSummary> chunks = PurgeJob.PLAN.stream()
                .flatMap(kind -> jobs.endedChunks(find(plan, kind).orElseThrow()).stream())
                .map(chunk ->
                        Json.read(chunk.sums(), PlanWork.Sums.class).summary().orElseThrow())
                .toList();
        Plan.Planned planned = manifest.writeRoot(plan, chunks);
        store.complete(plan.group(), plan.id(), planned);
        LOG.infof("plan %s of group %s is made: %s", plan.id(), plan.group(), planned.hash());
    }
}
