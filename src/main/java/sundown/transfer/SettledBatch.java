package sundown.transfer;

/**
 * A batch of which every item is settled. It is kept for the list of what arrived.
 *
 * @param number its number in the transfer, from 1
 * @param years the sum over this batch and all batches before it
 */
public record SettledBatch(int number, Batch batch, Years years) {}
