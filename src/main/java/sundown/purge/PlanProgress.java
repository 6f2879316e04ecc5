package sundown.purge;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.job.JobStore;
import sundown.timeline.GroupId;

/** Tells how far plans are. */
@Singleton
public final class PlanProgress {
    private final PlanStore plans;
    private final JobStore jobs;

    PlanProgress(PlanStore plans, JobStore jobs) {
        this.plans = plans;
        this.jobs = jobs;
    }

    /** The latest plan of a group, made or under way. */
    public Optional<PlanView> latest(GroupId group) {
        return plans.find(group).map(this::of);
    }

    /** A plan, with how many chunks of both parts are listed. */
    PlanView of(PurgePlan plan) {
        int listed = Stream.of(PlanWork.Part.values())
                .flatMap(part -> jobs.find(part.job(plan.group())).stream())
                .filter(job -> job.run().equals(plan.begunAt()))
                .mapToInt(job -> job.done().size())
                .sum();
        return PlanView.of(plan, listed);
    }
}
