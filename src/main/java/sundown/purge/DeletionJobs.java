package sundown.purge;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import sundown.edge.MessageQueue;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.JobStore;
import sundown.job.Jobs;

/** The two jobs by which a group is deleted, one after the other; each has a chunk for each of the manifest. */
@Singleton
public final class DeletionJobs {
    /** The name of the queue of their chunks. */
    static final String QUEUE = "purge";

    private final JobStore store;
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;

    DeletionJobs(JobStore store, Jobs jobs, @Named(QUEUE) MessageQueue<ChunkMessage> queue) {
        this.store = store;
        this.jobs = jobs;
        this.queue = queue;
    }

    /** True for a job that goes on with a purge: its run is named by the time of the plan. */
    static boolean of(Purge purge, ChunkMessage message) {
        return purge.plan().at().equals(message.run());
    }

    /**
     * Begins the job of a part, or sends its late chunks again.
     *
     * @return how many chunks were sent
     */
    int advance(Purge purge, DeletionPart part) {
        return jobs.advanceRun(
                part.job(purge.group()), purge.plan().at(), purge.plan().chunks(), queue);
    }

    /** True when every account of a part is finished. */
    boolean complete(Purge purge, DeletionPart part) {
        return find(purge, part).filter(Job::complete).isPresent();
    }

    private Optional<Job> find(Purge purge, DeletionPart part) {
        return store.find(part.job(purge.group()))
                .filter(job -> job.run().equals(purge.plan().at()));
    }

    /** How far a deletion is; nothing when it has not begun. */
    public Optional<PurgeView.AccountsView> progress(Purge purge) {
        return purge.state().deletion().flatMap(part -> find(purge, part)).map(this::progress);
    }

    private PurgeView.AccountsView progress(Job job) {
        List<Chunk> chunks = store.findChunks(job.id(), job.all()).stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .toList();
        return new PurgeView.AccountsView(
                chunks.stream()
                        .mapToLong(chunk -> DeletionSums.read(chunk.sums()).finished())
                        .sum(),
                chunks.stream().mapToLong(chunk -> chunk.aside().size()).sum(),
                job.chunks(),
                job.done().size());
    }
}
