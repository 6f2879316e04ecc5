package sundown.simulation.cloud;

import sundown.simulation.run.Chance;

/** What a user wants of the photo cloud before it ends. */
public enum Interest {
    TRANSFER,
    ARCHIVE,
    BOTH;

    /** The keys of archives take time to derive: fewer ask for them here than for a transfer. */
    public static Interest any(Chance chance) {
        return chance.oneIn(7) ? ARCHIVE : chance.oneIn(6) ? BOTH : TRANSFER;
    }

    public boolean inTransfers() {
        return this != ARCHIVE;
    }

    public boolean inArchives() {
        return this != TRANSFER;
    }
}
