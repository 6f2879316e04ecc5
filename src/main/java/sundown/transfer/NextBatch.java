package sundown.transfer;

import sundown.edge.Correlation;
import sundown.edge.QueueMessage;

/**
 * Asks for the next batch of a transfer. Batches of a user are worked on in order and one at a time; the same version
 * of a transfer asks once.
 */
public record NextBatch(Transfer transfer, Correlation correlation) implements QueueMessage.Ordered {
    @Override
    public String messageGroup() {
        return transfer.user().value();
    }

    @Override
    public String deduplicationId() {
        return transfer.id() + "-" + transfer.version();
    }

    @Override
    public String write() {
        return transfer.message(correlation).write();
    }
}
