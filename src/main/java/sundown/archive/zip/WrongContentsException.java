package sundown.archive.zip;

import java.io.IOException;
import java.util.Locale;

/** The contents of an entry are not those for which the volume was planned: the volume needs a new plan without it. */
public final class WrongContentsException extends IOException {
    private static final long serialVersionUID = 1;

    private final int entry;
    private final Reason reason;

    /** Names an entry by its index in the layout. */
    public WrongContentsException(int entry, Reason reason) {
        super("the contents of entry " + entry + " are " + reason.name().toLowerCase(Locale.ROOT));
        this.entry = entry;
        this.reason = reason;
    }

    /** The entry's index in the layout. */
    public int entry() {
        return entry;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** In what contents differ from the plan. */
    public enum Reason {
        /** They end before the planned length. */
        SHORTER,
        /** They go on after the planned length. */
        LONGER,
        /** They are not the same bytes any more. */
        CHANGED,
        /** There are none any more. */
        GONE
    }
}
