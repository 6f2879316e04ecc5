package sundown.purge;

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
import sundown.purge.VerificationJobs.Part;
import sundown.timeline.GroupId;

/** How far a verification is, and what it found. A look at it begins nothing. */
@Singleton
final class VerificationProgress {
    private final VerificationJobs jobs;
    private final JobStore store;

    VerificationProgress(VerificationJobs jobs, JobStore store) {
        this.jobs = jobs;
        this.store = store;
    }

    /** How far the verification is that a purge waits for; nothing where none has begun. */
    Optional<Verification.Stand.UnderWay> of(Purge purge) {
        return purge.state()
                .unprovenSince()
                .flatMap(since -> jobs.run(purge.group(), since))
                .map(run -> underWay(purge, begun(purge.group(), run)));
    }

    /** What the verification found after which a purge differs, as long as no other has begun. */
    Optional<Differences> differences(Purge purge) {
        return purge.state() instanceof PurgeState.Differs differs
                ? jobs.run(purge.group(), Instant.MIN)
                        .filter(run -> run.isBefore(differs.at()))
                        .map(run ->
                                together(purge, sums(begun(purge.group(), run))).differences())
                : Optional.empty();
    }

    /** The jobs of a verification that have begun. */
    List<Job> begun(GroupId group, Instant run) {
        return Stream.of(Part.values())
                .flatMap(part -> jobs.find(part, group, run).stream())
                .toList();
    }

    Verification.Stand.UnderWay underWay(Purge purge, List<Job> begun) {
        return new Verification.Stand.UnderWay(
                Stream.of(Part.values())
                        .mapToInt(part -> part.chunks(purge.plan()))
                        .sum(),
                begun.stream().mapToInt(job -> job.done().size()).sum(),
                begun.stream().mapToInt(job -> job.incomplete().size()).sum());
    }

    /** What each chunk has summed up, in their order. */
    List<VerificationSums> sums(List<Job> begun) {
        return begun.stream().flatMap(this::sums).toList();
    }

    /** What a chunk has summed up is saved before it comes to its end. */
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

    /** The findings always name the verified plan, also when there was nothing to delete. */
    Findings together(Purge purge, List<VerificationSums> sums) {
        PlanDone verified =
                PlanDone.nothing(purge.plan().id(), Optional.of(purge.plan().manifest()));
        return sums.stream()
                .map(VerificationSums::findings)
                .reduce(Findings.of(List.of(verified)), Findings::plus)
                .inOrder();
    }
}
