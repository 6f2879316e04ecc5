package sundown.status;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sundown.account.Membership;
import sundown.account.UserId;
import sundown.archive.ArchiveView;
import sundown.edge.OperatorEdge;
import sundown.hold.HoldView;
import sundown.mail.DeliveryLedger.Delivery;
import sundown.purge.Inclusion;
import sundown.refund.CancellationLedger.CancellationState;
import sundown.refund.RefundList;
import sundown.refund.RefundView;
import sundown.timeline.NoticeView;
import sundown.transfer.TransferView;

/**
 * The state of a user, for the people who help them: the user's own views, and nothing that names them, their photos,
 * or their Google account, or opens anything: of a transfer and of an archive, the members that are listed here.
 *
 * @param at by the clock of the function
 * @param notice region, group, phase and dates; nothing where there is no account
 * @param safety how much of their gallery is safe; nothing in a region where nothing ends
 * @param refund of their last fee, as they are told; nothing in a region where nothing ends
 * @param ledger the same as the ledger has it; nothing before the group opens
 * @param hold on their account, even if it has ended
 * @param deletedAt when what was left of the gallery was deleted
 * @param proof that the manifest by which that was deleted lists the user, as their receipt has it and {@code sundown
 *     prove} prints it
 * @param manifestHash of the manifest to which the proof leads, as the certificate names it
 * @param mails to them, the latest first; only where Sundown mails
 */
@RegisterForReflection
public record UserView(
        UserId userId,
        Instant at,
        Optional<NoticeView> notice,

        @JsonIncludeProperties({
            "state",
            "reason",
            "message",
            "goesOnAt",
            "connected",
            "items",
            "estimatedEnd",
            "warning",
            "startedAt",
            "endedAt",
            "retryPossibleAt"
        })
        Optional<TransferView> transfer,

        @JsonIncludeProperties({"state", "message", "createdAt", "endsAt", "progress", "leftOut", "downloadedAt"})
        Optional<ArchiveView> archive,

        Optional<StatusView.SafetyView> safety,
        Optional<MembershipPart> membership,
        Optional<RefundView> refund,
        Optional<RefundList.Row> ledger,
        Optional<HoldView> hold,
        Optional<Instant> deletedAt,
        Optional<Inclusion> proof,
        Optional<String> manifestHash,
        List<MailPart> mails)
        implements OperatorEdge.AboutUser {
    /**
     * A membership.
     *
     * @param cancelledAt when it was cancelled because the service ends
     * @param subscription whether the payment service has ended it: {@code DUE}, {@code ENDED}, or {@code MANUAL};
     *     nothing before that is to be, and where nothing renews the membership
     */
    @RegisterForReflection
    public record MembershipPart(Instant paidAt, Optional<Instant> cancelledAt, Optional<String> subscription) {
        static MembershipPart of(Membership membership, Optional<CancellationState> subscription) {
            return new MembershipPart(
                    membership.paidAt(),
                    membership.cancelledAt(),
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
            Delivery.State state,
            Instant at,
            Optional<Instant> sentAt,
            Optional<String> messageId,
            Optional<String> why) {
        static MailPart of(Delivery delivery) {
            return new MailPart(
                    delivery.mail().value(),
                    delivery.state(),
                    delivery.at(),
                    delivery.sentAt(),
                    delivery.messageId(),
                    delivery.why());
        }
    }

    /** True when nothing is known of this user. */
    boolean isEmpty() {
        return notice.isEmpty() && hold.isEmpty() && deletedAt.isEmpty() && mails.isEmpty();
    }
}
