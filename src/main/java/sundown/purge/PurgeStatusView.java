package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;

/**
 * The purge of a group as operators see it. Instants are ISO 8601 in UTC.
 *
 * @param group empty if the call names none, and asks for the time and the kill switch alone
 * @param at the time of the answer, by the clock that decides
 * @param closesAt by the timeline in force
 * @param running the number of transfers and archives that ran at the last count since the close
 * @param drainedAt when nothing ran any more
 * @param upheld false if the plan cannot be approved, or its approvals have become void
 * @param beginsAt before which nothing is deleted, whatever clocks say; of a purge with two approvals
 * @param killSwitch the last position of the switch, if it was ever set
 * @param plan the latest plan, made or under way
 * @param purge empty if the group has no plan
 * @param leavers the count of accounts in the purge's plan that have left the group
 * @param verification the progress of the verification that the purge waits for; empty if none has begun
 * @param differences the differences of a purge that differs, for a call that asks for them; empty while another
 *     verification is under way
 */
@RegisterForReflection
public record PurgeStatusView(
        Optional<String> group,
        String at,
        Optional<String> closesAt,
        Optional<Long> running,
        Optional<String> drainedAt,
        Optional<Boolean> upheld,
        Optional<String> beginsAt,
        Optional<SwitchView> killSwitch,
        Optional<PlanView> plan,
        Optional<PurgeView> purge,
        Optional<Leavers.View> leavers,
        Optional<CertificateView.VerificationView> verification,
        Optional<Differences> differences) {
    /** The kill switch as operators see it. Instants are ISO 8601 in UTC. */
    @RegisterForReflection
    public record SwitchView(boolean stopped, String by, String reason, String at) {
        /** The view of a position. */
        public static SwitchView of(KillSwitch.Position position) {
            return new SwitchView(
                    position.stopped(),
                    position.by().name(),
                    position.reason(),
                    position.at().toString());
        }
    }

    /** The view of a call without a group. */
    static PurgeStatusView ofNoGroup(Instant now, Optional<SwitchView> killSwitch) {
        return new PurgeStatusView(
                Optional.empty(),
                now.toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                killSwitch,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
