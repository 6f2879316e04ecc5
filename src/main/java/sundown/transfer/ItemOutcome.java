package sundown.transfer;

import sundown.gallery.ItemId;

/** What became of one item. */
public sealed interface ItemOutcome {
    /** The item. */
    ItemId item();

    /** Its length, for the count. */
    long bytes();

    /** It is in the library. */
    record Done(ItemId item, long bytes) implements ItemOutcome {}

    /** The library had these bytes already. */
    record Duplicate(ItemId item, long bytes) implements ItemOutcome {}

    /** It was not taken. */
    record Failed(ItemId item, long bytes, FailureReason reason) implements ItemOutcome {}
}
