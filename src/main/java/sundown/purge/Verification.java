package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.failure.PermanentFailure;
import sundown.job.Chunk;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.Job.JobId;
import sundown.job.JobStore;
import sundown.job.Jobs;
import sundown.purge.Findings.Differences;
import sundown.purge.Findings.PlanDone;
import sundown.purge.Findings.Spared;
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
        UserVerification users,
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

        /** Returns the number of chunks of the job after a plan: at least one. */
        int chunks(Plan plan) {
            return switch (this) {
                case USERS -> Math.max(1, plan.chunks());
                case FOLDERS -> Math.max(1, plan.chunks() / 2);
            };
        }

        /** Returns the part of a job, or empty for a job of a plan. */
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
         * @param chunks the number of chunks of both jobs
         * @param chunksDone chunks that have verified all of their users
         * @param running chunks that have not come to their ends
         * @param setAside chunks with a user who could not be verified, and is tried again
         */
        @RegisterForReflection
        record UnderWay(int chunks, int chunksDone, int running, int setAside) implements Stand {}

        /**
         * Everything is verified.
         *
         * @param run names the verification
         */
        record Ended(Instant run, Findings findings) implements Stand {}
    }

    /**
     * Begins a verification unless one has begun since an instant, and tells its progress. If an ended verification no
     * longer proves anything, another one begins.
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
     * @return the number of sent chunks
     */
    int goOn(Purge purge) {
        return awaitedRun(purge).map(run -> sendChunks(purge, run)).orElse(0);
    }

    /** Returns the progress of the verification that a purge waits for, or empty if none has begun. */
    Optional<Stand.UnderWay> progress(Purge purge) {
        return awaitedRun(purge).map(run -> underWay(purge, begun(purge.group(), run)));
    }

    /** Returns the differences of a purge that differs, or empty if another verification has begun. */
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
     * Begins the jobs that have not begun, and sends late chunks again. The run replaces earlier ones.
     *
     * @return the number of sent chunks
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
        int chunks = Stream.of(Part.values())
                .mapToInt(part -> part.chunks(purge.plan()))
                .sum();
        int done = begun.stream().mapToInt(job -> job.done().size()).sum();
        int setAside = begun.stream().mapToInt(job -> job.incomplete().size()).sum();
        return new Stand.UnderWay(chunks, done, chunks - done - setAside, setAside);
    }

    private List<VerificationWork.Sums> sums(List<Job> begun) {
        return begun.stream().flatMap(this::sums).toList();
    }

    /** Reads the sums of all chunks. They are saved before a chunk comes to its end. */
    private Stream<VerificationWork.Sums> sums(Job job) {
        List<Chunk> chunks = store.findChunks(job.id(), job.all()).stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .sorted(Comparator.comparing(Chunk::number))
                .toList();
        if (chunks.size() < job.chunks()) {
            throw new PermanentFailure("a chunk of " + job.id() + " has come to its end, and was not saved");
        }
        return chunks.stream().map(chunk -> Json.read(chunk.sums(), VerificationWork.Sums.class));
    }

    /** The findings always name the verified plan, even if there was nothing to delete. */
    private static Findings together(Purge purge, List<VerificationWork.Sums> sums) {
        PlanDone verified =
                PlanDone.nothing(purge.plan().id(), Optional.of(purge.plan().manifest()));
        return sums.stream()
                .map(VerificationWork.Sums::findings)
                .reduce(Findings.of(List.of(verified)), Findings::plus)
                .inOrder();
    }

    /**
     * True for findings about this plan, as long as every hold stands on which they rely. If nothing differs, the
     * folders are counted once more, because some may be new.
     */
    private boolean proves(Purge purge, List<VerificationWork.Sums> sums, Findings found, PurgeContext now) {
        return sums.stream().allMatch(chunk -> chunk.stands(purge.plan().id(), now.holdChanges(), now.now()))
                && (found.differences().count() > 0
                        || users.countFolders(purge.group(), folders(found) + 1) == folders(found));
    }

    private static long folders(Findings found) {
        return found.spared().values().stream().mapToLong(Spared::folders).sum();
    }
}
