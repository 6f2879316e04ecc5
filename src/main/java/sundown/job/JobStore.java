package sundown.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sundown.job.Job.JobId;

/** The latest run of each job, and the checkpoints of its chunks. Reads are strongly consistent. */
public interface JobStore {
    /** The latest run of a job. */
    Optional<Job> find(JobId id);

    /**
     * Begins a run, in place of one that began before an instant, and that is not paused.
     *
     * @return false when somebody was faster: a run has begun at that instant or later, or the job is paused
     */
    boolean begin(Job job, Instant since);

    /**
     * Notes that chunks are checked now, if nobody did since the job was read.
     *
     * @return false when somebody was faster
     */
    boolean check(Job read, Instant now);

    /**
     * Notes that a chunk has come to its end, unless another run has begun since.
     *
     * @param complete false when it had to set users aside
     */
    void end(Chunk chunk, boolean complete);

    /**
     * Pauses a job.
     *
     * @return the job as it is then; nothing when there is none
     */
    Optional<Job> pause(JobId id);

    /**
     * Lets a job go on.
     *
     * @return the job as it is then; nothing when there is none
     */
    Optional<Job> resume(JobId id, Instant now);

    /**
     * Makes a job due: the next look at it sends again the chunks that are late or have users set aside.
     *
     * @return the job as it is then; nothing when there is none
     */
    Optional<Job> retry(JobId id);

    /** The checkpoint of a chunk, whichever run it belongs to. */
    Optional<Chunk> findChunk(JobId id, int number);

    /** The checkpoints of those chunks that have one, whichever run they belong to. */
    List<Chunk> findChunks(JobId id, Collection<Integer> numbers);

    /**
     * Saves a checkpoint, if nobody did since it was read: the stored version is still its own (none for 0).
     *
     * @return the checkpoint with its new version; nothing when somebody was faster
     */
    Optional<Chunk> save(Chunk chunk);
}
