package sundown.purge;

import java.time.Clock;
import java.util.random.RandomGenerator;
import sundown.account.AccountStore;
import sundown.account.ReachStore;
import sundown.archive.ArchiveStore;
import sundown.edge.MessageQueue;
import sundown.gallery.Claims;
import sundown.gallery.GalleryIndex;
import sundown.gallery.GalleryLayout;
import sundown.hold.HoldFunctions;
import sundown.hold.HoldStore;
import sundown.job.ChunkMessage;
import sundown.job.GroupUsers;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.JobStore;
import sundown.job.SteerJobFunction;
import sundown.job.TestChunks;
import sundown.limit.ChangeLimitsFunction;
import sundown.limit.LimitStore;
import sundown.limit.SampleLimits;
import sundown.operator.CallRecords;
import sundown.purge.close.ClosingStore;
import sundown.receipt.ReceiptStore;
import sundown.runtime.Assembly;
import sundown.timeline.TimelineStore;
import sundown.transfer.TransferStore;

/** The ports through which a group is held, planned, approved, deleted and certified, and the functions over them. */
public record PurgePorts(
        AccountStore accounts,
        GroupUsers members,
        TimelineStore timelines,
        ClosingStore closings,
        HoldStore holds,
        PlanStore plans,
        JobStore planJobs,
        MessageQueue<ChunkMessage> planQueue,
        PurgeStore purges,
        ApprovalStore approvals,
        KillSwitch killSwitch,
        LimitStore limits,
        TrustedTime trusted,
        BucketListing listing,
        GalleryIndex index,
        Claims claims,
        BucketDeletion deletion,
        AuditFiles files,
        UserRows rows,
        TransferStore transfers,
        ArchiveStore archives,
        ReceiptStore receipts,
        ReachStore reaches,
        DeletionRecords records,
        @Assembly.Called("purge") MessageQueue<ChunkMessage> purgeQueue,
        CertificateChain chain,
        CallRecords calls,
        GalleryLayout layout) {

    /** The functions that plan a purge. */
    public record PlanFunctions(PlanPurgeFunction plan, ListChunkFunction list, Plans sweep) {}

    /** The operators' functions of a purge. */
    public record PurgeFunctions(
            ApprovePurgeFunction approve,
            AbortPurgeFunction abort,
            GetPurge get,
            StopPurgesFunction stop,
            AllowPurgesFunction allow,
            PurgeGroups groups) {}

    /** The functions that delete accounts. */
    public record DeletionFunctions(PurgeAccountFunction account, PurgeSweep round) {}

    /** The functions that certify a purge. */
    public record CertificateFunctions(
            CertifyPurgeFunction certify, GetPurge get, ListChunkFunction list, PurgeSweep sweep) {}

    /** What places and releases holds. */
    public HoldFunctions holdFunctions(Clock clock) {
        return Assembly.of(HoldFunctions.class, this, new UserEntries(listing, layout, index, claims), clock);
    }

    /** What plans. */
    public PlanFunctions planFunctions(GroupChunks chunks, Clock clock, RandomGenerator random) {
        return Assembly.of(PlanFunctions.class, this, chunks, clock, random);
    }

    /** What operators approve, abort, stop and look with. */
    public PurgeFunctions purgeFunctions(PurgeSettings settings, Clock clock) {
        return Assembly.of(PurgeFunctions.class, this, settings, TestChunks.FEW, clock);
    }

    /** What deletes. */
    public DeletionFunctions deletionFunctions(PurgeSettings settings, GroupChunks chunks, Clock clock) {
        return Assembly.of(DeletionFunctions.class, this, settings, chunks, clock);
    }

    /** What certifies. */
    public CertifyPurgeFunction certifyFunction(PurgeSettings settings, GroupChunks chunks, Clock clock) {
        return Assembly.of(CertifyPurgeFunction.class, this, settings, chunks, clock);
    }

    /** What holds jobs back. */
    public SteerJobFunction steerFunction(Clock clock) {
        return Assembly.of(SteerJobFunction.class, this, clock);
    }

    /** What changes limits. */
    public ChangeLimitsFunction limitsFunction(Clock clock) {
        return Assembly.of(ChangeLimitsFunction.class, this, clock, SampleLimits.deployed());
    }

    /** What certifies, and what looks and sends chunks again. */
    public CertificateFunctions certificateFunctions(PurgeSettings settings, Clock clock) {
        return Assembly.of(CertificateFunctions.class, this, settings, TestChunks.FEW, clock);
    }
}
