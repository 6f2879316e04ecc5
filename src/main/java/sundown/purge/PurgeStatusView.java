package sundown.purge;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the end of a group stands, for operators. Instants are ISO 8601 in UTC.
 *
 * @param group nothing where a call names none, and asks for the time and the kill switch alone
 * @param at when it stood so, by the clock that decides
 * @param closesAt by the timeline in force
 * @param running how many transfers and archives ran when they were last counted since the close
 * @param drainedAt when nothing ran any more
 * @param upheld false when the plan cannot be approved, or its approvals have become void
 * @param beginsAt before which nothing is deleted, whatever clocks say; of a purge that two people have approved
 * @param killSwitch how it was set last, if it ever was
 * @param plan the latest one, made or under way
 * @param purge nothing where nothing has been planned
 * @param leavers how many accounts of the purge's plan are not of its group any more
 * @param verification how far the verification is that the purge waits for; nothing where none has begun
 * @param differences what the last one found of a purge that differs, for a call that asks for it; nothing while
 *     another one is under way
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
        Optional<DifferencesView> differences) {
    /**
     * What differs.
     *
     * @param first at most 100, and at most 20 of a chunk
     */
    @RegisterForReflection
    public record DifferencesView(long count, List<JsonNode> first) {
        public DifferencesView {
            first = List.copyOf(first);
        }

        static DifferencesView of(Differences differences) {
            return new DifferencesView(differences.count(), differences.trees());
        }
    }

    /** What is the same for all groups. */
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
