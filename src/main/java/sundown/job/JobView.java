package sundown.job;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * How far a job is, as operators see it.
 *
 * @param state {@code RUNNING}, {@code PAUSED}, or {@code ENDED}
 * @param begunAt ISO 8601 in UTC
 * @param chunks how many it has
 * @param done how many have visited all their users
 * @param chunksLate of how many nothing was heard for half an hour, or longer where there are more than 256
 * @param late which chunks these are; at most 100
 * @param usersSetAside how many users wait to be tried again
 * @param setAside who they are; at most 100
 */
@RegisterForReflection
public record JobView(
        String job,
        String state,
        String begunAt,
        int chunks,
        int done,
        int chunksLate,
        List<Integer> late,
        int usersSetAside,
        List<String> setAside) {
    private static final int MOST = 100;

    /**
     * The view of a job.
     *
     * @param known the checkpoints of the chunks that are left
     */
    static JobView of(Job job, Collection<Chunk> known, Instant now) {
        List<String> aside = known.stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .sorted(Comparator.comparing(Chunk::number))
                .flatMap(chunk -> chunk.aside().stream().sorted())
                .toList();
        List<Integer> late = late(job, known, now);
        return new JobView(
                job.id().toString(),
                state(job),
                job.run().toString(),
                job.chunks(),
                job.done().size(),
                late.size(),
                late.stream().limit(MOST).toList(),
                aside.size(),
                aside.stream().limit(MOST).toList());
    }

    /** A run that began a moment ago has no checkpoints yet, and nothing of it is late. */
    private static List<Integer> late(Job job, Collection<Chunk> known, Instant now) {
        return now.isBefore(job.run().plus(JobRules.patience(job)))
                ? List.of()
                : JobRules.late(job, known, now).stream()
                        .filter(number -> !job.incomplete().contains(number))
                        .toList();
    }

    private static String state(Job job) {
        if (job.ended()) {
            return "ENDED";
        }
        return job.paused() ? "PAUSED" : "RUNNING";
    }
}
