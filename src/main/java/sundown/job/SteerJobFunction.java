package sundown.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.operator.Operator;
import sundown.operator.Role;

/**
 * Tells how far a job is: an operator's call, {@code {"job"}}. With {@code "pause": true} it holds the job back, with
 * {@code "pause": false} it lets the job go on. With {@code "retry": true} the next sweep tries those who are set aside
 * again.
 */
@Singleton
public final class SteerJobFunction {
    private static final OperatorForm<Call> FORM = OperatorForm.of(
                    "steer-job", Access.of(Role.PURGE_PLANNER, Role.EMERGENCY), Call.class)
            .readingWithout("pause", "retry");

    private final OperatorEdge edge;
    private final JobStore jobs;
    private final Clock clock;

    @RegisterForReflection
    record Call(JobId job, Optional<Boolean> pause, Optional<Boolean> retry, Optional<Line> reason) {
        Call {
            WrongPart.require(pause.isEmpty() || retry.isEmpty(), "retry", "cannot go with pause");
        }
    }

    SteerJobFunction(OperatorEdge edge, JobStore jobs, Clock clock) {
        this.edge = edge;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Answers with a {@link JobView}. */
    @Funq("steer-job")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::steer);
    }

    private JobView steer(Call call, Operator by) {
        JobId id = call.job();
        Job job = steered(call).orElseThrow(() -> unknown(id));
        return JobView.of(job, jobs.findChunks(id, job.left()), clock.instant());
    }

    private Optional<Job> steered(Call call) {
        JobId id = call.job();
        if (call.pause().isEmpty()) {
            return call.retry().orElse(false) ? jobs.retry(id) : jobs.find(id);
        }
        return call.pause().get() ? jobs.pause(id) : jobs.resume(id, clock.instant());
    }

    private static Problem unknown(JobId id) {
        return Problem.of(ProblemType.UNKNOWN_JOB, "No job " + id + " has begun.");
    }
}
