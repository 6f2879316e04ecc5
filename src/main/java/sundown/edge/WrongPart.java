package sundown.edge;

import java.util.Optional;

/**
 * A part of a document cannot be used. The message names the part and the reason, and quotes no content. A record's
 * constructor throws it where the fault is in one of its components.
 */
public final class WrongPart extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;
    private final String part;
    private final String why;
    private final boolean unknownName;

    private WrongPart(String part, String why, boolean unknownName, Throwable cause) {
        super(part.isEmpty() ? why : part + " " + why, cause);
        this.part = part;
        this.why = why;
        this.unknownName = unknownName;
    }

    /**
     * A part with its fault.
     *
     * @param part the name of the record's component
     * @param why ends a sentence that begins with the name
     */
    public WrongPart(String part, String why) {
        this(part, why, false, null);
    }

    /** A required part that is missing. */
    public static WrongPart missing(String part) {
        return new WrongPart(part, "is missing");
    }

    /** A text that is none of the names of an enum. */
    static WrongPart unknownName(String part, String why, Throwable cause) {
        return new WrongPart(part, why, true, cause);
    }

    /** This fault, of a part that stands in the part at this path. */
    WrongPart within(String path) {
        String separator = path.isEmpty() || part.isEmpty() ? "" : ".";
        return new WrongPart(path + separator + part, why, unknownName, this);
    }

    /** True if the part is the state of a list, and its text names no state. */
    boolean isUnknownState() {
        return unknownName && part.equals("state");
    }

    /** Refuses a part where a condition does not hold. */
    public static void require(boolean holds, String part, String why) {
        if (!holds) {
            throw new WrongPart(part, why);
        }
    }

    /** Refuses a number out of its range. */
    public static void requireWithin(String part, Optional<? extends Number> number, long least, long most) {
        require(
                number.map(Number::longValue)
                        .filter(value -> value < least || value > most)
                        .isEmpty(),
                part,
                "is not a whole number from " + least + " to " + most);
    }
}
