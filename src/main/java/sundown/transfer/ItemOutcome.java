package sundown.transfer;

import sundown.gallery.ItemId;

/** The outcome of one item. */
public sealed interface ItemOutcome {
    ItemId item();

    long bytes();

    /** What became of it, in a word that is stable. */
    default String label() {
        return switch (this) {
            case Done _ -> "DONE";
            case Duplicate _ -> "DUPLICATE";
            case Failed _ -> "FAILED";
        };
    }

    /** It is in the library. */
    record Done(ItemId item, long bytes) implements ItemOutcome {}

    /** The library had these bytes already. */
    record Duplicate(ItemId item, long bytes) implements ItemOutcome {}

    /** It was not taken. */
    record Failed(ItemId item, long bytes, FailureReason reason) implements ItemOutcome {}
}
