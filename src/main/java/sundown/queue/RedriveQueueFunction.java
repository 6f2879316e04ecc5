package sundown.queue;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.funqy.Funq;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import sundown.archive.Archive.ArchiveMessage;
import sundown.edge.Line;
import sundown.edge.OperatorCall;
import sundown.edge.OperatorEdge;
import sundown.edge.OperatorForm;
import sundown.edge.PlainText;
import sundown.edge.Problem;
import sundown.edge.ProblemType;
import sundown.edge.QueueMessage;
import sundown.edge.WrongPart;
import sundown.job.ChunkMessage;
import sundown.mail.MailTask;
import sundown.milestone.MilestoneMessage;
import sundown.operator.Access;
import sundown.operator.Access.Role;
import sundown.operator.Operator;
import sundown.queue.DeadLetters.DeadLetter;
import sundown.queue.DeadLetters.MessageId;
import sundown.queue.WorkQueues.QueueName;
import sundown.refund.RefundMessage;
import sundown.sweep.SweepMessage;
import sundown.transfer.InventoryStore.Inventory.InventoryMessage;
import sundown.transfer.Transfer.TransferMessage;

/**
 * Tries dead letters again: an operator's call, {@code {"queue", "reason"}}. Every message may come twice, so one more
 * does no harm: each function reads rows, and does what is left to do. A chunk of a purge is verified again, as each
 * time, so only approved objects are deleted. With {@code "show": true} the call shows some of the messages instead,
 * and with {@code "remove"} it removes the message of that id alone.
 */
@Singleton
public record RedriveQueueFunction(OperatorEdge edge, DeadLetters deadLetters) {
    private static final OperatorForm<Call> FORM =
            OperatorForm.of("redrive-queue", Access.of(Role.SUPPORT, Role.PURGE_PLANNER, Role.EMERGENCY), Call.class);

    /** The call. Only the audit table and the log record the reason. */
    @RegisterForReflection
    record Call(QueueName queue, boolean show, Optional<MessageId> remove, Optional<Line> reason) {
        Call {
            WrongPart.require(!show || remove.isEmpty(), "remove", "cannot go with show");
            WrongPart.require(show || reason.isPresent(), "reason", "is missing");
        }
    }

    /** The queue to which dead letters go back from now on. */
    @RegisterForReflection
    public record RedriveView(QueueName queue, boolean begun) {}

    /** Some of the dead letters of a queue; all of them stay there. */
    @RegisterForReflection
    record LettersView(QueueName queue, List<LetterView> messages) {}

    /** The id of the removed message. */
    @RegisterForReflection
    public record RemovedView(QueueName queue, MessageId removed) {}

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
            case BEGUN -> new RedriveView(queue, true);
            case UNDER_WAY ->
                throw Problem.of(
                        ProblemType.REDRIVE_UNDER_WAY,
                        "What failed too often in the queue " + queue + " is being sent back. Look again in a minute.");
            case NO_QUEUE -> throw unknown("No queue has the name " + queue + " to which something could go back.");
        };
    }

    private LettersView show(QueueName queue) {
        List<DeadLetter> some =
                deadLetters.listSome(queue).orElseThrow(() -> unknown("No queue has the name " + queue + "."));
        return new LettersView(
                queue, some.stream().map(letter -> LetterView.of(queue, letter)).toList());
    }

    private RemovedView remove(QueueName queue, MessageId message) {
        return switch (deadLetters.remove(queue, message)) {
            case REMOVED -> new RemovedView(queue, message);
            case NOT_FOUND ->
                throw Problem.of(
                        ProblemType.UNKNOWN_MESSAGE,
                        "The message was not among up to " + DeadLetters.SEARCHED_MAX
                                + " messages that could be received. Nothing is removed. It may be gone, or another"
                                + " call may be looking at it: try again in a minute.");
            case NO_QUEUE -> throw unknown("No queue has the name " + queue + ".");
        };
    }

    private static Problem unknown(String detail) {
        return Problem.of(ProblemType.UNKNOWN_QUEUE, detail);
    }

    /**
     * A dead letter as operators read it.
     *
     * @param sentAt ISO 8601 in UTC
     * @param body its beginning, in one line, with a mask over e-mail addresses and over all that looks like a secret
     * @param unreadable why no worker can read it; nothing where a worker can, and where it is not known what the queue
     *     carries
     */
    @RegisterForReflection
    record LetterView(MessageId messageId, Instant sentAt, int received, String body, Optional<String> unreadable) {
        private static final int BODY_CHARACTERS_MAX = 2_000;
        private static final String MASK = "***";

        /** Our messages have neither; what nobody can read may come from somebody else. */
        private static final Pattern PRIVATE = Pattern.compile(
                "[^\\s\"'<>(),:;@]{1,64}@[^\\s\"'<>(),:;@]+|(?i:bearer\\s+)\\S+|\\b(?:[srp]k|whsec)_\\w+"
                        + "|eyJ[\\w-]+\\.[\\w.-]+");

        /** The cut may have taken the end of a text. */
        private static final Pattern MEMBER = Pattern.compile(
                "(\"[^\"]*(?i:secret|token|password|credential|authorization|api_?key|cookie)[^\"]*\"\\s*:\\s*)"
                        + "\"(?:[^\"\\\\]|\\\\.)*+\"?");

        /** As the functions read them that work on the queues. */
        private static final Map<String, Function<String, ? extends QueueMessage>> READERS = Map.ofEntries(
                entry("transfers", TransferMessage::read),
                entry("inventories", InventoryMessage::read),
                entry("archives", ArchiveMessage::read),
                entry("refunds", RefundMessage::read),
                entry("memberships", ChunkMessage::read),
                entry("dates", MilestoneMessage::read),
                entry("sweep", SweepMessage::read),
                entry("progress", ChunkMessage::read),
                entry("closings", ChunkMessage::read),
                entry("purge-plans", ChunkMessage::read),
                entry("purges", ChunkMessage::read),
                entry("mails", MailTask::read),
                entry("group-mails", MailTask::read),
                entry("mail-reports", MailTask::read));

        static LetterView of(QueueName queue, DeadLetter letter) {
            return new LetterView(
                    letter.id(),
                    letter.sentAt(),
                    letter.received(),
                    masked(letter.body()),
                    Optional.ofNullable(READERS.get(queue.value())).flatMap(reader -> fault(reader, letter.body())));
        }

        private static Optional<String> fault(Function<String, ? extends QueueMessage> reader, String body) {
            try {
                var _ = reader.apply(body);
                return Optional.empty();
            } catch (IllegalArgumentException unreadable) {
                return Optional.of(unreadable.getMessage());
            }
        }

        private static String masked(String body) {
            String shown = body.length() <= BODY_CHARACTERS_MAX ? body : body.substring(0, BODY_CHARACTERS_MAX) + "…";
            String withoutSecrets = MEMBER.matcher(shown).replaceAll("$1\"" + MASK + '"');
            return PlainText.line(PRIVATE.matcher(withoutSecrets).replaceAll(MASK));
        }

        /** Hides the body. */
        @Override
        public String toString() {
            return "LetterView[" + messageId + "]";
        }
    }
}
