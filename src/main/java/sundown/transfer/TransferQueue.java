package sundown.transfer;

/** Where batches wait for a worker: in order, one at a time for a user. */
public interface TransferQueue {
    /**
     * Sends a message for the transfer's next batch. The same version of a transfer is sent once, however often it is
     * asked (for five minutes, as SQS promises).
     */
    void send(Transfer transfer, TransferMessage message);
}
