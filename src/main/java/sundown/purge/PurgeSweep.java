package sundown.purge;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.GroupTask;
import sundown.timeline.TimelineStore;

/**
 * The sweep of the purges. It takes the next step of each purge when its time has come, counts the leavers of a plan,
 * and sends late chunks of a deletion or a verification again. Each step is saved before it takes effect.
 */
@Singleton
public record PurgeSweep(
        TimelineStore timelines,
        PurgeStore purges,
        ApprovalStore approvals,
        PurgeGroups groups,
        DeletionJobs deletion,
        Verification verification,
        PlanStore plans,
        Leavers leavers)
        implements GroupTask {
    private static final Logger LOG = Logger.getLogger(PurgeSweep.class);

    @Override
    public TaskName name() {
        return TaskName.PURGES;
    }

    @Override
    public int advance(Group group) {
        Optional<Purge> stored = purges.find(group.id());
        int sent = stored.map(verification::goOn).orElse(0) + count(group.id(), stored);
        return PurgeRules.underWay(stored, approvals.find(group.id()))
                ? sent + advance(stored, groups.circumstances(group.id()))
                : sent;
    }

    /** Counts the leavers for the approvers, as long as a plan can be approved or waits for the end of its pause. */
    private int count(GroupId group, Optional<Purge> stored) {
        return PurgeRules.ofLatest(group, stored, plans.latest(group))
                .filter(purge -> purge.state() instanceof PurgeState.Planned)
                .filter(purge -> groups.circumstances(group).uphold(purge.plan()))
                .map(purge -> leavers.advance(group, purge.plan()))
                .orElse(0);
    }

    private int advance(Optional<Purge> stored, PurgeContext now) {
        return PurgeRules.toAdvance(stored, now).map(purge -> take(purge, now)).orElse(0);
    }

    /**
     * Takes the next step, if it is time for one.
     *
     * @return the number of steps and of sent chunks
     */
    private int take(Purge purge, PurgeContext now) {
        return switch (PurgeRules.next(purge, now, job -> deletion.complete(purge, job))) {
            case PurgeRules.Next.Nothing _ -> 0;
            case PurgeRules.Next.Annul annul -> annul(annul.purge());
            case PurgeRules.Next.Enter enter ->
                purges.save(enter.purge()).map(saved -> 1 + take(saved, now)).orElse(0);
            case PurgeRules.Next.Delete delete -> deletion.advance(purge, delete.job());
        };
    }

    private int annul(Purge annulled) {
        if (purges.save(annulled).isEmpty()) {
            return 0;
        }
        LOG.warnf(
                "audit: approvals void, group %s, plan %s: timeline, holds or plan have changed",
                annulled.group(), annulled.plan().id());
        return 1;
    }
}
