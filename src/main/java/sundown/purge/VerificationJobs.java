package sundown.purge;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.timeline.GroupId;

/**
 * The two jobs by which a group is verified after its purge. The package of the certificate knows what they look for.
 * This class begins them, and sends their late chunks again.
 */
@Singleton
public final class VerificationJobs {
    private final JobStore store;
    private final Jobs jobs;
    private final MessageQueue<ChunkMessage> queue;

    VerificationJobs(JobStore store, Jobs jobs, @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue) {
        this.store = store;
        this.jobs = jobs;
        this.queue = queue;
    }

    /** The parts of a verification, which do not wait for one another; each is a job. */
    public enum Part {
        /** The users of the approved manifest: a chunk for each of its chunks. */
        USERS("verification"),

        /** Users with a folder in a bucket: half as many chunks, as many as a manifest has of folders. */
        FOLDERS("leftovers");

        private final String work;

        Part(String work) {
            this.work = work;
        }

        /** The job of a group. */
        public JobId job(GroupId group) {
            return new JobId(work, group);
        }

        /** How many chunks its job has after a plan; at least one, also where version 1.0 made the plan. */
        public int chunks(Plan plan) {
            return switch (this) {
                case USERS -> Math.max(1, plan.chunks());
                case FOLDERS -> Math.max(1, plan.chunks() / 2);
            };
        }

        /** The part that has this job; nothing for a job of a plan. */
        public static Optional<Part> of(JobId job) {
            return Stream.of(values())
                    .filter(part -> part.work.equals(job.work()))
                    .findAny();
        }
    }

    /** Names the latest verification of a group that has begun since an instant. */
    public Optional<Instant> run(GroupId group, Instant since) {
        return Stream.of(Part.values())
                .flatMap(part -> store.find(part.job(group)).stream())
                .map(Job::run)
                .filter(run -> !run.isBefore(since))
                .max(Comparator.naturalOrder());
    }

    /** The job of a part of a verification; nothing when it has not begun. */
    public Optional<Job> find(Part part, GroupId group, Instant run) {
        return store.find(part.job(group)).filter(job -> job.run().equals(run));
    }

    /**
     * Begins those of its jobs that have not begun, and sends late chunks again.
     *
     * @param run names the verification: one that began before gives way
     * @return how many chunks were sent
     */
    public int advance(Purge purge, Instant run) {
        return Stream.of(Part.values())
                .mapToInt(part -> jobs.advanceRun(part.job(purge.group()), run, part.chunks(purge.plan()), queue))
                .sum();
    }

    /**
     * Goes on with the verification of a purge, if one has begun.
     *
     * @return how many chunks were sent
     */
    int goOn(Purge purge) {
        return purge.state()
                .unprovenSince()
                .flatMap(since -> run(purge.group(), since))
                .map(run -> advance(purge, run))
                .orElse(0);
    }
}
