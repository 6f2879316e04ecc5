package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.refund.RefundMessage;
import sundown.refund.RefundQueue;

/** The refund queue in SQS: a standard queue, since the ledger knows what was done. */
public final class SqsRefundQueue implements RefundQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsRefundQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<RefundMessage> messages) {
        queue.send(messages.stream().map(RefundMessage::write).toList());
    }
}
