package sundown.purge;

/**
 * How many accounts of a plan have been seen to.
 *
 * @param begun whose deletion may have begun
 * @param finished of which everything that the manifest names is gone, but for holds
 */
public record Progress(long begun, long finished) {
    public Progress {
        if (finished < 0 || finished > begun) {
            throw new IllegalArgumentException("more accounts are finished than were begun");
        }
    }

    /** True when nothing that was begun is unfinished. */
    public boolean atRest() {
        return finished == begun;
    }
}
