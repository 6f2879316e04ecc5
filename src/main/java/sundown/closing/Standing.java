package sundown.closing;

/** What a user has taken out, seen at his group's close. */
public enum Standing {
    /** His transfer has finished. */
    MOVED,
    /** He has downloaded his archive. */
    DOWNLOADED,
    /** He has done both. */
    BOTH,
    /** He has finished neither. */
    NEITHER,
    /** Something of his is still at work, or he could not be seen to. */
    RUNNING
}
