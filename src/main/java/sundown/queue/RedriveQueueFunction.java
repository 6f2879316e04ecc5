package sundown.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.Problem;
import sundown.edge.RequestBody;
import sundown.operator.Access;
import sundown.operator.Role;

/**
 * Has what failed too often tried again: an operator's call, {@code {"queue", "reason"}}. Every message may come twice,
 * so one more does no harm: each function reads rows, and does what is left to do. A chunk of a purge is verified
 * again, as each time, so nothing is deleted by that which is not approved.
 */
@Singleton
public final class RedriveQueueFunction {
    private static final OperatorForm FORM = OperatorForm.of(
            "redrive-queue", Access.of(Role.SUPPORT, Role.PURGE_PLANNER, Role.EMERGENCY), "queue", "reason");

    private final OperatorEdge edge;
    private final DeadLetters deadLetters;

    RedriveQueueFunction(OperatorEdge edge, DeadLetters deadLetters) {
        this.edge = edge;
        this.deadLetters = deadLetters;
    }

    /** What goes back to its queue from now on. */
    @RegisterForReflection
    public record RedriveView(String queue, boolean begun) {}

    /** Answers with a {@link RedriveView}. */
    @Funq("redrive-queue")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::redrive);
    }

    private RedriveView redrive(RequestBody call) {
        QueueName queue = call.id("queue", QueueName::new);
        call.text("reason"); // only the audit table and the log record why
        return switch (deadLetters.redrive(queue)) {
            case BEGUN -> new RedriveView(queue.value(), true);
            case UNDER_WAY ->
                throw Problem.of(
                        "redrive-under-way",
                        409,
                        "They are on their way already.",
                        "What failed too often in the queue " + queue + " is being sent back. Look again in a minute.");
            case NO_QUEUE ->
                throw Problem.of(
                        "unknown-queue",
                        404,
                        "There is no such queue.",
                        "No queue has the name " + queue + " to which something could go back.");
        };
    }
}
