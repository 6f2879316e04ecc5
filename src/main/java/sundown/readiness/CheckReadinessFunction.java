package sundown.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.funqy.Funq;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import sundown.edge.Json;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.metrics.Fault;
import sundown.operator.Access;
import sundown.readiness.Inspections.Inspection;
import sundown.readiness.Readiness.Check;
import sundown.readiness.Readiness.Outcome;
import sundown.timeline.Group;
import sundown.timeline.TimelineStore;

/**
 * Checks whether the deployment is ready for its openings: called once a day, or by an operator at any time. It changes
 * nothing but its own history. A check that cannot be made fails, and the others go on.
 */
@Singleton
public record CheckReadinessFunction(
        OperatorEdge edge,
        @All List<Inspections> subjects,
        TimelineStore timelines,
        ReadinessHistory history,
        Clock clock) {
    private static final OperatorForm<OperatorForm.NoFields> FORM =
            OperatorForm.of("check-readiness", Access.reading(), OperatorForm.NoFields.class);
    private static final Logger LOG = Logger.getLogger(CheckReadinessFunction.class);

    /** Answers with a {@link Readiness}. */
    @Funq("check-readiness")
    public JsonNode handle(OperatorCall call) {
        return call.ofSchedule()
                .map(schedule -> schedule.<JsonNode>during(() -> Json.tree(check())))
                .orElseGet(() -> edge.audited(FORM, call, (_, _) -> check()));
    }

    private Readiness check() {
        Instant now = clock.instant();
        Readiness readiness = new Readiness(
                now,
                subjects.stream()
                        .flatMap(subject -> subject.list(now).stream())
                        .map(this::check)
                        .toList());
        history.add(readiness);
        warnOfOpenings(readiness);
        return readiness;
    }

    private Check check(Inspection inspection) {
        try {
            return new Check(
                    inspection.name(),
                    inspection.look().get(),
                    inspection.figures().get());
        } catch (RuntimeException failed) {
            LOG.warnf(LoggableFailure.of(failed), "%s could not be checked", inspection.name());
            String remedy = "Look whether check-readiness can read it (" + inspection.reads() + "), and call it again.";
            return new Check(inspection.name(), Outcome.fail("could not be read: " + cause(failed), remedy));
        }
    }

    /** Only the messages of our own failures promise to contain no user data. */
    private static String cause(RuntimeException failed) {
        return switch (failed) {
            case RetryableFailure retryable -> retryable.getMessage();
            case PermanentFailure permanent -> permanent.getMessage();
            default -> "an error that the log of check-readiness describes";
        };
    }

    private void warnOfOpenings(Readiness readiness) {
        List<String> failed = readiness.failed();
        timelines.inForce().groups().stream()
                .filter(group -> OpeningRules.near(group, readiness.at()) && !failed.isEmpty())
                .map(Group::id)
                .forEach(group -> {
                    LOG.errorf("not ready for the opening of group %s: %s", group, failed);
                    Fault.UNREADY_OPENINGS.report();
                });
    }
}
