package sundown.purge;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.MessageQueue;
import sundown.failure.PermanentFailure;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.purge.PurgeStore.Purge;
import sundown.timeline.GroupId;

/**
 * The verification of a purge: begins its two jobs, keeps them going, and sums up their chunks.
 * {@link VerificationWork} does the work of a chunk.
 */
@Singleton
public record Verification(
        JobStore store,
        Jobs jobs,
        Leftovers leftovers,
        @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue) {
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

        /** How many chunks its job has after a plan; at least one. */
        int chunks(Plan plan) {
            return switch (this) {
                case USERS -> Math.max(1, plan.chunks());
                case FOLDERS -> Math.max(1, plan.chunks() / 2);
            };
        }

        /** The part of a job; empty for a job of a plan. */
        static Optional<Part> of(JobId job) {
            return Stream.of(values())
                    .filter(part -> part.work.equals(job.work()))
                    .findAny();
        }
    }

    /** The progress of a verification. */
    sealed interface Stand {
        /**
         * Some chunks have not come to their ends.
         *
         * @param chunks of both jobs
         * @param done chunks that have verified all of their users
         * @param setAside chunks with a user who could not be verified, and is tried again
         */
        record UnderWay(int chunks, int done, int setAside) implements Stand {}

        /**
         * Everything is verified.
         *
         * @param run names the verification
         */
        record Ended(Instant run, Findings findings) implements Stand {}
    }

    /**
     * Begins a verification unless one has begun since an instant, and tells its progress. An ended verification that
     * proves nothing any more gives way to another.
     */
    Stand advance(Purge purge, Instant since, PurgeContext now) {
        Instant run = latestRun(purge.group(), since).orElseGet(() -> CertificateRules.atLeast(since, now.now()));
        sendChunks(purge, run);
        List<Job> begun = begun(purge.group(), run);
        if (begun.size() < Part.values().length || !begun.stream().allMatch(Job::complete)) {
            return underWay(purge, begun);
        }
        List<VerificationWork.Sums> sums = sums(begun);
        Findings found = together(purge, sums);
        if (proves(purge, sums, found, now)) {
            return new Stand.Ended(run, found);
        }
        sendChunks(purge, CertificateRules.after(run, now.now()));
        return underWay(purge, List.of());
    }

    /**
     * Sends late chunks of a verification again, if one has begun.
     *
     * @return how many chunks were sent
     */
    int goOn(Purge purge) {
        return awaitedRun(purge).map(run -> sendChunks(purge, run)).orElse(0);
    }

    /** The progress of the verification that a purge waits for; empty if none has begun. It begins nothing. */
    Optional<Stand.UnderWay> progress(Purge purge) {
        return awaitedRun(purge).map(run -> underWay(purge, begun(purge.group(), run)));
    }

    /** The differences for which a purge differs, as long as no other verification has begun. */
    Optional<Differences> differences(Purge purge) {
        return purge.state() instanceof PurgeState.Differs differs
                ? latestRun(purge.group(), Instant.MIN)
                        .filter(run -> run.isBefore(differs.at()))
                        .map(run ->
                                together(purge, sums(begun(purge.group(), run))).differences())
                : Optional.empty();
    }

    private Optional<Instant> awaitedRun(Purge purge) {
        return purge.state().unprovenSince().flatMap(since -> latestRun(purge.group(), since));
    }

    /** Names the latest verification of a group that has begun since an instant. */
    private Optional<Instant> latestRun(GroupId group, Instant since) {
        return Stream.of(Part.values())
                .flatMap(part -> store.find(part.job(group)).stream())
                .map(Job::run)
                .filter(run -> !run.isBefore(since))
                .max(Comparator.naturalOrder());
    }

    /**
     * Begins the jobs that have not begun, and sends late chunks again. An earlier verification gives way.
     *
     * @return how many chunks were sent
     */
    private int sendChunks(Purge purge, Instant run) {
        return Stream.of(Part.values())
                .mapToInt(part -> jobs.advanceRun(part.job(purge.group()), run, part.chunks(purge.plan()), queue))
                .sum();
    }

    private List<Job> begun(GroupId group, Instant run) {
        return Stream.of(Part.values())
                .flatMap(part -> store.find(part.job(group)).stream())
                .filter(job -> job.run().equals(run))
                .toList();
    }

    private static Stand.UnderWay underWay(Purge purge, List<Job> begun) {
        return new Stand.UnderWay(
                Stream.of(Part.values())
                        .mapToInt(part -> part.chunks(purge.plan()))
                        .sum(),
                begun.stream().mapToInt(job -> job.done().size()).sum(),
                begun.stream().mapToInt(job -> job.incomplete().size()).sum());
    }

    private List<VerificationWork.Sums> sums(List<Job> begun) {
        return begun.stream().flatMap(this::sums).toList();
    }

    /** The sums of a chunk are saved before it comes to its end. */
    private Stream<VerificationWork.Sums> sums(Job job) {
        List<Chunk> chunks = store.findChunks(job.id(), job.all()).stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .sorted(Comparator.comparing(Chunk::number))
                .toList();
        if (chunks.size() < job.chunks()) {
            throw new PermanentFailure("a chunk of " + job.id() + " has come to its end, and was not saved");
        }
        return chunks.stream().map(chunk -> VerificationWork.Sums.read(chunk.sums()));
    }

    /** The findings always name the verified plan, also when there was nothing to delete. */
    private static Findings together(Purge purge, List<VerificationWork.Sums> sums) {
        PlanDone verified =
                PlanDone.nothing(purge.plan().id(), Optional.of(purge.plan().manifest()));
        return sums.stream()
                .map(VerificationWork.Sums::findings)
                .reduce(Findings.of(List.of(verified)), Findings::plus)
                .inOrder();
    }

    /**
     * True for findings about this plan, while every hold stands on which they rely. Where nothing differs, a last look
     * at the folders sees whether something has come since.
     */
    private boolean proves(Purge purge, List<VerificationWork.Sums> sums, Findings found, PurgeContext now) {
        return sums.stream().allMatch(chunk -> chunk.stands(purge.plan().id(), now.holdChanges(), now.now()))
                && (found.differences().count() > 0
                        || leftovers.countFolders(purge.group(), folders(found) + 1) == folders(found));
    }

    private static long folders(Findings found) {
        return found.held().folders()
                + found.foreign().folders()
                + found.forOthers().folders();
    }
}
