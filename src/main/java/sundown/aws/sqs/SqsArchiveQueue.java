package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.archive.ArchiveMessage;
import sundown.archive.ArchiveQueue;

/** The archive queue in SQS: a standard queue, since the volumes of a user need no order. */
public final class SqsArchiveQueue implements ArchiveQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsArchiveQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<ArchiveMessage> messages) {
        queue.send(messages.stream().map(ArchiveMessage::write).toList());
    }
}
