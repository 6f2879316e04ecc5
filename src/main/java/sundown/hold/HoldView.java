package sundown.hold;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.account.UserId;
import sundown.hold.HoldStore.Hold;
import sundown.timeline.GroupId;

/**
 * A hold as operators see it.
 *
 * @param group the group of the account; empty if there is no account that tells it
 * @param held true as long as the hold applies
 * @param exportsUntil when exports end that the hold opens after the close; empty if it opens none
 */
@RegisterForReflection
public record HoldView(
        UserId userId,
        Optional<GroupId> group,
        boolean held,
        String reason,
        String by,
        Instant placedAt,
        Optional<Instant> until,
        Optional<Instant> exportsUntil) {
    public static HoldView of(Hold hold, Optional<GroupId> group, Instant now) {
        return view(hold, group, hold.holdsAt(now));
    }

    static HoldView released(Hold hold, GroupId group) {
        return view(hold, Optional.of(group), false);
    }

    private static HoldView view(Hold hold, Optional<GroupId> group, boolean held) {
        return new HoldView(
                hold.user(),
                group,
                held,
                hold.reason(),
                hold.by().name(),
                hold.placedAt(),
                hold.until(),
                hold.exportsUntil());
    }
}
