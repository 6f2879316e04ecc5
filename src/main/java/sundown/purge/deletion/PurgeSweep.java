package sundown.purge.deletion;

import jakarta.inject.Singleton;
import java.util.Optional;
import sundown.purge.approval.ApprovalStore;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeContext;
import sundown.purge.approval.PurgeGroups;
import sundown.purge.approval.PurgeRules;
import sundown.purge.approval.PurgeStore;
import sundown.sweep.TaskName;
import sundown.timeline.Group;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/**
 * The sweep of the purges: takes the next step of each when its time has come, and sends late chunks of a deletion
 * or a verification again.
 */
@Singleton
public final class PurgeSweep extends GroupTask {
    private final PurgeStore purges;
    private final ApprovalStore approvals;
    private final PurgeGroups groups;
    private final PurgeSteps steps;
    private final VerificationJobs verification;

    PurgeSweep(
            TimelineStore timelines,
            PurgeStore purges,
            ApprovalStore approvals,
            PurgeGroups groups,
            PurgeSteps steps,
            VerificationJobs verification) {
        super(timelines);
        this.purges = purges;
        this.approvals = approvals;
        this.groups = groups;
        this.steps = steps;
        this.verification = verification;
    }

    @Override
    public TaskName name() {
        return TaskName.PURGES;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                group -> advance(group.id()),
                (failed, group) -> LOG.errorf(failed, "the purge of group %s could not be seen to", group.id()));
    }

    private int advance(GroupId group) {
        Optional<Purge> stored = purges.find(group);
        int sent = stored.map(verification::goOn).orElse(0);
        return PurgeRules.underWay(stored, approvals.find(group.id()))
                ? sent + advance(stored, groups.circumstances(group.id()))
                : sent;
    }

    private int advance(Optional<Purge> stored, PurgeContext now) {
        return PurgeRules.toAdvance(stored, now)
                .map(purge -> steps.take(purge, now))
                .orElse(0);
    }
}
