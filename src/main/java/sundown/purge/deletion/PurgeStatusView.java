package sundown.purge.deletion;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import sundown.purge.approval.PurgeView;
import sundown.purge.approval.SwitchView;
import sundown.purge.plan.PlanView;

/**
 * How the end of a group stands, for operators. Instants are ISO 8601 in UTC.
 *
 * @param at when it stood so, by the clock that decides
 * @param closesAt by the timeline in force
 * @param running how many transfers and archives ran when they were last counted since the close
 * @param drainedAt when nothing ran any more
 * @param upheld false when the plan cannot be approved, or its approvals have become void
 * @param beginsAt before which nothing is deleted, whatever clocks say; of a purge that two people have approved
 * @param killSwitch how it was set last, if it ever was
 * @param plan the latest one, made or under way
 * @param purge nothing where nothing has been planned
 */
@RegisterForReflection
public record PurgeStatusView(
        String group,
        String at,
        Optional<String> closesAt,
        Optional<Long> running,
        Optional<String> drainedAt,
        Optional<Boolean> upheld,
        Optional<String> beginsAt,
        Optional<SwitchView> killSwitch,
        Optional<PlanView> plan,
        Optional<PurgeView> purge) {}
