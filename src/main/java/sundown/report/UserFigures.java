package sundown.report;

import java.util.Map;
import sundown.gallery.Tally;
import sundown.transfer.FailureReason;

/**
 * What counts of one user.
 *
 * @param taken he himself, and what he has taken out
 * @param gallery what his gallery holds, where galleries are counted; nothing otherwise
 * @param failed items that his transfer could not move
 * @param read false when his rows could not be read
 */
public record UserFigures(
        Standing standing, Headcount taken, Tally gallery, Map<FailureReason, Long> failed, boolean read) {
    /** Somebody whose rows cannot be read. */
    public static final UserFigures UNREAD =
            new UserFigures(Standing.NEITHER, Headcount.one(Tally.NONE), Tally.NONE, Map.of(), false);

    public UserFigures {
        failed = Map.copyOf(failed);
    }
}
