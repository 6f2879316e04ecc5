package sundown.notify;

import java.time.Instant;
import java.util.Optional;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.timeline.Group;
import sundown.timeline.Phase;
import sundown.transfer.Counts;
import sundown.transfer.WaitReason;

/** What others are told. Of a user it holds his id and nothing else that is his. */
public sealed interface Event {
    /** Tells it from every other event, and a repeat from nothing. */
    EventId id();

    /** When the change was made that it tells of. */
    Instant at();

    /** A group has come to another phase. */
    record GroupPhaseChanged(EventId id, Instant at, Group group, Phase phase) implements Event {}

    /** The users of a group can take their photos out from now on. */
    record ExportsOpened(EventId id, Instant at, Group group) implements Event {}

    /**
     * The close of a group comes near.
     *
     * @param daysLeft 30, 7 or 1, counted when it is told
     */
    record CloseApproaching(EventId id, Instant at, Group group, int daysLeft) implements Event {}

    /** Every item of a transfer has an end; some may have failed. */
    record TransferFinished(EventId id, Instant at, UserId user, Counts counts) implements Event {}

    /**
     * A transfer waits for its user, or for so long that he should know.
     *
     * @param goesOnAt when it is tried again; nothing when only the user can end the wait
     */
    record TransferPaused(EventId id, Instant at, UserId user, WaitReason reason, Optional<Instant> goesOnAt)
            implements Event {}

    /** A transfer has ended before its items had. */
    record TransferFailed(EventId id, Instant at, UserId user, FailureCause cause, Counts counts) implements Event {}

    /**
     * An archive can be downloaded.
     *
     * @param bytes of all volumes together
     * @param endsAt when it ends, as it is known now
     */
    record ArchiveReady(EventId id, Instant at, UserId user, int volumes, long bytes, Instant endsAt)
            implements Event {}

    /** An archive has ended before it could be downloaded. */
    record ArchiveFailed(EventId id, Instant at, UserId user, FailureCause cause) implements Event {}

    /** The last fee goes back. */
    record RefundSent(EventId id, Instant at, UserId user, Money amount, Stage stage) implements Event {
        /** How far the payment service is; the names are stable. */
        public enum Stage {
            /** It has the refund in hand. */
            PENDING,
            /** The money is on its way. */
            SUCCEEDED
        }
    }

    /** A membership ends, because exports have opened; whoever renews memberships must not renew it. */
    record MembershipCancelled(EventId id, Instant at, UserId user, Instant cancelledAt) implements Event {}

    /** Why something ended early; the names are stable. */
    enum FailureCause {
        /** It could not be done; the operator is told. */
        GAVE_UP,
        /** The group's close came first. */
        CLOSED
    }
}
