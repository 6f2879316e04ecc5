package sundown.status;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import sundown.account.Account;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.archive.ArchiveRules;
import sundown.archive.ArchiveStore;
import sundown.archive.ArchiveView;
import sundown.refund.RefundLedger;
import sundown.refund.RefundLedger.Refund;
import sundown.refund.RefundView;
import sundown.timeline.Group;
import sundown.transfer.Room;
import sundown.transfer.TransferStore;
import sundown.transfer.TransferView;

/** The views of a user's transfer, archive, and refund, for the user and for the people who help them. */
@Singleton
record UserStatus(TransferStore transfers, ArchiveStore archives, RefundLedger ledger, Room.Offers offers) {
    /** Their transfer, if they ever started one. */
    Optional<TransferView> transfer(Account account, Group group, Instant now) {
        return transfers
                .find(account.user())
                .map(transfer -> TransferView.of(
                        transfer, offers.in(account.region()), group.dates().close(), now));
    }

    /** Their archive, if they ever requested one; without what opens it. */
    Optional<ArchiveView> archive(UserId user, Group group, Instant now) {
        Instant close = group.dates().close();
        return archives.find(user)
                .map(archive -> ArchiveRules.ending(archive, close, now).orElse(archive))
                .map(archive -> ArchiveView.of(archive, archives.listVolumes(archive), close, now));
    }

    /** The refund of their last fee. */
    RefundView refund(Account account, Group group, Instant now) {
        return refund(account, ledgered(account), group, now);
    }

    /** The refund of their last fee, by a row that was read. */
    RefundView refund(Account account, Optional<Refund> row, Group group, Instant now) {
        return account.membership()
                .map(membership -> RefundView.of(membership, row, group.dates().refundBy(), now))
                .orElseGet(RefundView::none);
    }

    /** Their last fee in the ledger; nothing before its refund was decided on. */
    Optional<Refund> ledgered(Account account) {
        return account.membership().map(Membership::charge).flatMap(ledger::find);
    }
}
