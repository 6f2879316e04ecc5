package sundown.hold;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import sundown.hold.HoldStore.Hold;
import sundown.timeline.GroupId;

/**
 * A hold, for the operator. Instants are ISO 8601 in UTC.
 *
 * @param group nothing where no account says it
 * @param held true while it applies
 */
@RegisterForReflection
public record HoldView(
        String userId,
        Optional<String> group,
        boolean held,
        String reason,
        String by,
        String placedAt,
        Optional<String> until) {
    /** The view of a placed hold. */
    public static HoldView of(Hold hold, Optional<GroupId> group, Instant now) {
        return view(hold, group, hold.holdsAt(now));
    }

    /** The view of a released hold. */
    static HoldView released(Hold hold, GroupId group) {
        return view(hold, Optional.of(group), false);
    }

    private static HoldView view(Hold hold, Optional<GroupId> group, boolean held) {
        return new HoldView(
                hold.user().value(),
                group.map(GroupId::value),
                held,
                hold.reason(),
                hold.by().name(),
                hold.placedAt().toString(),
                hold.until().map(Instant::toString));
    }
}
