package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import sundown.edge.OperatorForm;
import sundown.edge.OperatorQuery;
import sundown.edge.WrongPart;
import sundown.operator.Access;
import sundown.purge.PurgeStatusView.SwitchView;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.GroupId;

/**
 * Tells how the purge of a group stands: an operator's call, {@code {"group"}}, with {@code "differences": true} for
 * the differences of a verification. Without a group, the answer has the time and the kill switch. The call changes
 * nothing.
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
    private static final OperatorForm<Call> FORM = OperatorForm.of("get-purge", Access.reading(), Call.class);

    @RegisterForReflection
    record Call(Optional<GroupId> group, boolean differences) {
        Call {
            WrongPart.require(group.isPresent() || !differences, "group", "is missing");
        }
    }

    @Override
    public OperatorForm<Call> form() {
        return FORM;
    }

    @Override
    public PurgeStatusView answer(Call call) {
        return call.group()
                .map(group -> view(groups.require(group), call.differences()))
                .orElseGet(() -> PurgeStatusView.ofNoGroup(groups.now(), position()));
    }

    private Optional<SwitchView> position() {
        return killSwitch.position().map(SwitchView::of);
    }

    private PurgeStatusView view(GroupId group, boolean differences) {
        PurgeContext now = groups.circumstances(group);
        Optional<Purge> purge = PurgeRules.current(purges.find(group), now);
        Optional<PurgeView> shown =
                purge.map(current -> PurgeView.of(current, now.approvals(current.plan()), deletion.progress(current)));
        boolean pausing = shown.flatMap(PurgeView::pausesUntil).isPresent();
        return new PurgeStatusView(
                Optional.of(group.value()),
                now.now().toString(),
                now.close().map(Instant::toString),
                groups.running(group),
                now.drainedAt().map(Instant::toString),
                purge.map(current -> now.uphold(current.plan())),
                purge.filter(current -> pausing)
                        .flatMap(current -> PurgeRules.beginsAt(current, now))
                        .map(Instant::toString),
                position(),
                plans.view(group),
                shown,
                purge.flatMap(current -> leavers.count(group, current.plan())),
                purge.flatMap(verification::progress).map(CertificateView.VerificationView::of),
                purge.filter(_ -> differences).flatMap(verification::differences));
    }
}
