package sundown.simulation;

import sundown.advance.AdvanceStore;
import sundown.archive.ArchiveFiles;
import sundown.archive.ArchiveStore;
import sundown.archive.VolumeStorage;
import sundown.membership.MembershipStore;
import sundown.refund.PaymentService;
import sundown.refund.RefundLedger;
import sundown.secret.SecretSealer;
import sundown.transfer.TransferStore;

/** Puts something between the functions and their ports: nothing, where it does not say what. */
interface Plant {
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

    default AdvanceStore in(AdvanceStore real) {
        return real;
    }

    default MembershipStore in(MembershipStore real) {
        return real;
    }

    default RefundLedger in(RefundLedger real) {
        return real;
    }

    default PaymentService in(PaymentService real) {
        return real;
    }

    default VolumeStorage in(VolumeStorage real) {
        return real;
    }
}
