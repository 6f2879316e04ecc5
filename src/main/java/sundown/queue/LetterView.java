package sundown.queue;

import static java.util.Map.entry;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import sundown.archive.ArchiveMessage;
import sundown.edge.PlainText;
import sundown.edge.QueueMessage;
import sundown.job.ChunkMessage;
import sundown.mail.MailTask;
import sundown.milestone.MilestoneMessage;
import sundown.refund.RefundMessage;
import sundown.sweep.SweepMessage;
import sundown.transfer.Inventory.InventoryMessage;
import sundown.transfer.TransferMessage;

/**
 * A dead letter as operators read it.
 *
 * @param sentAt ISO 8601 in UTC
 * @param body its beginning, in one line, with a mask over e-mail addresses and over all that looks like a secret
 * @param unreadable why no worker can read it; nothing where a worker can, and where it is not known what the queue
 *     carries
 */
@RegisterForReflection
record LetterView(String messageId, String sentAt, int received, String body, Optional<String> unreadable) {
    private static final int LONGEST_BODY = 2_000;
    private static final String MASK = "***";

    /** Our messages have neither; what nobody can read may come from somebody else. */
    private static final Pattern PRIVATE =
            Pattern.compile("[^\\s\"'<>(),:;@]{1,64}@[^\\s\"'<>(),:;@]+|(?i:bearer\\s+)\\S+|\\b(?:[srp]k|whsec)_\\w+"
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
                letter.id().value(),
                letter.sentAt().toString(),
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
        String shown = body.length() <= LONGEST_BODY ? body : body.substring(0, LONGEST_BODY) + "…";
        String withoutSecrets = MEMBER.matcher(shown).replaceAll("$1\"" + MASK + '"');
        return PlainText.line(PRIVATE.matcher(withoutSecrets).replaceAll(MASK));
    }

    /** Hides the body. */
    @Override
    public String toString() {
        return "LetterView[" + messageId + "]";
    }
}
