package sundown.purge;

/** What deletes accounts, put together by hand over any ports: what the container does in a deployed function. */
public record DeletionFunctions(PurgeAccountFunction account, PurgeSweep round) {}
