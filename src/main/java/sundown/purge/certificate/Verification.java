package sundown.purge.certificate;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sundown.failure.PermanentFailure;
import sundown.job.Chunk;
import sundown.job.Job;
import sundown.job.JobStore;
import sundown.purge.approval.Purge;
import sundown.purge.approval.PurgeContext;
import sundown.purge.deletion.VerificationJobs;
import sundown.purge.deletion.VerificationJobs.Part;

/** The verification of a purge: begun, looked after, and summed up when all of its chunks have come to their ends. */
@Singleton
final class Verification {
    private final VerificationJobs jobs;
    private final JobStore store;
    private final Leftovers leftovers;

    Verification(VerificationJobs jobs, JobStore store, Leftovers leftovers) {
        this.jobs = jobs;
        this.store = store;
        this.leftovers = leftovers;
    }

    /** How far a verification is. */
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
     * Begins a verification unless one has begun since an instant, and tells how far it is. One that has ended and
     * proves nothing by now gives way to another.
     */
    Stand advance(Purge purge, Instant since, PurgeContext now) {
        Instant run = jobs.run(purge.group(), since).orElseGet(() -> CertificateRules.atLeast(since, now.now()));
        jobs.advance(purge, run);
        List<Job> begun = Stream.of(Part.values())
                .flatMap(part -> jobs.find(part, purge.group(), run).stream())
                .toList();
        if (begun.size() < Part.values().length || !begun.stream().allMatch(Job::complete)) {
            return underWay(purge, begun);
        }
        List<VerificationSums> sums = begun.stream().flatMap(this::sums).toList();
        Findings found = together(purge, sums);
        if (proves(purge, sums, found, now)) {
            return new Stand.Ended(run, found);
        }
        jobs.advance(purge, CertificateRules.after(run, now.now()));
        return underWay(purge, List.of());
    }

    /**
     * True for what was found of this plan, while every hold stands that was relied on. Where nothing differs, a last
     * look sees whether something has come since.
     */
    private boolean proves(Purge purge, List<VerificationSums> sums, Findings found, PurgeContext now) {
        return sums.stream().allMatch(chunk -> chunk.stands(purge.plan().id(), now.holdChanges(), now.now()))
                && (found.differences().count() > 0
                        || leftovers.folders(purge.group(), folders(found) + 1) == folders(found));
    }

    private static long folders(Findings found) {
        return found.held().folders() + found.forOthers().folders();
    }

    private static Stand underWay(Purge purge, List<Job> begun) {
        return new Stand.UnderWay(
                Stream.of(Part.values())
                        .mapToInt(part -> part.chunks(purge.plan()))
                        .sum(),
                begun.stream().mapToInt(job -> job.done().size()).sum(),
                begun.stream().mapToInt(job -> job.incomplete().size()).sum());
    }

    /** In the order of the chunks. What a chunk has summed up is saved before it comes to its end. */
    private Stream<VerificationSums> sums(Job job) {
        List<Chunk> chunks = store.findChunks(job.id(), job.all()).stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .sorted(Comparator.comparing(Chunk::number))
                .toList();
        if (chunks.size() < job.chunks()) {
            throw new PermanentFailure("a chunk of " + job.id() + " has come to its end, and was not saved");
        }
        return chunks.stream().map(chunk -> VerificationSums.read(chunk.sums()));
    }

    /** The verified plan is among those that are told of in any case, also when there was nothing to delete. */
    private static Findings together(Purge purge, List<VerificationSums> sums) {
        PlanDone verified =
                PlanDone.nothing(purge.plan().id(), Optional.of(purge.plan().manifest()));
        return sums.stream()
                .map(VerificationSums::findings)
                .reduce(Findings.of(List.of(verified)), Findings::plus)
                .inOrder();
    }
}
