package sundown.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import sundown.timeline.GroupId;

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

    /**
     * Names a job: its work, and its group.
     *
     * @param work the stable name of its {@link ChunkWork}: 1 to 32 small letters
     */
    @RegisterForReflection
    public record JobId(String work, GroupId group) {
        private static final Pattern WORK = Pattern.compile("[a-z]{1,32}");

        public JobId {
            if (!WORK.matcher(work).matches()) {
                throw new IllegalArgumentException("the work of a job is 1 to 32 small letters");
            }
        }

        /**
         * Reads {@code memberships-1}.
         *
         * @throws IllegalArgumentException for any other form
         */
        @JsonCreator
        public static JobId of(String text) {
            int hyphen = text.indexOf('-');
            if (hyphen < 0) {
                throw new IllegalArgumentException("a job is named by its work, a hyphen, and its group");
            }
            return new JobId(text.substring(0, hyphen), new GroupId(text.substring(hyphen + 1)));
        }

        @Override
        @JsonValue
        public String toString() {
            return work + "-" + group;
        }
    }
}
