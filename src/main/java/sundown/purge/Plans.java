package sundown.purge;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.hold.HoldStore;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.ChunkWorker;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.operator.Operator;
import sundown.purge.Plan.PlanId;
import sundown.purge.close.ClosingRules;
import sundown.purge.close.ClosingStore;
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
public final class Plans extends GroupTask {
    private static final Logger LOG = Logger.getLogger(Plans.class);

    private final PlanStore store;
    private final TimelineStore timelines;
    private final ClosingStore closings;
    private final HoldStore holds;
    private final GroupChunks chunks;
    private final JobStore jobStore;
    private final Jobs jobs;
    private final ChunkWorker worker;
    private final PlanWork work;
    private final ManifestWriter manifest;
    private final MessageQueue<ChunkMessage> queue;
    private final Clock clock;
    private final RandomGenerator random;

    Plans(
            PlanStore store,
            TimelineStore timelines,
            ClosingStore closings,
            HoldStore holds,
            GroupChunks chunks,
            JobStore jobStore,
            Jobs jobs,
            ChunkWorker worker,
            PlanWork work,
            ManifestWriter manifest,
            @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue,
            Clock clock,
            RandomGenerator random) {
        super(timelines);
        this.store = store;
        this.timelines = timelines;
        this.closings = closings;
        this.holds = holds;
        this.chunks = chunks;
        this.jobStore = jobStore;
        this.jobs = jobs;
        this.worker = worker;
        this.work = work;
        this.manifest = manifest;
        this.queue = queue;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The plan of a group. If there is none, or the operator replaces it, this call begins one.
     *
     * @param instead the plan that the operator replaces
     * @throws sundown.edge.Problem when the group is not closed and drained, or the plan to be replaced is another
     */
    Plan.Begun findOrBegin(GroupId group, Operator by, Optional<PlanId> instead) {
        requireDrained(group);
        Optional<Plan.Begun> found = store.find(group);
        return switch (PlanRules.asked(found, instead)) {
            case PlanRules.PlanStep.Begin _ -> begin(group, by, instead, PlanRules.begunAt(found, clock.instant()));
            case PlanRules.PlanStep.Tell tell -> tell.plan();
            case PlanRules.PlanStep.OtherPlan _ -> throw PurgeProblems.otherPlan();
        };
    }

    private void requireDrained(GroupId id) {
        Timeline timeline = timelines.inForce();
        Group group = timeline.group(id).orElseThrow(() -> PurgeProblems.notAGroup(timeline, id));
        Dates dates = group.dates();
        if (clock.instant().isBefore(dates.close())) {
            throw PurgeProblems.windowOpen(dates.close());
        }
        if (ClosingRules.drained(closings.find(id), dates).isEmpty()) {
            throw PurgeProblems.notDrained();
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
        return store.find(group).orElseThrow(() -> PurgeProblems.otherPlan());
    }

    /** The view of a group's latest plan, made or under way. */
    Optional<PlanView> view(GroupId group) {
        return store.find(group).map(this::view);
    }

    /** The view of a plan, with how many chunks of both parts are listed. */
    PlanView view(Plan.Begun plan) {
        int listed = Stream.of(PlanWork.Part.values())
                .flatMap(part -> jobStore.find(part.job(plan.group())).stream())
                .filter(job -> job.run().equals(plan.begunAt()))
                .mapToInt(job -> job.done().size())
                .sum();
        return PlanView.of(plan, listed);
    }

    /** Lists a chunk. A message alone lists nothing: its plan must be the group's, and under way. */
    void list(ChunkMessage message) {
        underWay(message.job().group())
                .filter(plan -> plan.begunAt().equals(message.run()))
                .flatMap(plan -> timelines.inForce().group(plan.group()))
                .ifPresentOrElse(
                        group -> list(message, group),
                        () -> LOG.infof("chunk %s is of no plan that is under way", message));
    }

    private void list(ChunkMessage message, Group group) {
        PlanWork.Part.of(message.job()).ifPresent(part -> worker.work(message, work.forPart(part), group));
        underWay(group.id()).ifPresent(this::goOn);
    }

    /** The worker of a finished chunk goes on with the next step. */
    private void goOn(Plan.Begun plan) {
        switch (next(plan)) {
            case PlanRules.Next.Visit visit -> visit(plan, visit.part());
            case PlanRules.Next.Write _ -> write(plan);
        }
    }

    @Override
    public TaskName name() {
        return TaskName.PLANS;
    }

    @Override
    protected int advance(Group group) {
        return underWay(group.id()).map(this::advance).orElse(0);
    }

    /**
     * Advances the job that is next. Where only the root is left to be made, it sends the last chunk once more: the
     * worker that was to make it may have died.
     *
     * @return how many chunks were sent
     */
    private int advance(Plan.Begun plan) {
        return switch (next(plan)) {
            case PlanRules.Next.Visit visit -> visit(plan, visit.part());
            case PlanRules.Next.Write _ -> {
                queue.send(new ChunkMessage(
                        PlanWork.Part.FOLDERS.job(plan.group()), plan.begunAt(), 0, Correlation.current()));
                yield 0;
            }
        };
    }

    private Optional<Plan.Begun> underWay(GroupId group) {
        return store.find(group).filter(plan -> plan.planned().isEmpty());
    }

    private PlanRules.Next next(Plan.Begun plan) {
        return PlanRules.next(plan, part -> jobStore.find(part.job(plan.group())));
    }

    private int visit(Plan.Begun plan, PlanWork.Part part) {
        return jobs.advanceRun(part.job(plan.group()), plan.begunAt(), plan.chunks(), queue);
    }

    private void write(Plan.Begun plan) {
        List<ChunkSummary> summaries = Stream.of(PlanWork.Part.values())
                .flatMap(part -> summaries(plan, part))
                .toList();
        Plan.Planned planned = manifest.writeRoot(plan, summaries);
        store.complete(plan.group(), plan.id(), planned);
        LOG.infof("plan %s of group %s is made: %s", plan.id(), plan.group(), planned.hash());
    }

    /** The summaries of a part, in the order of the chunks. */
    private Stream<ChunkSummary> summaries(Plan.Begun plan, PlanWork.Part part) {
        JobId job = part.job(plan.group());
        return jobStore.findChunks(job, jobStore.find(job).map(Job::all).orElseThrow()).stream()
                .sorted(Comparator.comparing(Chunk::number))
                .map(chunk -> PlanWork.Sums.read(chunk.sums()).summary().orElseThrow());
    }
}
