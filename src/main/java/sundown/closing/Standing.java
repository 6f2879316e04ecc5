package sundown.closing;

/** What a user has taken out, seen at their group's close. */
public enum Standing {
    /** Their transfer has finished. */
    MOVED,
    /** They have downloaded their archive. */
    DOWNLOADED,
    /** They have done both. */
    BOTH,
    /** They have finished neither. */
    NEITHER,
    /** Something of theirs is still at work, or their rows cannot be read. */
    RUNNING
}
