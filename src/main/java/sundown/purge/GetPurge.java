package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.operator.Access;
import sundown.purge.Findings.Differences;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.GroupId;

/**
 * Tells the state of a group's purge: an operator's call, {@code {"group"}}, with {@code "differences": true} for the
 * differences of a verification. Without a group, the answer has the kill switch and the purges of all groups. The call
 * changes nothing.
 */
@Singleton
public record GetPurge(
        PurgeGroups groups,
        PurgeStore purges,
        KillSwitch killSwitch,
        Plans plans,
        DeletionJobs deletion,
        Leavers leavers,
        Verification verification)
        implements OperatorQuery<GetPurge.Call> {
    private static final Logger LOG = Logger.getLogger(GetPurge.class);
    private static final OperatorForm<Call> FORM = OperatorForm.of("get-purge", Access.reading(), Call.class);

    @RegisterForReflection
    record Call(Optional<GroupId> group, boolean differences) {
        Call {
            WrongPart.require(group.isPresent() || !differences, "group", "is missing");
        }
    }

    /**
     * The answer to a call without a group.
     *
     * @param purges of each group of the timeline in force, in its order
     * @param unread the groups whose purge cannot be read
     */
    @RegisterForReflection
    record All(Instant at, Optional<KillSwitch.View> killSwitch, List<Status> purges, List<GroupId> unread) {}

    /**
     * The purge of a group.
     *
     * @param at the time of the answer, by the clock that decides
     * @param closesAt the close by the timeline in force
     * @param running the number of transfers and archives that ran at the last count since the close
     * @param drainedAt when nothing ran any more
     * @param upheld false if the plan cannot be approved, or its approvals have become void
     * @param beginsAt the first instant at which a purge with two approvals deletes something, whatever clocks say
     * @param killSwitch the last position of the switch, if it was ever set
     * @param plan the latest plan, made or under way
     * @param purge empty if the group has no plan
     * @param leavers the count of accounts in the purge's plan that have left the group
     * @param verification the progress of the verification that the purge waits for; empty if none has begun
     * @param differences the differences of a purge that differs, for a call that asks for them; empty while another
     *     verification is under way
     */
    @RegisterForReflection
    record Status(
            GroupId group,
            Instant at,
            Optional<Instant> closesAt,
            Optional<Long> running,
            Optional<Instant> drainedAt,
            Optional<Boolean> upheld,
            Optional<Instant> beginsAt,
            Optional<KillSwitch.View> killSwitch,
            Optional<Plans.PlanView> plan,
            Optional<PurgeView> purge,
            Optional<Leavers.View> leavers,
            Optional<Verification.Stand.UnderWay> verification,
            Optional<Differences> differences) {}

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public Object answer(Call call) {
        return call.group()
                .<Object>map(group -> status(groups.require(group), call.differences()))
                .orElseGet(this::all);
    }

    /** Whatever becomes of a group, the answer has the kill switch and the other groups. */
    private All all() {
        Instant now = groups.now();
        List<Status> purges = new ArrayList<>();
        List<GroupId> unread = new ArrayList<>();
        for (GroupId group : groups.all()) {
            try {
                purges.add(status(group, false));
            } catch (RetryableFailure | PermanentFailure failed) {
                LOG.errorf(LoggableFailure.of(failed), "the purge of group %s cannot be read", group);
                unread.add(group);
            }
        }
        return new All(now, position(), purges, unread);
    }

    private Optional<KillSwitch.View> position() {
        return killSwitch.position().map(KillSwitch.Position::view);
    }

    private Status status(GroupId group, boolean differences) {
        PurgeContext now = groups.circumstances(group);
        Optional<Purge> purge = PurgeRules.current(purges.find(group), now);
        Optional<PurgeView> shown =
                purge.map(current -> PurgeView.of(current, now.approvals(current.plan()), deletion.progress(current)));
        boolean pausing = shown.flatMap(PurgeView::pausesUntil).isPresent();
        return new Status(
                group,
                now.now(),
                now.close(),
                groups.running(group),
                now.drainedAt(),
                purge.map(current -> now.uphold(current.plan())),
                purge.filter(_ -> pausing).flatMap(current -> PurgeRules.beginsAt(current, now)),
                position(),
                plans.view(group),
                shown,
                purge.flatMap(current -> leavers.count(group, current.plan())),
                purge.flatMap(verification::progress),
                purge.filter(_ -> differences).flatMap(verification::differences));
    }
}
