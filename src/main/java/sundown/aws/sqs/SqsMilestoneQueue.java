package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.milestone.MilestoneMessage;
import sundown.milestone.MilestoneQueue;

/** The advance queue in SQS: a standard queue, since a date is acted on once however often it is met. */
public final class SqsMilestoneQueue implements MilestoneQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsMilestoneQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<MilestoneMessage> messages) {
        queue.send(messages.stream().map(MilestoneMessage::write).toList());
    }
}
