package sundown.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.archive.ArchiveView;
import sundown.hold.HoldView;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.purge.Inclusion;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.RefundList;
import sundown.refund.RefundView;
import sundown.timeline.NoticeView;
import sundown.transfer.TransferView;

/**
 * Where a user stands, for those who help them: what the user is told, and nothing that names them, their photos, or
 * their Google account, or opens anything. Instants are ISO 8601 in UTC.
 *
 * @param at by the clock of the function
 * @param notice region, group, phase and dates; nothing where there is no account
 * @param refund of their last fee, as they are told; nothing in a region where nothing ends
 * @param ledger the same as the ledger has it; nothing before the group opens
 * @param hold also one that has ended
 * @param deletedAt when what was left of the gallery was deleted
 * @param proof that the manifest by which that was deleted lists the user, as their receipt has it and {@code sundown
 *     prove} prints it
 * @param manifestHash of the manifest to which the proof leads, as the certificate names it
 * @param mails to them, the latest first; only where Sundown mails
 */
@RegisterForReflection
public record UserView(
        String userId,
        String at,
        Optional<NoticeView> notice,
        Optional<TransferPart> transfer,
        Optional<ArchivePart> archive,
        Optional<MembershipPart> membership,
        Optional<RefundView> refund,
        Optional<RefundList.Row> ledger,
        Optional<HoldView> hold,
        Optional<String> deletedAt,
        Optional<Inclusion> proof,
        Optional<String> manifestHash,
        List<MailPart> mails) {
    /**
     * A transfer.
     *
     * @param reason why it waits
     * @param message the state in words, as the user reads it
     * @param goesOnAt when it continues by itself
     * @param connected whether Sundown can use the account at Google
     */
    @RegisterForReflection
    public record TransferPart(
            String state,
            Optional<String> reason,
            String message,
            Optional<String> goesOnAt,
            boolean connected,
            TransferView.CountsView items,
            Optional<String> estimatedEnd,
            Optional<String> warning,
            String startedAt,
            Optional<String> endedAt,
            Optional<String> retryPossibleAt) {
        static TransferPart of(TransferView transfer) {
            return new TransferPart(
                    transfer.state(),
                    transfer.reason(),
                    transfer.message(),
                    transfer.goesOnAt(),
                    transfer.connected(),
                    transfer.items(),
                    transfer.estimatedEnd(),
                    transfer.warning(),
                    transfer.startedAt(),
                    transfer.endedAt(),
                    transfer.retryPossibleAt());
        }
    }

    /** An archive, as its owner sees it. */
    @RegisterForReflection
    public record ArchivePart(
            String state,
            String message,
            String createdAt,
            String endsAt,
            ArchiveView.ProgressView progress,
            long leftOut,
            Optional<String> downloadedAt) {
        static ArchivePart of(ArchiveView archive) {
            return new ArchivePart(
                    archive.state(),
                    archive.message(),
                    archive.createdAt(),
                    archive.endsAt(),
                    archive.progress(),
                    archive.leftOut(),
                    archive.downloadedAt());
        }
    }

    /**
     * A membership.
     *
     * @param cancelledAt when it was cancelled because the service ends
     * @param subscription whether the payment service has ended it: {@code DUE}, {@code ENDED}, or {@code MANUAL};
     *     nothing before that is to be, and where nothing renews the membership
     */
    @RegisterForReflection
    public record MembershipPart(String paidAt, Optional<String> cancelledAt, Optional<String> subscription) {
        static MembershipPart of(Membership membership, Optional<CancellationState> subscription) {
            return new MembershipPart(
                    membership.paidAt().toString(),
                    membership.cancelledAt().map(Instant::toString),
                    subscription.map(state -> state.name().name()));
        }
    }

    /**
     * A mail, as the ledger of mails has it.
     *
     * @param mail which it is, {@code exports-opened@<opening>} for example
     * @param at since when it is in this state
     * @param sentAt when the post office took it
     * @param messageId by which the post office knows it
     * @param why it was skipped or refused
     */
    @RegisterForReflection
    public record MailPart(
            String mail,
            String state,
            String at,
            Optional<String> sentAt,
            Optional<String> messageId,
            Optional<String> why) {
        static MailPart of(Delivery delivery) {
            return new MailPart(
                    delivery.mail().value(),
                    delivery.state().name(),
                    delivery.at().toString(),
                    delivery.sentAt().map(Instant::toString),
                    delivery.messageId(),
                    delivery.why());
        }
    }

    /** True when nothing is known of this user. */
    boolean isEmpty() {
        return notice.isEmpty() && hold.isEmpty() && deletedAt.isEmpty() && mails.isEmpty();
    }
}
