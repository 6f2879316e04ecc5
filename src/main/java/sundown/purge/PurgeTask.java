package sundown.purge;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import sundown.sweep.SweepRun;
import sundown.sweep.SweepTask;
import sundown.sweep.TaskName;
import sundown.timeline.GroupId;
import sundown.timeline.TimelineStore;

/**
 * The sweep of the purges: counts what is finished of the waves that are under way, and takes the next step of each
 * when its time has come. Of a verification that has begun it sends again what was not heard of.
 */
@Singleton
public final class PurgeTask implements SweepTask {
    private static final Logger LOG = Logger.getLogger(PurgeTask.class);

    private final TimelineStore timelines;
    private final PurgeStore purges;
    private final ApprovalStore approvals;
    private final PurgeGroups groups;
    private final DeletionRecords records;
    private final PurgeSteps steps;
    private final VerificationJobs verification;
    private final PurgeSettings settings;

    PurgeTask(
            TimelineStore timelines,
            PurgeStore purges,
            ApprovalStore approvals,
            PurgeGroups groups,
            DeletionRecords records,
            PurgeSteps steps,
            VerificationJobs verification,
            PurgeSettings settings) {
        this.timelines = timelines;
        this.purges = purges;
        this.approvals = approvals;
        this.groups = groups;
        this.records = records;
        this.steps = steps;
        this.verification = verification;
        this.settings = settings;
    }

    @Override
    public TaskName name() {
        return TaskName.PURGES;
    }

    @Override
    public int run(SweepRun run) {
        return run.each(
                timelines.inForce().groups(),
                group -> seeTo(group.id()),
                (failed, group) -> LOG.errorf(failed, "the purge of group %s could not be seen to", group.id()));
    }

    private int seeTo(GroupId group) {
        Optional<Purge> stored = purges.find(group);
        int sent = stored.map(verification::goOn).orElse(0);
        boolean underWay = PurgeRules.underWay(stored, approvals.find(group));
        return underWay && advances(stored, groups.circumstances(group)) ? sent + 1 : sent;
    }

    private boolean advances(Optional<Purge> stored, PurgeContext now) {
        return PurgeRules.seenTo(stored, now)
                .flatMap(this::counted)
                .filter(purge -> steps.take(purge, now, PurgeRules.next(purge, now, settings)))
                .isPresent();
    }

    /** The purge with what is finished by now; nothing when somebody changed it meanwhile. */
    private Optional<Purge> counted(Purge purge) {
        Purge counted = WaveRules.counted(purge, wave -> finished(purge, wave));
        return counted.equals(purge) ? Optional.of(purge) : purges.save(counted);
    }

    private long finished(Purge purge, Wave wave) {
        try (Stream<Deletion> done = records.within(purge.group(), purge.plan().id(), wave.first(), wave.last())) {
            return done.filter(Deletion::finished).count();
        }
    }
}
