package sundown.report;

import java.util.Map;
import sundown.gallery.Tally;
import sundown.transfer.FailureReason;
import sundown.transfer.TransferState.WaitReason;

/**
 * The figures of one user.
 *
 * @param taken the user, and what they have taken out
 * @param gallery what their gallery holds; nothing where galleries are not counted
 * @param failed items that their transfer could not move
 * @param waiting why their transfer is parked: one reason, once; nothing where it is not
 * @param read false when their rows could not be read
 */
public record UserFigures(
        Standing standing,
        Headcount taken,
        Tally gallery,
        Map<FailureReason, Long> failed,
        Map<WaitReason, Long> waiting,
        boolean read) {
    /** A user with rows that cannot be read. */
    public static final UserFigures UNREAD =
            new UserFigures(Standing.NEITHER, Headcount.one(Tally.NONE), Tally.NONE, Map.of(), Map.of(), false);

    public UserFigures {
        failed = Map.copyOf(failed);
        waiting = Map.copyOf(waiting);
    }
}
