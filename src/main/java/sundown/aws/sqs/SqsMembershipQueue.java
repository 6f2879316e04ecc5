package sundown.aws.sqs;

import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import sundown.membership.MembershipMessage;
import sundown.membership.MembershipQueue;

/** The membership queue in SQS: a standard queue, since a membership is cancelled once however often it is met. */
public final class SqsMembershipQueue implements MembershipQueue {
    private final SqsMessages queue;

    /** Sends to the queue at an address. */
    public SqsMembershipQueue(SqsClient client, String url) {
        this.queue = new SqsMessages(client, url);
    }

    @Override
    public void send(List<MembershipMessage> messages) {
        queue.send(messages.stream().map(MembershipMessage::write).toList());
    }
}
