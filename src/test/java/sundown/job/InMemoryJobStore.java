package sundown.job;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import sundown.job.Job.JobId;

/** Jobs in memory. Safe for use by several threads. */
public final class InMemoryJobStore implements JobStore {
    private final Map<JobId, Job> jobs = new HashMap<>();
    private final Map<ChunkId, Chunk> chunks = new HashMap<>();

    private record ChunkId(JobId job, int number) {}

    @Override
    public synchronized Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public synchronized boolean begin(Job job, Instant since) {
        boolean begun = find(job.id())
                .filter(before -> before.paused() || !before.run().isBefore(since))
                .isEmpty();
        if (begun) {
            jobs.put(job.id(), job);
        }
        return begun;
    }

    @Override
    public synchronized boolean check(Job read, Instant now) {
        return replace(
                        find(read.id())
                                .filter(job -> job.run().equals(read.run())
                                        && job.checkedAt().equals(read.checkedAt())),
                        job -> checked(job, now))
                .isPresent();
    }

    @Override
    public synchronized void end(Chunk chunk, boolean complete) {
        replace(
                find(chunk.job()).filter(job -> job.run().equals(chunk.run())),
                job -> new Job(
                        job.id(),
                        job.run(),
                        job.chunks(),
                        job.checkedAt(),
                        complete ? with(job.done(), chunk.number()) : job.done(),
                        complete ? without(job.incomplete(), chunk.number()) : with(job.incomplete(), chunk.number()),
                        job.paused(),
                        job.resumedAt()));
    }

    @Override
    public synchronized Optional<Job> pause(JobId id) {
        return replace(find(id), job -> steered(job, true, job.resumedAt()));
    }

    @Override
    public synchronized Optional<Job> resume(JobId id, Instant now) {
        return replace(find(id), job -> steered(job, false, Optional.of(now)));
    }

    @Override
    public synchronized Optional<Job> retry(JobId id) {
        return replace(find(id), job -> checked(job, Instant.EPOCH));
    }

    private static Job checked(Job job, Instant at) {
        return new Job(
                job.id(), job.run(), job.chunks(), at, job.done(), job.incomplete(), job.paused(), job.resumedAt());
    }

    private static Job steered(Job job, boolean paused, Optional<Instant> resumedAt) {
        return new Job(
                job.id(), job.run(), job.chunks(), job.checkedAt(), job.done(), job.incomplete(), paused, resumedAt);
    }

    private Optional<Job> replace(Optional<Job> job, UnaryOperator<Job> change) {
        job.map(change).ifPresent(changed -> jobs.put(changed.id(), changed));
        return job.map(Job::id).flatMap(this::find);
    }

    private static Set<Integer> with(Set<Integer> numbers, int number) {
        Set<Integer> more = new HashSet<>(numbers);
        more.add(number);
        return more;
    }

    private static Set<Integer> without(Set<Integer> numbers, int number) {
        Set<Integer> fewer = new HashSet<>(numbers);
        fewer.remove(number);
        return fewer;
    }

    @Override
    public synchronized Optional<Chunk> findChunk(JobId id, int number) {
        return Optional.ofNullable(chunks.get(new ChunkId(id, number)));
    }

    @Override
    public synchronized List<Chunk> findChunks(JobId id, Collection<Integer> numbers) {
        return numbers.stream()
                .flatMap(number -> findChunk(id, number).stream())
                .toList();
    }

    /** Loses the checkpoint of a chunk. */
    public synchronized void forget(JobId id, int number) {
        chunks.remove(new ChunkId(id, number));
    }

    @Override
    public synchronized Optional<Chunk> save(Chunk chunk) {
        long stored = findChunk(chunk.job(), chunk.number()).map(Chunk::version).orElse(0L);
        if (stored != chunk.version()) {
            return Optional.empty();
        }
        chunks.put(new ChunkId(chunk.job(), chunk.number()), chunk.saved());
        return findChunk(chunk.job(), chunk.number());
    }
}
