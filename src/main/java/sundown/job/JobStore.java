package sundown.job;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import sundown.job.Job.JobId;

/** The latest run of each job, and the checkpoints of its chunks. Reads are strongly consistent. */
public interface JobStore {
    /** Returns the latest run of a job. */
    Optional<Job> find(JobId id);

    /**
     * Begins a run in place of a run that began before an instant, and is not paused.
     *
     * @return false if a run has begun at that instant or later, or if the job is paused
     */
    boolean begin(Job job, Instant since);

    /**
     * Notes that chunks are checked now, unless they were checked since the job was read.
     *
     * @return false if another check was faster
     */
    boolean check(Job read, Instant now);

    /**
     * Notes that a chunk has come to its end, unless another run has begun since.
     *
     * @param complete false if it had to set entries aside
     */
    void end(Chunk chunk, boolean complete);

    /**
     * Pauses a job.
     *
     * @return the changed job; empty if there is none
     */
    Optional<Job> pause(JobId id);

    /**
     * Lets a job go on.
     *
     * @return the changed job; empty if there is none
     */
    Optional<Job> resume(JobId id, Instant now);

    /**
     * Makes a job due: its next check sends the chunks again that are late or have set entries aside.
     *
     * @return the changed job; empty if there is none
     */
    Optional<Job> retry(JobId id);

    /** Returns the checkpoint of a chunk, of whatever run. */
    Optional<Chunk> findChunk(JobId id, int number);

    /** Returns the checkpoints of the chunks that have one, of whatever run. */
    List<Chunk> findChunks(JobId id, Collection<Integer> numbers);

    /**
     * Saves a checkpoint unless another save came first: the stored version must be its own (none for 0).
     *
     * @return the checkpoint with its new version; empty if another save was faster
     */
    Optional<Chunk> save(Chunk chunk);
}
