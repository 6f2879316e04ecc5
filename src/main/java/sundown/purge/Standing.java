package sundown.purge;

/** Why somebody's entries are in a manifest, or are not. */
public enum Standing {
    /** An account of the group: all of it is listed. */
    ACCOUNT,
    /** Entries of somebody without an account: all of them are listed. */
    NO_ACCOUNT,
    /** An account under hold: nothing of it is listed. */
    HELD,
    /** An account of another group, or of a region where nothing ends: nothing of it is listed. */
    FOREIGN;

    /** True when its entries are in the manifest. */
    public boolean listed() {
        return this == ACCOUNT || this == NO_ACCOUNT;
    }

    /** True when it is the group's to delete some day, though not while it is under hold. */
    public boolean ofGroup() {
        return this != FOREIGN;
    }
}
