package sundown.job;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import sundown.edge.Correlation;
import sundown.edge.MessageQueue;
import sundown.failure.PermanentFailure;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job.JobId;

/** Begins each run of a job once, and sends chunks again that are late or have set entries aside. */
@Singleton
public record Jobs(JobStore jobs, GroupChunks ofUsers, Clock clock) {
    private static final Logger LOG = Logger.getLogger(Jobs.class);

    /**
     * The largest number of chunks that begin in a second. Each reads the row of its job and writes its end there.
     * DynamoDB takes 1,000 writes and 3,000 reads of a row in a second, and an empty chunk ends as soon as it begins.
     */
    private static final int CHUNKS_PER_SECOND = 250;

    /**
     * Takes the next step of a job over the users of a group that must run once from an instant on.
     *
     * @param queue the queue of its chunks
     * @return the number of sent chunks
     */
    public int advance(JobId id, MessageQueue<ChunkMessage> queue, Instant since) {
        return advance(id, ofUsers.number(), queue, since);
    }

    /**
     * Takes the next step of a job over other entries that must run once from an instant on.
     *
     * @param queue the queue of its chunks
     * @return the number of sent chunks
     */
    public int advance(JobId id, int chunks, MessageQueue<ChunkMessage> queue, Instant since) {
        Instant now = clock.instant();
        return advance(Job.begun(id, chunks, now), queue, since, now);
    }

    /**
     * Takes the next step of a job whose run the caller names.
     *
     * @param run names the run; a run that began earlier gives way
     * @return the number of sent chunks
     */
    public int advanceRun(JobId id, Instant run, int chunks, MessageQueue<ChunkMessage> queue) {
        Instant now = clock.instant();
        return advance(Job.begun(id, run, chunks, now), queue, run, now);
    }

    /** Returns the latest run of a job. */
    public Optional<Job> find(JobId id) {
        return jobs.find(id);
    }

    /** Returns a run of a job, if it is the latest one. */
    public Optional<Job> find(JobId id, Instant run) {
        return find(id).filter(job -> job.run().equals(run));
    }

    /** Returns the checkpoints of the run of a job, in the order of their numbers. */
    public List<Chunk> chunks(Job job) {
        return jobs.findChunks(job.id(), job.all()).stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .sorted(Comparator.comparing(Chunk::number))
                .toList();
    }

    /** Returns the checkpoints of a run that has ended. Each is saved before the end of its chunk is noted. */
    public List<Chunk> endedChunks(Job job) {
        List<Chunk> chunks = chunks(job);
        if (chunks.size() < job.chunks()) {
            throw new PermanentFailure("a chunk of " + job.id() + " has come to its end, and was not saved");
        }
        return chunks;
    }

    private int advance(Job begun, MessageQueue<ChunkMessage> queue, Instant since, Instant now) {
        return switch (JobRules.next(begun, since, jobs.find(begun.id()), now)) {
            case JobRules.JobStep.Begin begin -> begin(begin, queue);
            case JobRules.JobStep.Check check -> check(check.read(), queue, now);
            case JobRules.JobStep.Nothing _ -> 0;
        };
    }

    private int begin(JobRules.JobStep.Begin begin, MessageQueue<ChunkMessage> queue) {
        if (!jobs.begin(begin.job(), begin.since())) {
            return 0;
        }
        LOG.infof("job %s begins with %d chunks", begin.job().id(), begin.job().chunks());
        return send(begin.job(), begin.job().left(), queue);
    }

    /** The note comes first, so that only one of several checks at the same time sends. */
    private int check(Job read, MessageQueue<ChunkMessage> queue, Instant now) {
        if (!jobs.check(read, now)) {
            return 0;
        }
        List<Integer> due = JobRules.due(read, jobs.findChunks(read.id(), read.left()), now);
        LOG.infof("job %s: %d of %d chunks are sent again", read.id(), due.size(), read.chunks());
        return send(read, due, queue);
    }

    private static int send(Job job, List<Integer> chunks, MessageQueue<ChunkMessage> queue) {
        List<List<Integer>> seconds =
                chunks.stream().gather(Gatherers.windowFixed(CHUNKS_PER_SECOND)).toList();
        for (int second = 0; second < seconds.size(); second++) {
            queue.send(
                    seconds.get(second).stream()
                            .map(chunk -> ChunkMessage.of(job, chunk, Correlation.current()))
                            .toList(),
                    Duration.ofSeconds(second));
        }
        return chunks.size();
    }
}
