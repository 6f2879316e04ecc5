package sundown.transfer;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.secret.SealedSecret;

/** Who may start what: pure. */
public final class StartRules {
    /** How often a user may change the library account. */
    public static final int MOST_SWITCHES = 3;

    private StartRules() {}

    /** What a start comes to, given the account that the user consented with. */
    public sealed interface Start {
        /** A new transfer, after so many switches. */
        record Fresh(int switches) implements Start {}

        /** The transfer there is goes on, with the new consent. */
        record Continued(Transfer transfer) implements Start {}

        /** It is there already. */
        record UnderWay(Transfer transfer) implements Start {}

        /** Another account's transfer has to be stopped first. */
        record StopFirst() implements Start {}

        /** The account has been changed as often as it may be. */
        record NoSwitchLeft() implements Start {}
    }

    /** Decides on a start. */
    public static Start start(Optional<Transfer> current, LibraryAccount account) {
        if (current.isEmpty()) {
            return new Start.Fresh(0);
        }
        Transfer transfer = current.get();
        return transfer.account().is(account) ? same(transfer) : switched(transfer);
    }

    private static Start same(Transfer transfer) {
        return switch (transfer.state()) {
            case TransferState.Running ignored -> new Start.UnderWay(transfer);
            case TransferState.Waiting waiting ->
                waiting.reason() == WaitReason.CONSENT ? new Start.Continued(transfer) : new Start.UnderWay(transfer);
            case TransferState.Finished ignored -> new Start.UnderWay(transfer);
            case TransferState.Stopped ignored -> new Start.Continued(transfer);
            case TransferState.GaveUp ignored -> new Start.Continued(transfer);
            case TransferState.Closed ignored -> new Start.Continued(transfer);
        };
    }

    private static Start switched(Transfer transfer) {
        if (transfer.state().active()) {
            return new Start.StopFirst();
        }
        int switches = transfer.switches() + 1;
        return switches > MOST_SWITCHES ? new Start.NoSwitchLeft() : new Start.Fresh(switches);
    }

    /**
     * A new transfer; it takes the place of the one before. It runs when there is room and waits for room otherwise.
     *
     * @param replaces the version of the row that it replaces, 0 for none
     * @param close the group's close
     */
    public static Transfer begin(
            UserId user,
            TransferId id,
            LibraryAccount account,
            SealedSecret grant,
            Tally gallery,
            Room room,
            int switches,
            long replaces,
            Instant close,
            Instant now) {
        Transfer fresh = new Transfer(
                user,
                id,
                account,
                Optional.of(grant),
                new TransferState.Running(now.plus(TransferRules.FIRST_LEASE)),
                new RoomCheck.Open(),
                Progress.startingAt(now, gallery),
                switches,
                now,
                replaces);
        return TransferRules.roomKnown(fresh, room, close, now);
    }
}
