package sundown.report;

/** What a user has taken out. */
public enum Standing {
    /** His transfer has finished, and he has not downloaded all of his archive. */
    MOVED,
    /** He has downloaded all of his archive, and his transfer has not finished. */
    DOWNLOADED,
    /** He has done both. */
    BOTH,
    /** He has finished neither. */
    NEITHER;

    /** True when his photos are safe. */
    public boolean taken() {
        return this != NEITHER;
    }
}
