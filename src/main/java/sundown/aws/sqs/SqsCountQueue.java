package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.report.CountMessage;
import sundown.report.CountQueue;

/** The progress queue in SQS: a standard queue, since a shard that is counted twice has the same figures. */
public final class SqsCountQueue implements CountQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsCountQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<CountMessage> messages) {
        queue.send(messages.stream().map(CountMessage::write).toList());
    }
}
