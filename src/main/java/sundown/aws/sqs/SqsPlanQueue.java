package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.purge.PlanMessage;
import sundown.purge.PlanQueue;

/** The plan queue in SQS: a standard queue, since a page is made once however often it is asked for. */
public final class SqsPlanQueue implements PlanQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsPlanQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<PlanMessage> messages) {
        queue.send(messages.stream().map(PlanMessage::write).toList());
    }
}
