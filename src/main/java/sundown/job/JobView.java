package sundown.job;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How far a job is, as operators see it.
 *
 * @param state {@code RUNNING}, {@code PAUSED}, or {@code ENDED}
 * @param begunAt ISO 8601 in UTC
 * @param chunks how many it has
 * @param done how many have visited all their users
 * @param running how many are under way, or wait for their turn; none of a paused job
 * @param chunksLate how many have been silent for half an hour, or longer where there are more than 256
 * @param late which chunks these are; at most 100
 * @param usersSetAside how many users wait to be tried again
 * @param setAside these users; at most 100
 */
@RegisterForReflection
public record JobView(
        String job,
        String state,
        String begunAt,
        int chunks,
        int done,
        int running,
        int chunksLate,
        List<Integer> late,
        int usersSetAside,
        List<SetAside> setAside) {
    private static final int MOST = 100;

    /**
     * A user, or a charge, that is set aside.
     *
     * @param why the failure, cut after 100 characters
     */
    @RegisterForReflection
    public record SetAside(String name, String why) {}

    /**
     * The view of a job.
     *
     * @param known the checkpoints of the chunks that are left
     */
    static JobView of(Job job, Collection<Chunk> known, Instant now) {
        List<SetAside> aside = known.stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .sorted(Comparator.comparing(Chunk::number))
                .flatMap(JobView::aside)
                .toList();
        List<Integer> late = JobRules.late(job, known, now);
        return new JobView(
                job.id().toString(),
                state(job),
                job.run().toString(),
                job.chunks(),
                job.done().size(),
                job.paused() ? 0 : job.underWay().size() - late.size(),
                late.size(),
                late.stream().limit(MOST).toList(),
                aside.size(),
                aside.stream().limit(MOST).toList());
    }

    private static Stream<SetAside> aside(Chunk chunk) {
        return chunk.aside().entrySet().stream()
                .map(one -> new SetAside(one.getKey(), one.getValue()))
                .sorted(Comparator.comparing(SetAside::name));
    }

    private static String state(Job job) {
        if (job.ended()) {
            return "ENDED";
        }
        return job.paused() ? "PAUSED" : "RUNNING";
    }
}
