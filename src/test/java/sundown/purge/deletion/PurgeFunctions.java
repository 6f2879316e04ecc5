package sundown.purge.deletion;

import sundown.purge.approval.AbortPurgeFunction;
import sundown.purge.approval.AllowPurgesFunction;
import sundown.purge.approval.ApprovePurgeFunction;
import sundown.purge.approval.PurgeGroups;
import sundown.purge.approval.StopPurgesFunction;
import sundown.purge.certificate.GetPurge;

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
