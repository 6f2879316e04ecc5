package sundown.edge;

import java.util.function.BooleanSupplier;

/** How long it takes until an eventually consistent read shows a change. */
@FunctionalInterface
public interface Lag {
    /** Every read shows every change. */
    Lag NONE = () -> () -> true;

    /**
     * A change is made now.
     *
     * @return whether a read shows it by now
     */
    BooleanSupplier change();
}
