package sundown.purge;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.gallery.GalleryLayout;
import sundown.gallery.ObjectKey;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.timeline.GroupId;

/** Takes the steps of a plan that is begun: the jobs of its two parts, and then the root of its manifest. */
@Singleton
final class PlanSteps {
    private static final Logger LOG = Logger.getLogger(PlanSteps.class);

    private final PlanStore plans;
    private final JobStore store;
    private final Jobs jobs;
    private final AuditFiles files;
    private final GalleryLayout layout;
    private final MessageQueue<ChunkMessage> queue;

    PlanSteps(
            PlanStore plans,
            JobStore store,
            Jobs jobs,
            AuditFiles files,
            GalleryLayout layout,
            @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue) {
        this.plans = plans;
        this.store = store;
        this.jobs = jobs;
        this.files = files;
        this.layout = layout;
        this.queue = queue;
    }

    /** The plan of a group that is begun and not yet made. */
    Optional<PurgePlan> underWay(GroupId group) {
        return plans.find(group).filter(plan -> plan.planned().isEmpty());
    }

    /**
     * Advances the job that is next. Where only the root is left to be made, it sends the last chunk once more: the
     * worker that was to make it may have died.
     *
     * @return how many chunks were sent
     */
    int advance(PurgePlan plan) {
        return switch (next(plan)) {
            case PlanRules.Next.Visit visit -> visit(plan, visit.part());
            case PlanRules.Next.Write _ -> {
                queue.send(new ChunkMessage(
                        PlanWork.Part.FOLDERS.job(plan.group()), plan.begunAt(), 0, Correlation.current()));
                yield 0;
            }
        };
    }

    /** Goes on as far as a worker can that has come to the end of a chunk. */
    void goOn(PurgePlan plan) {
        switch (next(plan)) {
            case PlanRules.Next.Visit visit -> visit(plan, visit.part());
            case PlanRules.Next.Write _ -> write(plan);
        }
    }

    private PlanRules.Next next(PurgePlan plan) {
        return PlanRules.next(plan, part -> store.find(part.job(plan.group())));
    }

    private int visit(PurgePlan plan, PlanWork.Part part) {
        return jobs.advanceRun(part.job(plan.group()), plan.begunAt(), plan.chunks(), queue);
    }

    private void write(PurgePlan plan) {
        List<ChunkSummary> chunks = Stream.of(PlanWork.Part.values())
                .flatMap(part -> summaries(plan, part))
                .toList();
        ObjectKey key = ManifestKeys.root(plan.group(), plan.id());
        ManifestRoot made = ManifestRoot.of(
                plan, layout, chunks.stream().map(ChunkSummary::chunk).toList());
        files.putIfAbsent(key, made.write());
        PurgePlan.Planned planned = planned(made.hash(), chunks);
        files.putIfAbsent(
                ManifestKeys.report(plan.group(), plan.id()), PlanReport.write(plan, layout, chunks, planned));
        plans.complete(plan.group(), plan.id(), planned);
        LOG.infof("plan %s of group %s is made: %s", plan.id(), plan.group(), planned.hash());
    }

    /** In the order of the chunks. */
    private Stream<ChunkSummary> summaries(PurgePlan plan, PlanWork.Part part) {
        JobId job = part.job(plan.group());
        return store.findChunks(job, store.find(job).map(Job::all).orElseThrow()).stream()
                .sorted(Comparator.comparing(Chunk::number))
                .map(chunk -> PlanSums.read(chunk.sums()).summary().orElseThrow());
    }

    private static PurgePlan.Planned planned(ManifestHash hash, List<ChunkSummary> chunks) {
        return new PurgePlan.Planned(
                hash,
                chunks.stream().mapToLong(chunk -> chunk.chunk().users()).sum(),
                chunks.stream().mapToLong(chunk -> chunk.held().count()).sum(),
                chunks.stream().mapToLong(chunk -> chunk.foreign().count()).sum(),
                chunks.stream().map(chunk -> chunk.chunk().totals()).reduce(Totals.NONE, Totals::plus),
                chunks.size());
    }
}
