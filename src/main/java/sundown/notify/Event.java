package sundown.notify;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sundown.account.Money;
import sundown.account.UserId;
import sundown.digest.Sha256;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** An event for other systems. Of a user it holds the id and no other personal data. */
public sealed interface Event {
    /** Unique for each event; a repeat has the same id. */
    EventId id();

    /** When the change was made. */
    Instant at();

    /** A group is in another phase. */
    record GroupPhaseChanged(EventId id, Instant at, Group group, Phase phase) implements Event {}

    /** The end of the service is announced to the users of a group. */
    record EndAnnounced(EventId id, Instant at, Group group) implements Event {}

    /** The users of a group can export their photos from now on. */
    record ExportsOpened(EventId id, Instant at, Group group) implements Event {}

    /**
     * The close of a group is near.
     *
     * @param daysLeft one of the days that the operator sets, at the time of the event
     */
    record CloseApproaching(EventId id, Instant at, Group group, int daysLeft) implements Event {}

    /** Every item of a transfer is done; some may have failed. */
    record TransferFinished(EventId id, Instant at, UserId user, Counts counts) implements Event {}

    /**
     * A transfer waits for its user, or so long that the user should know.
     *
     * @param goesOnAt when it continues; nothing when only the user can end the wait
     */
    record TransferPaused(EventId id, Instant at, UserId user, WaitReason reason, Optional<Instant> goesOnAt)
            implements Event {}

    /** A transfer has ended before its items were done. */
    record TransferFailed(EventId id, Instant at, UserId user, FailureCause cause, Counts counts) implements Event {}

    /**
     * An archive can be downloaded.
     *
     * @param bytes of all volumes together
     * @param endsAt when it expires, as known now
     */
    record ArchiveReady(EventId id, Instant at, UserId user, int volumes, long bytes, Instant endsAt)
            implements Event {}

    /** An archive has ended before it could be downloaded. */
    record ArchiveFailed(EventId id, Instant at, UserId user, FailureCause cause) implements Event {}

    /**
     * The last fee is being refunded.
     *
     * @param early true when it goes back because the way of paying soon takes no refund any more
     */
    record RefundSent(EventId id, Instant at, UserId user, Money amount, Stage stage, boolean early) implements Event {
        /** The stage of the refund at the payment service; the names are stable. */
        public enum Stage {
            /** The refund is in progress. */
            PENDING,
            /** The payment service has written to the user, and waits for their answer. */
            ACTION_NEEDED,
            /** The money is on its way. */
            SUCCEEDED,
            /** The money came back, for example because the card is closed. */
            RETURNED
        }
    }

    /** A membership ends because exports have opened; it must not be renewed. */
    record MembershipCancelled(EventId id, Instant at, UserId user, Instant cancelledAt) implements Event {}

    /** Letters do not reach a user, who has not looked themselves. A user has this event once. */
    record UserNotReached(EventId id, Instant at, UserId user) implements Event {}

    /** The cause of an early end; the names are stable. */
    enum FailureCause {
        /** The work could not be done; the operator is notified. */
        GAVE_UP,
        /** The user's account may not use the photo library. */
        NOT_ALLOWED,
        /** The group's close came first. */
        CLOSED
    }

    /**
     * Identifies an event. It follows from the change, so that a receiver can drop duplicates. It reveals nothing about
     * the user.
     *
     * @param value 32 hexadecimal digits
     */
    @RegisterForReflection
    record EventId(@JsonValue String value) {
        private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");
        private static final int BYTES = 16;

        public EventId {
            if (!FORM.matcher(value).matches()) {
                throw new IllegalArgumentException("not an event id");
            }
        }

        /** The id for these parts, which together are unique; no part contains a line feed. */
        static EventId of(Object... parts) {
            String text = Stream.of(parts).map(part -> part + "\n").collect(Collectors.joining());
            byte[] digest = Sha256.begin().digest(text.getBytes(StandardCharsets.UTF_8));
            return new EventId(HexFormat.of().formatHex(digest, 0, BYTES));
        }

        @Override
        public String toString() {
            return value;
        }
    }
}
