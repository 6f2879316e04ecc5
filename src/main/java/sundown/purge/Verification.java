package sundown.purge;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import sundown.job.Job;
import sundown.purge.VerificationJobs.Part;

/** Begins the verification of a purge, keeps it going, and sums it up when all of its chunks have ended. */
@Singleton
final class Verification {
    private final VerificationJobs jobs;
    private final VerificationProgress progress;
    private final Leftovers leftovers;

    Verification(VerificationJobs jobs, VerificationProgress progress, Leftovers leftovers) {
        this.jobs = jobs;
        this.progress = progress;
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
        List<Job> begun = progress.begun(purge.group(), run);
        if (begun.size() < Part.values().length || !begun.stream().allMatch(Job::complete)) {
            return progress.underWay(purge, begun);
        }
        List<VerificationSums> sums = progress.sums(begun);
        Findings found = progress.together(purge, sums);
        if (proves(purge, sums, found, now)) {
            return new Stand.Ended(run, found);
        }
        jobs.advance(purge, CertificateRules.after(run, now.now()));
        return progress.underWay(purge, List.of());
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
        return found.held().folders()
                + found.foreign().folders()
                + found.forOthers().folders();
    }
}
