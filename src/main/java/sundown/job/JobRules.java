package sundown.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When a job begins, and which of its chunks are sent again: pure. */
public final class JobRules {
    /**
     * A chunk that is silent for this long goes on from its checkpoint: its message may be lost, or a dead letter.
     * After the same time, users who were set aside are tried again. A job of more than 256 chunks has more patience.
     */
    public static final Duration SILENCE_MAX = Duration.ofMinutes(30);

    /**
     * Chunks wait for each other: with 16 at work for {@link ChunkWorker#TURN_MAX} each, it is a chunk's turn again
     * after 5 seconds for each of them. A chunk that only waits for its turn is not late.
     */
    private static final Duration TURN_PER_CHUNK = Duration.ofSeconds(7);

    private JobRules() {}

    /** The next step of a job. */
    public sealed interface JobStep {
        /** Begin a run, unless one has begun since that instant. */
        record Begin(Job job, Instant since) implements JobStep {}

        /** Send again what is late, or has users who are set aside. */
        record Check(Job read) implements JobStep {}

        /** Nothing, or not yet. */
        record Nothing() implements JobStep {}
    }

    /**
     * Decides what to do for a job that is to run once from an instant on. A run that began before gives way, however
     * far it is. A job that operators have paused waits.
     *
     * @param begun the run that begins where none has
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

    /** How long a job waits before it takes one of its chunks for late. */
    static Duration patience(Job job) {
        Duration turns = TURN_PER_CHUNK.multipliedBy(job.chunks());
        return turns.compareTo(SILENCE_MAX) > 0 ? turns : SILENCE_MAX;
    }

    /**
     * The chunks to send again: those that are late, and those with users who are set aside.
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
     * The chunks under way that have been silent for too long. One without a checkpoint is as old as the run.
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

    /** True for a chunk that goes on where only the first ones that have not come to their end do. */
    static boolean inTurn(Job job, int chunk, long atOnce) {
        return job.underWay().stream().filter(other -> other < chunk).count() < atOnce;
    }

    /**
     * True for a chunk that is not in turn, and is to be handed on. One that has come to its end is sent again by a
     * check of its job. Where another message rests for a while yet, that one goes on. Clocks may differ: one that is
     * far ahead says nothing of another message.
     */
    static boolean rests(Job job, Chunk checkpoint, Instant now) {
        boolean another = checkpoint.heardAt().isAfter(now.plus(ChunkWorker.REST.dividedBy(2)))
                && checkpoint.heardAt().isBefore(now.plus(ChunkWorker.REST.multipliedBy(2)));
        return !job.incomplete().contains(checkpoint.number()) && !another;
    }

    /**
     * True for the message of a chunk that is to go on; any other is of a run that was given up, or of an ended one.
     */
    public static boolean wanted(Job job, ChunkMessage message) {
        return job.run().equals(message.run())
                && !job.paused()
                && job.has(message.chunk())
                && !job.done().contains(message.chunk());
    }
}
