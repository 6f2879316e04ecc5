package sundown.aws;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.advance.AdvanceMessage;
import sundown.advance.AdvanceQueue;

/** The advance queue in SQS: a standard queue, since a date is acted on once however often it is met. */
public final class SqsAdvanceQueue implements AdvanceQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsAdvanceQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<AdvanceMessage> messages) {
        queue.send(messages.stream().map(AdvanceMessage::write).toList());
    }
}
