package sundown.queue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.util.List;
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
 * Has what failed too often tried again: an operator's call, {@code {"queue", "reason"}}. Every message may come twice,
 * so one more does no harm: each function reads rows, and does what is left to do. A chunk of a purge is verified
 * again, as each time, so nothing is deleted by that which is not approved. With {@code "show": true} it shows some of
 * the messages instead, and with {@code "remove"} it removes the message of that id alone.
 */
@Singleton
public final class RedriveQueueFunction {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("redrive-queue", Access.of(Role.SUPPORT, Role.PURGE_PLANNER, Role.EMERGENCY), Call.class);

    private final OperatorEdge edge;
    private final DeadLetters deadLetters;

    /** The call. Only the audit table and the log record the reason. */
    @RegisterForReflection
    record Call(QueueName queue, boolean show, Optional<MessageId> remove, Optional<Line> reason) {
        Call {
            WrongPart.require(!show || remove.isEmpty(), "remove", "cannot go with show");
            WrongPart.require(show || reason.isPresent(), "reason", "is missing");
        }
    }

    RedriveQueueFunction(OperatorEdge edge, DeadLetters deadLetters) {
        this.edge = edge;
        this.deadLetters = deadLetters;
    }

    /** What goes back to its queue from now on. */
    @RegisterForReflection
    public record RedriveView(String queue, boolean begun) {}

    /** Some of what failed too often; all of it stays where it is. */
    @RegisterForReflection
    record LettersView(String queue, List<LetterView> messages) {}

    /** The id of the one message that is gone. */
    @RegisterForReflection
    public record RemovedView(String queue, String removed) {}

    /** Answers with a {@link RedriveView}, a {@link LettersView}, or a {@link RemovedView}. */
    @Funq("redrive-queue")
    public JsonNode handle(OperatorCall call) {
        return edge.audited(FORM, call, this::act);
    }

    private Object act(Call call, Operator by) {
        QueueName queue = call.queue();
        return call.show()
                ? show(queue)
                : call.remove().<Object>map(id -> remove(queue, id)).orElseGet(() -> redrive(queue));
    }

    private RedriveView redrive(QueueName queue) {
        return switch (deadLetters.redrive(queue)) {
            case BEGUN -> new RedriveView(queue.value(), true);
            case UNDER_WAY ->
                throw Problem.of(
                        ProblemType.REDRIVE_UNDER_WAY,
                        "What failed too often in the queue " + queue + " is being sent back. Look again in a minute.");
            case NO_QUEUE -> throw unknown("No queue has the name " + queue + " to which something could go back.");
        };
    }

    private LettersView show(QueueName queue) {
        List<DeadLetter> some =
                deadLetters.some(queue).orElseThrow(() -> unknown("No queue has the name " + queue + "."));
        return new LettersView(
                queue.value(),
                some.stream().map(letter -> LetterView.of(queue, letter)).toList());
    }

    private RemovedView remove(QueueName queue, MessageId message) {
        return switch (deadLetters.remove(queue, message)) {
            case REMOVED -> new RemovedView(queue.value(), message.value());
            case NOT_FOUND ->
                throw Problem.of(
                        ProblemType.UNKNOWN_MESSAGE,
                        "The message was not among up to " + DeadLetters.LOOKED_THROUGH
                                + " messages that could be received. Nothing is removed. It may be gone, or another"
                                + " call may be looking at it: try again in a minute.");
            case NO_QUEUE -> throw unknown("No queue has the name " + queue + ".");
        };
    }

    private static Problem unknown(String detail) {
        return Problem.of(ProblemType.UNKNOWN_QUEUE, detail);
    }
}
