package sundown.simulation;

/** What a user wants of the photo cloud before it ends. */
enum Interest {
    TRANSFER,
    ARCHIVE,
    BOTH;

    /** The keys of archives take time to derive: fewer ask for them here than for a transfer. */
    static Interest any(Chance chance) {
        return chance.oneIn(7) ? ARCHIVE : chance.oneIn(6) ? BOTH : TRANSFER;
    }

    boolean inTransfers() {
        return this != ARCHIVE;
    }

    boolean inArchives() {
        return this != TRANSFER;
    }
}
