package sundown.simulation;

import sundown.transfer.TransferStore;

/** Puts something between the functions and their store. */
@FunctionalInterface
interface Plant {
    /** Nothing. */
    Plant NONE = real -> real;

    TransferStore in(TransferStore real);
}
