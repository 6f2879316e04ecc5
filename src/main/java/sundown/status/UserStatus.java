package sundown.status;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.Region;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveStore;
import sundown.archive.ArchiveView;
import sundown.gallery.Tally;
import sundown.receipt.Safety;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundView;
import sundown.timeline.Group;
import sundown.transfer.Room;
import sundown.transfer.Transfer;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferView;

/** The views of a user's transfer, archive, and refund, for the user and for the people who help them. */
@Singleton
record UserStatus(TransferStore transfers, ArchiveStore archives, RefundLedger ledger, Room.Offers offers) {
    /**
     * The ways by which a user takes their photos out.
     *
     * @param transfer their transfer, if they ever started one
     * @param archive their archive, if they ever requested one; without what opens it
     * @param safety how much of their gallery is safe
     */
    record Ways(Optional<TransferView> transfer, Optional<ArchiveView> archive, Safety safety) {}

    /** @param gallery the items of their gallery, if they are counted */
    Ways ways(UserId user, Region region, Group group, Optional<Tally> gallery, Instant now) {
        Instant close = group.dates().close();
        Optional<Transfer> transfer = transfers.find(user);
        Optional<Archive> archive = archives.find(user)
                .map(one -> ArchiveRules.ending(one, close, now).orElse(one));
        return new Ways(
                transfer.map(one -> TransferView.of(one, offers.in(region), close, now)),
                archive.map(one -> ArchiveView.of(one, archives.listVolumes(one), close, now)),
                Safety.of(transfer, archive, gallery));
    }

    /** The refund of their last fee. */
    RefundView refund(Account account, Group group, Instant now) {
        return refund(account, ledgered(account), group, now);
    }

    /** The refund of their last fee, by a row that was read. */
    RefundView refund(Account account, Optional<Refund> row, Group group, Instant now) {
        return account.membership()
                .map(membership -> RefundView.of(membership, row, group.dates(), now))
                .orElseGet(() -> RefundView.none(account.paidByAnother()));
    }

    /** Their last fee in the ledger; nothing before its refund was decided on. */
    Optional<Refund> ledgered(Account account) {
        return account.membership().map(Membership::charge).flatMap(ledger::find);
    }
}
