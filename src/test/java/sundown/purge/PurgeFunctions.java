package sundown.purge;

/**
 * The operators' functions of a purge, put together by hand over any ports: what the container does in a deployed
 * function.
 */
public record PurgeFunctions(
        ApprovePurgeFunction approve,
        AbortPurgeFunction abort,
        GetPurge get,
        StopPurgesFunction stop,
        AllowPurgesFunction allow,
        PurgeGroups groups) {}
