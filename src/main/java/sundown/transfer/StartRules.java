package sundown.transfer;

import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.gallery.Tally;
import sundown.secret.SecretSealer.SealedSecret;
import sundown.transfer.LibraryAccess.LibraryAccount;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferId;
import sundown.transfer.TransferState.WaitReason;

/** Decides on the start of a transfer. Pure. */
public final class StartRules {
    /** How many times a user may switch the library account. */
    public static final int SWITCHES_MAX = 3;

    private StartRules() {}

    /** The decision on a start. */
    public sealed interface Start {
        /** A new transfer, after a number of switches. */
        record Fresh(int switches) implements Start {}

        /** The existing transfer continues, with the new consent. */
        record Continued(Transfer transfer) implements Start {}

        /** The transfer already exists. */
        record UnderWay(Transfer transfer) implements Start {}

        /** The user must stop the transfer to another account first. */
        record StopFirst() implements Start {}

        /** The user has switched the account as often as they may. */
        record NoSwitchLeft() implements Start {}
    }

    /** Decides on a start with the account of the user's consent. */
    public static Start start(Optional<Transfer> current, LibraryAccount account) {
        if (current.isEmpty()) {
            return new Start.Fresh(0);
        }
        Transfer transfer = current.get();
        return transfer.account().is(account) ? same(transfer) : switched(transfer);
    }

    private static Start same(Transfer transfer) {
        return switch (transfer.state()) {
            case TransferState.Waiting waiting
            when waiting.reason() == WaitReason.CONSENT -> new Start.Continued(transfer);
            case TransferState.Active _, TransferState.Finished _ -> new Start.UnderWay(transfer);
            case TransferState.Interrupted _ -> new Start.Continued(transfer);
        };
    }

    private static Start switched(Transfer transfer) {
        if (transfer.state().active()) {
            return new Start.StopFirst();
        }
        int switches = transfer.switches() + 1;
        return switches > SWITCHES_MAX ? new Start.NoSwitchLeft() : new Start.Fresh(switches);
    }

    /**
     * A new transfer, which replaces the one before. It begins when the gallery is counted.
     *
     * @param replaces the version of the row that it replaces, 0 for none
     */
    public static Transfer begin(
            UserId user,
            TransferId id,
            LibraryAccount account,
            SealedSecret grant,
            int switches,
            long replaces,
            Instant now) {
        return new Transfer(
                user,
                id,
                account,
                Optional.of(grant),
                new TransferState.Counting(now.plus(TransferRules.FIRST_LEASE)),
                new RoomCheck.Open(),
                Progress.startingAt(now, Tally.NONE),
                switches,
                now,
                TransferRules.LEASE,
                replaces);
    }
}
