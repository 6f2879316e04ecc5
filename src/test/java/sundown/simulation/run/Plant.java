package sundown.simulation.run;

import java.time.Clock;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveStore;
import sundown.archive.VolumeStorage;
import sundown.closing.ClosingStore;
import sundown.hold.HoldStore;
import sundown.membership.MembershipStore;
import sundown.membership.WalkStore;
import sundown.milestone.MilestoneStore;
import sundown.purge.AuditFiles;
import sundown.purge.BucketListing;
import sundown.purge.DeletionRecords;
import sundown.purge.KillSwitch;
import sundown.purge.TrustedTime;
import sundown.purge.UserRows;
import sundown.refund.PaymentService;
import sundown.refund.RefundLedger;
import sundown.secret.SecretSealer;
import sundown.timeline.TimelineStore;
import sundown.transfer.TransferStore;

/** Puts something between the functions and their ports: nothing, where it does not say what. */
public interface Plant {
    /**
     * True when operators press on, and work on the end is done, at every step: then more of it comes before the close.
     */
    default boolean hurries() {
        return false;
    }

    /** Nothing anywhere. */
    Plant NONE = new Plant() {};

    default TransferStore in(TransferStore real) {
        return real;
    }

    default ArchiveStore in(ArchiveStore real) {
        return real;
    }

    default ArchiveFiles in(ArchiveFiles real) {
        return real;
    }

    default SecretSealer in(SecretSealer real) {
        return real;
    }

    default MilestoneStore in(MilestoneStore real) {
        return real;
    }

    default MembershipStore in(MembershipStore real) {
        return real;
    }

    default WalkStore in(WalkStore real) {
        return real;
    }

    default RefundLedger in(RefundLedger real) {
        return real;
    }

    /** False when the payment service itself does nothing against a second refund of a charge. */
    default boolean guardsPayments() {
        return true;
    }

    default PaymentService in(PaymentService real) {
        return real;
    }

    default VolumeStorage in(VolumeStorage real) {
        return real;
    }

    default HoldStore in(HoldStore real) {
        return real;
    }

    default KillSwitch in(KillSwitch real) {
        return real;
    }

    default BucketListing in(BucketListing real) {
        return real;
    }

    default UserRows in(UserRows real) {
        return real;
    }

    default DeletionRecords in(DeletionRecords real) {
        return real;
    }

    default AuditFiles in(AuditFiles real) {
        return real;
    }

    default TrustedTime in(TrustedTime real) {
        return real;
    }

    /** The timeline as it is shown to the functions that plan, approve and delete. */
    default TimelineStore forPurges(TimelineStore real) {
        return real;
    }

    /** The closes as they are shown to them. */
    default ClosingStore forPurges(ClosingStore real) {
        return real;
    }

    /** The clock of the functions that delete. */
    default Clock ofDeletion(Clock real) {
        return real;
    }

    default BucketPolicy in(BucketPolicy real) {
        return real;
    }
}
