package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.purge.PurgeMessage;
import sundown.purge.PurgeQueue;

/** The purge queue in SQS: a standard queue, since what is deleted once is not there to be deleted again. */
public final class SqsPurgeQueue implements PurgeQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsPurgeQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<PurgeMessage> messages) {
        queue.send(messages.stream().map(PurgeMessage::write).toList());
    }
}
