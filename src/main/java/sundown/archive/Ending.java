package sundown.archive;

/** Why an archive is no more; the names are stable, for apps. */
public enum Ending {
    /** Its 30 days are over. */
    EXPIRED,
    /** The group's close came first. */
    CLOSED,
    /** The user deleted it. */
    DELETED,
    /** It could not be built; the operator is told, and the user may ask for another. */
    GAVE_UP
}
