package sundown.simulation.port;

import java.util.Optional;
import sundown.purge.approval.ApprovalStore;
import sundown.purge.approval.Approvals;
import sundown.simulation.invariant.PurgeBooks;
import sundown.simulation.run.FunctionName;
import sundown.simulation.run.Run;
import sundown.simulation.run.Surroundings;
import sundown.simulation.run.Violation;

/** Notes who approved what, and when; a save may look as if somebody else had been faster. */
public record WatchedApprovals(ApprovalStore real, PurgeBooks books, Surroundings around) {
    public Optional<Approvals> save(Approvals approvals) {
        Run run = around.runs().current();
        Violation.unless(run.function() == FunctionName.APPROVE_PURGE, "no function but one approves", run.function());
        Violation.unless(
                approvals.all().stream()
                        .noneMatch(approval ->
                                !approval.by().isAnotherThan(approvals.plan().plannedBy())),
                "the planner of a purge does not approve it",
                approvals);
        Optional<Approvals> saved = real.save(approvals);
        saved.ifPresent(this::note);
        return saved.filter(ignored -> !around.troubles().echoLost());
    }

    private void note(Approvals approvals) {
        approvals
                .all()
                .forEach(approval -> books.approved(
                        approvals.plan().id(), approval.by(), around.time().now()));
        around.coverage().count("approvals");
        around.trace().say(() -> "    " + around.runs().current() + " saves " + approvals);
    }
}
