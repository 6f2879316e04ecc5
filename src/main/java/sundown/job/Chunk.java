package sundown.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sundown.job.Job.JobId;

/**
 * The checkpoint of a chunk: its place after a crash, and its sums so far.
 *
 * @param number from 0
 * @param run the run of the job that it belongs to
 * @param after the name of the last visited entry; empty at the beginning
 * @param walked true once every entry was visited
 * @param heardAt when its worker last saved it; for a chunk that rests, when its message comes again
 * @param aside the names of the entries that could not be handled, at most {@link #ASIDE_MAX}, and the reasons
 * @param sums the sums of {@link ChunkWork}, as JSON
 * @param version counts up with each save; 0 before the first
 */
public record Chunk(
        JobId job,
        int number,
        Instant run,
        Optional<String> after,
        boolean walked,
        Instant heardAt,
        Map<String, String> aside,
        String sums,
        long version) {
    /** When more users fail, the fault is in something that all of them need. */
    public static final int ASIDE_MAX = 100;

    public Chunk {
        if (number < 0) {
            throw new IllegalArgumentException("there is no such chunk");
        }
        aside = Map.copyOf(aside);
        if (aside.size() > ASIDE_MAX) {
            throw new IllegalArgumentException("a chunk sets at most %d users aside".formatted(ASIDE_MAX));
        }
    }

    /** True once nothing is left to do. */
    boolean done() {
        return walked && aside.isEmpty();
    }

    /** Returns the chunk in another run, for which its sums still serve. */
    Chunk withRun(Instant another) {
        return new Chunk(job, number, another, after, walked, heardAt, aside, sums, version);
    }

    /** Returns the chunk at rest until its message comes again, so that nobody takes it for late. */
    Chunk resting(Instant until) {
        return new Chunk(job, number, run, after, walked, until, aside, sums, version);
    }

    /** Returns the chunk after more entries were visited. */
    Chunk visited(Optional<String> last, boolean all, Map<String, String> nowAside, String nowSums, Instant now) {
        return new Chunk(job, number, run, last, all, now, nowAside, nowSums, version);
    }

    /** Returns the chunk as the store keeps it after one more save. */
    public Chunk saved() {
        return new Chunk(job, number, run, after, walked, heardAt, aside, sums, version + 1);
    }

    @Override
    public String toString() {
        return "%s#%02d".formatted(job, number);
    }
}
