package sundown.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How far a job is.
 *
 * @param run when it began; names this run of the job
 * @param chunks how many parts the users are split into; fixed when it begins
 * @param checkedAt when somebody last looked for chunks that are late, or sent all of them; 1970 when operators want
 *     that again at once
 * @param done the chunks that have visited all their users
 * @param incomplete the chunks that have come to their end and had to set users aside
 * @param paused true while operators hold it back: no chunk goes on
 * @param resumedAt when they last let it go on
 */
public record Job(
        JobId id,
        Instant run,
        int chunks,
        Instant checkedAt,
        Set<Integer> done,
        Set<Integer> incomplete,
        boolean paused,
        Optional<Instant> resumedAt) {
    public Job {
        if (chunks < 1) {
            throw new IllegalArgumentException("a job has at least one chunk");
        }
        done = Set.copyOf(done);
        incomplete = Set.copyOf(incomplete);
    }

    /** A job of which nothing is done; the time of now names its run. */
    public static Job begun(JobId id, int chunks, Instant now) {
        return begun(id, now, chunks, now);
    }

    /**
     * A job of which nothing is done.
     *
     * @param run names the run
     */
    public static Job begun(JobId id, Instant run, int chunks, Instant now) {
        return new Job(id, run, chunks, now, Set.of(), Set.of(), false, Optional.empty());
    }

    /** All chunks. */
    public List<Integer> all() {
        return IntStream.range(0, chunks).boxed().toList();
    }

    /** The chunks that are under way, or have users who are set aside. */
    public List<Integer> left() {
        return all().stream().filter(chunk -> !done.contains(chunk)).toList();
    }

    /** True when every chunk has visited all its users. */
    public boolean complete() {
        return done.size() >= chunks;
    }

    /** The chunks that have not come to their end. */
    List<Integer> underWay() {
        return left().stream().filter(chunk -> !incomplete.contains(chunk)).toList();
    }

    /** True when every chunk has come to its end, whether or not it had to set users aside. */
    public boolean ended() {
        return underWay().isEmpty();
    }

    /** True for a chunk that this run has. */
    boolean has(int chunk) {
        return chunk < chunks;
    }
}
