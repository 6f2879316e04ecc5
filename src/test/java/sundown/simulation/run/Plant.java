package sundown.simulation.run;

import java.util.Set;

/** Puts something between the functions and their ports: nothing, where it does not say what. */
public interface Plant {
    /** Nothing anywhere. */
    Plant NONE = new Plant() {};

    /**
     * True when operators press on, and work on the end is done, at every step: then more of it comes before the close.
     */
    default boolean hurries() {
        return false;
    }

    /** What the functions have for a port: itself, mostly. */
    default <T> T in(Class<T> port, T real) {
        return real;
    }

    /** The reads of a port, all of which it promises to be strongly consistent, that are not. */
    default Set<String> weakReads(Class<?> port) {
        return Set.of();
    }

    /** False when the payment service charges a last fee as it ends a subscription. */
    default boolean endsWithoutCharge() {
        return true;
    }

    /** False when the payment service itself does nothing against a second refund of a charge. */
    default boolean guardsPayments() {
        return true;
    }
}
