package sundown.simulation.port;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import sundown.job.Chunk;
import sundown.job.Job;
import sundown.job.JobStore;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/**
 * A store of jobs in which a write that succeeded may look as if somebody else had been faster; checks every checkpoint
 * at the moment at which it is saved.
 *
 * @param counted how many users the sums of a chunk have
 * @param listed how many users were ever listed in a chunk
 * @param begun is told of each job that begins
 */
public record WatchedJobs(
        JobStore real,
        ToLongFunction<Chunk> counted,
        ToIntFunction<Chunk> listed,
        Consumer<Job> begun,
        Surroundings around) {
    /** A chunk that begins again adds users to sums that they are in. */
    public static final String COUNTED_ONCE = "nobody is counted twice";

    public boolean begin(Job job, Instant since) {
        boolean begins = real.begin(job, since);
        if (begins) {
            begun.accept(job);
        }
        return begins && !around.troubles().echoLost();
    }

    public boolean check(Job read, Instant now) {
        return real.check(read, now) && !around.troubles().echoLost();
    }

    public void end(Chunk chunk, boolean complete) {
        around.count(complete ? "chunks done" : "chunks with users set aside");
        real.end(chunk, complete);
    }

    public Optional<Chunk> save(Chunk chunk) {
        Optional<Chunk> before = real.findChunk(chunk.job(), chunk.number());
        Optional<Chunk> saved = real.save(chunk);
        if (saved.isPresent()) {
            check(chunk);
            before.filter(earlier -> earlier.run().equals(chunk.run())).ifPresent(earlier -> check(earlier, chunk));
        }
        return saved.filter(ignored -> !around.troubles().echoLost());
    }

    private void check(Chunk chunk) {
        Violation.unless(counted.applyAsLong(chunk) <= listed.applyAsInt(chunk), COUNTED_ONCE, chunk);
    }

    private static void check(Chunk before, Chunk after) {
        Violation.unless(
                position(before).compareTo(position(after)) <= 0 && (after.walked() || !before.walked()),
                "a checkpoint never goes back",
                after);
    }

    private static String position(Chunk chunk) {
        return chunk.after().orElse("");
    }
}
