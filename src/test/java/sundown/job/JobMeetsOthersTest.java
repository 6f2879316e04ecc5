package sundown.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sundown.account.InMemoryAccountStore;
import sundown.account.UserId;
import sundown.edge.InMemoryQueue;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job.JobId;
import sundown.membership.InMemoryMembershipStore;
import sundown.runtime.Another;
import sundown.runtime.ManualClock;
import sundown.runtime.ObservedPort;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;

/**
 * A worker goes through a chunk, and another acts. In the end the chunk of the latest run is done: it visited each user
 * and counts each once, and its end is noted.
 */
@Tag("thorough")
class JobMeetsOthersTest {
    private static final Group GROUP =
            new InMemoryTimelineStore().inForce().group(new GroupId("1")).orElseThrow();
    private static final Instant RUN = Instant.parse("2022-12-01T00:00:00Z");
    private static final JobId ID = new JobId("visits", GROUP.id());
    private static final GroupChunks ONE = new GroupChunks(1);
    private static final int USERS = ChunkWorker.PAGE_USERS + 2;

    private static final Map<String, Consumer<World>> ACTS = Map.of(
            "works on the same", World::work,
            "visits a page", World::visitAPage,
            "begins another run", World::beginAnew,
            "begins another run and works",
                    world -> {
                        world.beginAnew();
                        world.work();
                    },
            "pauses the job", world -> world.jobs.pause(ID),
            "has it tried again", world -> world.jobs.retry(ID),
            "sweeps after a silence", World::sweep);

    @Test
    void endsTheChunkOfTheLatestRun() {
        long interleavings =
                Another.act(Another.Extent.SOME, ACTS, World::new, World::observe, World::work, World::end);
        assertThat(interleavings).isGreaterThan(100);
    }

    private static final class World implements GroupWork<Long> {
        private final ManualClock clock = new ManualClock(RUN);
        private final InMemoryJobStore jobs = new InMemoryJobStore();
        private final InMemoryMembershipStore users = new InMemoryMembershipStore(new InMemoryAccountStore());
        private final InMemoryQueue<ChunkMessage> queue =
                new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(12), 5);
        private final Set<String> visited = new HashSet<>();
        private Duration visit = Duration.ZERO;
        private ChunkWorker worker = new ChunkWorker(jobs, users, clock);
        private GroupWork<Long> work = this;

        private World() {
            IntStream.range(0, USERS)
                    .forEach(number -> users.list(new UserId("u%03d".formatted(number)), GROUP.id(), 0));
            sweep();
        }

        @SuppressWarnings("unchecked")
        private void observe(ObservedPort.Observer observer) {
            worker = new ChunkWorker(ObservedPort.of(JobStore.class, jobs, observer), users, clock);
            work = ObservedPort.of(GroupWork.class, this, observer);
        }

        private void work() {
            queue.bodies().stream().map(ChunkMessage::read).forEach(message -> worker.work(message, work, GROUP));
        }

        /** A worker whose time is over after a page. */
        private void visitAPage() {
            visit = ChunkWorker.TURN_MAX.dividedBy(ChunkWorker.PAGE_USERS);
            work();
            visit = Duration.ZERO;
        }

        private void beginAnew() {
            clock.advance(Duration.ofMinutes(1));
            new Jobs(jobs, ONE, clock).advance(ID, queue, clock.instant());
        }

        private void sweep() {
            clock.advance(JobRules.SILENCE_MAX);
            new Jobs(jobs, ONE, clock).advance(ID, queue, run());
        }

        private Instant run() {
            return jobs.find(ID).map(Job::run).orElse(RUN);
        }

        private void end() {
            jobs.resume(ID, clock.instant());
            sweep();
            work();
            work();
            Job job = jobs.find(ID).orElseThrow();
            Chunk chunk = jobs.findChunk(ID, 0).orElseThrow();
            assertThat(chunk.run()).isEqualTo(job.run());
            assertThat(chunk.done()).isTrue();
            assertThat(chunk.sums()).isEqualTo(Integer.toString(USERS));
            assertThat(job.done()).containsExactly(0);
            assertThat(visited.stream().filter(name -> name.endsWith(job.run().toString())))
                    .hasSize(USERS);
        }

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        @Override
        public Long begin(Group group, int chunk, Instant run, Optional<Long> before) {
            return 0L;
        }

        @Override
        public Long visit(UserId user, Group group, Long sums) {
            clock.advance(visit);
            visited.add(user + "@" + run());
            return sums + 1;
        }

        @Override
        public void setAside(UserId user, LoggableFailure failed) {
            throw new AssertionError(failed);
        }

        @Override
        public Long read(String text) {
            return Long.valueOf(text);
        }
    }
}
