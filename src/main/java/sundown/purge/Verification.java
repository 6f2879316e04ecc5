package sundown.purge;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sundown.edge.Json;
import sundown.edge.MessageQueue;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.job.Jobs;
import sundown.purge.Findings.Differences;
import sundown.purge.Findings.PlanDone;
import sundown.purge.Findings.Spared;
import sundown.purge.PurgeStore.Purge;
import sundown.purge.PurgeStore.PurgeState;
import sundown.timeline.GroupId;

/**
 * The verification of a purge: begins its two jobs, keeps them going, and sums up their chunks.
 * {@link VerificationWork} does the work of a chunk.
 */
@Singleton
public record Verification(
        Jobs jobs,
        UserVerification users,
        @Named(PlanWork.QUEUE) MessageQueue<ChunkMessage> queue) {
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

        /** Everything was verified, but a hold or a folder has changed since: the findings prove nothing. */
        record Outdated(Instant run) implements Stand {}
    }

    /** Begins a verification unless one has begun since an instant, and tells its progress. */
    Stand advance(Purge purge, Instant since, PurgeContext now) {
        Instant run = latestRun(purge.group(), since).orElseGet(() -> PurgeRules.atLeast(since, now.now()));
        sendChunks(purge, run);
        List<Job> begun = begun(purge.group(), run);
        if (begun.size() < PurgeJob.VERIFICATION.size() || !begun.stream().allMatch(Job::complete)) {
            return underWay(purge, begun);
        }
        List<VerificationWork.Sums> sums = sums(begun);
        Findings found = together(purge, sums);
        return proves(purge, sums, found, now) ? new Stand.Ended(run, found) : new Stand.Outdated(run);
    }

    /** Begins another verification in place of an outdated one. */
    Stand.UnderWay replace(Purge purge, Stand.Outdated outdated, PurgeContext now) {
        sendChunks(purge, PurgeRules.after(outdated.run(), now.now()));
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
        return PurgeJob.VERIFICATION.stream()
                .flatMap(kind -> jobs.find(kind.of(group)).stream())
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
        return PurgeJob.VERIFICATION.stream()
                .mapToInt(kind -> jobs.advanceRun(kind.of(purge.group()), run, chunks(kind, purge.plan()), queue))
                .sum();
    }

    /** Returns the number of chunks of a job of the verification after a plan: at least one. */
    static int chunks(PurgeJob kind, Plan plan) {
        return Math.max(1, kind == PurgeJob.VERIFY_FOLDERS ? plan.chunks() / 2 : plan.chunks());
    }

    private List<Job> begun(GroupId group, Instant run) {
        return PurgeJob.VERIFICATION.stream()
                .flatMap(kind -> jobs.find(kind.of(group), run).stream())
                .toList();
    }

    private static Stand.UnderWay underWay(Purge purge, List<Job> begun) {
        int chunks = PurgeJob.VERIFICATION.stream()
                .mapToInt(kind -> chunks(kind, purge.plan()))
                .sum();
        int done = begun.stream().mapToInt(job -> job.done().size()).sum();
        int setAside = begun.stream().mapToInt(job -> job.incomplete().size()).sum();
        return new Stand.UnderWay(chunks, done, chunks - done - setAside, setAside);
    }

    private List<VerificationWork.Sums> sums(List<Job> begun) {
        return begun.stream()
                .flatMap(job -> jobs.endedChunks(job).stream())
                .map(chunk -> Json.read(chunk.sums(), VerificationWork.Sums.class))
                .toList();
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
