package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.closing.ClosingMessage;
import sundown.closing.ClosingQueue;

/** The closing queue in SQS: a standard queue, since whoever is met twice is left as he is. */
public final class SqsClosingQueue implements ClosingQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsClosingQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<ClosingMessage> messages) {
        queue.send(messages.stream().map(ClosingMessage::write).toList());
    }
}
