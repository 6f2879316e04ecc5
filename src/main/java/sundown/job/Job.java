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
 * The progress of a job.
 *
 * @param run the begin of this run, which names it
 * @param chunks the number of its parts; fixed at its begin
 * @param checkedAt when late chunks were last looked for, or all chunks were sent; 1970 if operators want a check at
 *     once
 * @param done the chunks that have visited every entry
 * @param incomplete the chunks that have come to their end and had to set entries aside
 * @param paused true while operators pause it: no chunk goes on
 * @param resumedAt when operators last let it go on
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

    /** Returns a job of which nothing is done. The time of now names its run. */
    public static Job begun(JobId id, int chunks, Instant now) {
        return begun(id, now, chunks, now);
    }

    /**
     * Returns a job of which nothing is done.
     *
     * @param run names the run
     */
    public static Job begun(JobId id, Instant run, int chunks, Instant now) {
        return new Job(id, run, chunks, now, Set.of(), Set.of(), false, Optional.empty());
    }

    /** Returns the numbers of all chunks. */
    public List<Integer> all() {
        return IntStream.range(0, chunks).boxed().toList();
    }

    /** Returns the chunks that are under way, or have set entries aside. */
    public List<Integer> left() {
        return all().stream().filter(chunk -> !done.contains(chunk)).toList();
    }

    /** True once every chunk has visited all of its entries. */
    public boolean complete() {
        return done.size() >= chunks;
    }

    /** Returns the chunks that have not come to their end. */
    List<Integer> underWay() {
        return left().stream().filter(chunk -> !incomplete.contains(chunk)).toList();
    }

    /** True once every chunk has come to its end, whether or not it had to set entries aside. */
    public boolean ended() {
        return underWay().isEmpty();
    }

    /** True if this run has the chunk. */
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

        /** The works of all rooms, in the order in which a group meets them. */
        private static final List<String> WORKS = List.of(
                "announcements",
                "notices",
                "memberships",
                "counting",
                "reminders",
                "refunds",
                "closing",
                "plan",
                "folders",
                "leavers",
                "canary",
                "deletion",
                "verification",
                "leftovers");

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

        /** Names all jobs of a group, whether they have begun or not. */
        static List<JobId> all(GroupId group) {
            return WORKS.stream().map(work -> new JobId(work, group)).toList();
        }

        @Override
        @JsonValue
        public String toString() {
            return work + "-" + group;
        }
    }
}
