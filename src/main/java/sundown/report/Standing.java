package sundown.report;

/** What a user has taken out. */
public enum Standing {
    /** Their transfer has finished, and they have not downloaded all of their archive. */
    MOVED,
    /** They have downloaded all of their archive, and their transfer has not finished. */
    DOWNLOADED,
    /** They have done both. */
    BOTH,
    /** They have finished neither. */
    NEITHER;

    /** True when their photos are safe. */
    public boolean taken() {
        return this != NEITHER;
    }
}
