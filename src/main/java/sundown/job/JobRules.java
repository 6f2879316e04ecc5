package sundown.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides when a job begins, and which of its chunks are sent again: pure. */
public final class JobRules {
    /**
     * A chunk that is silent for this long goes on from its checkpoint: its message may be lost, or a dead letter.
     * After this time, entries that were set aside are tried again, too. A job of more than 256 chunks has more
     * patience.
     */
    public static final Duration SILENCE_MAX = Duration.ofMinutes(30);

    /**
     * Chunks wait for each other: if 16 are at work for {@link ChunkWorker#TURN_MAX} each, the turn of a chunk comes
     * again after 5 seconds for each chunk. A chunk that only waits for its turn is not late.
     */
    private static final Duration TURN_PER_CHUNK = Duration.ofSeconds(7);

    private JobRules() {}

    /** The next step of a job. */
    public sealed interface JobStep {
        /** Begin a run, unless one has begun since that instant. */
        record Begin(Job job, Instant since) implements JobStep {}

        /** Send chunks again that are late, or have set entries aside. */
        record Check(Job read) implements JobStep {}

        /** Nothing, or not yet. */
        record Nothing() implements JobStep {}
    }

    /**
     * Decides on the next step of a job that must run once from an instant on. A run that began earlier gives way,
     * whatever its progress. A job that operators have paused waits.
     *
     * @param begun the run that begins if none has
     */
    public static JobStep next(Job begun, Instant since, Optional<Job> found, Instant now) {
        if (found.filter(Job::paused).isPresent()) {
            return new JobStep.Nothing();
        }
        return found.filter(job -> !job.run().isBefore(since))
                .map(job -> next(job, now))
                .orElseGet(() -> new JobStep.Begin(begun, since));
    }

    private static JobStep next(Job job, Instant now) {
        boolean due = !now.isBefore(job.checkedAt().plus(patience(job))) || resumedSince(job, job.checkedAt());
        return due && !job.left().isEmpty() ? new JobStep.Check(job) : new JobStep.Nothing();
    }

    /** Returns the time after which a silent chunk of a job is late. */
    static Duration patience(Job job) {
        Duration turns = TURN_PER_CHUNK.multipliedBy(job.chunks());
        return turns.compareTo(SILENCE_MAX) > 0 ? turns : SILENCE_MAX;
    }

    /**
     * Returns the chunks to send again: late ones, and those that have set entries aside.
     *
     * @param known the checkpoints that the chunks have
     */
    static List<Integer> due(Job job, Collection<Chunk> known, Instant now) {
        Set<Integer> late = Set.copyOf(late(job, known, now));
        return job.left().stream()
                .filter(number -> job.incomplete().contains(number) || late.contains(number))
                .toList();
    }

    /**
     * Returns the chunks under way that have been silent for too long. A chunk without a checkpoint is as old as the
     * run.
     *
     * @param known the checkpoints that the chunks have
     */
    static List<Integer> late(Job job, Collection<Chunk> known, Instant now) {
        Map<Integer, Instant> heardAt = known.stream()
                .filter(chunk -> chunk.run().equals(job.run()))
                .collect(Collectors.toMap(Chunk::number, Chunk::heardAt));
        return job.underWay().stream()
                .filter(number -> late(job, heardAt.getOrDefault(number, job.run()), now))
                .toList();
    }

    private static boolean late(Job job, Instant heardAt, Instant now) {
        return !now.isBefore(heardAt.plus(patience(job))) || resumedSince(job, heardAt);
    }

    /** The messages of a paused job are dropped, so none is on its way when operators let it go on. */
    private static boolean resumedSince(Job job, Instant at) {
        return job.resumedAt().filter(resumed -> !resumed.isBefore(at)).isPresent();
    }

    /** True for a chunk that goes on if only the first chunks that have not come to their end may. */
    static boolean inTurn(Job job, int chunk, long atOnce) {
        return job.underWay().stream().filter(other -> other < chunk).count() < atOnce;
    }

    /**
     * True for a chunk that is not in turn, and must be handed on. A chunk that has come to its end is sent again by a
     * check of its job. If another message of the chunk still rests, the other one goes on. Clocks may differ: a time
     * far ahead tells nothing of another message.
     */
    static boolean rests(Job job, Chunk checkpoint, Instant now) {
        boolean another = checkpoint.heardAt().isAfter(now.plus(ChunkWorker.REST.dividedBy(2)))
                && checkpoint.heardAt().isBefore(now.plus(ChunkWorker.REST.multipliedBy(2)));
        return !job.incomplete().contains(checkpoint.number()) && !another;
    }

    /**
     * True for the message of a chunk that may go on. Any other message is of another run, or of a chunk that has
     * ended.
     */
    public static boolean wanted(Job job, ChunkMessage message) {
        return job.run().equals(message.run())
                && !job.paused()
                && job.has(message.chunk())
                && !job.done().contains(message.chunk());
    }
}
