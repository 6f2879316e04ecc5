package sundown.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.job.Job.JobId;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.timeline.GroupId;

/**
 * Tells the progress of a job, or of all jobs of a group: an operator's call, {@code {"job"}} or {@code {"group"}}.
 * {@code "pause": true} pauses the job, and {@code "pause": false} lets it go on. After {@code "retry": true}, the next
 * sweep tries the entries again that were set aside.
 */
@Singleton
public record SteerJobFunction(OperatorEdge edge, JobStore jobs, Clock clock) {
    private static final OperatorForm<Call> FORM = OperatorForm.of(
                    "steer-job", Access.of(Role.PURGE_PLANNER, Role.EMERGENCY), Call.class)
            .readingWithout("pause", "retry");

    @RegisterForReflection
    record Call(
            Optional<JobId> job,
            Optional<GroupId> group,
            Optional<Boolean> pause,
            Optional<Boolean> retry,
            Optional<Line> reason) {
        Call {
            WrongPart.require(job.isPresent() || group.isPresent(), "job", "is missing");
            WrongPart.require(job.isEmpty() || group.isEmpty(), "group", "cannot go with job");
            WrongPart.require(
                    job.isPresent() || (pause.isEmpty() && retry.isEmpty()),
                    "group",
                    "cannot be paused, nor tried again");
            WrongPart.require(pause.isEmpty() || retry.isEmpty(), "retry", "cannot go with pause");
        }
    }

    /** The jobs of a group that have begun. */
    @RegisterForReflection
    record JobsOfGroup(List<JobView> jobs) {}

    /** Answers with a {@link JobView}, or with the {@link JobsOfGroup}. */
    @Funq("steer-job")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::steer);
    }

    private Object steer(Call call, Operator by) {
        return call.group()
                .<Object>map(this::all)
                .orElseGet(() -> steer(call, call.job().orElseThrow()));
    }

    private JobsOfGroup all(GroupId group) {
        return new JobsOfGroup(JobId.all(group).stream()
                .flatMap(id -> jobs.find(id).stream())
                .map(this::view)
                .toList());
    }

    private JobView steer(Call call, JobId id) {
        return steered(call, id).map(this::view).orElseThrow(() -> unknown(id));
    }

    private JobView view(Job job) {
        return JobView.of(job, jobs.findChunks(job.id(), job.left()), clock.instant());
    }

    private Optional<Job> steered(Call call, JobId id) {
        if (call.pause().isEmpty()) {
            return call.retry().orElse(false) ? jobs.retry(id) : jobs.find(id);
        }
        return call.pause().get() ? jobs.pause(id) : jobs.resume(id, clock.instant());
    }

    private static Problem unknown(JobId id) {
        return Problem.of(ProblemType.UNKNOWN_JOB, "No job " + id + " has begun.");
    }

    /**
     * The progress of a job, as operators see it.
     *
     * @param state {@code RUNNING}, {@code PAUSED}, or {@code ENDED}
     * @param begunAt ISO 8601 in UTC
     * @param chunks the number of its chunks
     * @param done the number of chunks that have visited all of their entries
     * @param running the number of chunks that are under way, or wait for their turn; 0 for a paused job
     * @param chunksLate the number of chunks that have been silent for half an hour, or longer if there are more than
     *     256
     * @param late the numbers of these chunks; at most 100
     * @param usersSetAside the number of entries that wait to be tried again
     * @param setAside these entries; at most 100
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
        private static final int LISTED_MAX = 100;

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
                    late.stream().limit(LISTED_MAX).toList(),
                    aside.size(),
                    aside.stream().limit(LISTED_MAX).toList());
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
}
