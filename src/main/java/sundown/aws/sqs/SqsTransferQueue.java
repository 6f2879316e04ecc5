package sundown.aws.sqs;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import sundown.aws.AwsFailures;
import sundown.transfer.Transfer;
import sundown.transfer.TransferMessage;
import sundown.transfer.TransferQueue;

/**
 * The transfer queue in SQS, first in first out: the user is the message group, which SQS never delivers to two workers
 * at once, and the transfer's version the deduplication id.
 */
public final class SqsTransferQueue implements TransferQueue {
    private final SqsClient client;
    private final String url;

    /** Sends to the queue at an address. */
    public SqsTransferQueue(SqsClient client, String url) {
        this.client = client;
        this.url = url;
    }

    @Override
    public void send(Transfer transfer, TransferMessage message) {
        SendMessageRequest request = SendMessageRequest.builder()
                .queueUrl(url)
                .messageBody(message.write())
                .messageGroupId(transfer.user().value())
                .messageDeduplicationId(transfer.id() + "-" + transfer.version())
                .build();
        AwsFailures.sorting(() -> client.sendMessage(request));
    }
}
