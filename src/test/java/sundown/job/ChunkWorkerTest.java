package sundown.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sundown.account.InMemoryAccountStore;
import sundown.account.UserId;
import sundown.edge.Correlation;
import sundown.edge.InMemoryQueue;
import sundown.edge.LogRecords;
import sundown.edge.MessageQueue;
import sundown.failure.LoggableFailure;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkWork.GroupWork;
import sundown.job.GroupUsers.GroupChunks;
import sundown.job.Job.JobId;
import sundown.membership.InMemoryMembershipStore;
import sundown.runtime.ManualClock;
import sundown.timeline.Group;
import sundown.timeline.GroupId;
import sundown.timeline.InMemoryTimelineStore;

/** Chunks from checkpoint to checkpoint, past users who cannot be handled, and past other workers. */
class ChunkWorkerTest {
    private static final Group GROUP =
            new InMemoryTimelineStore().inForce().group(new GroupId("1")).orElseThrow();
    private static final Instant RUN = Instant.parse("2022-12-01T00:00:00Z");
    private static final JobId ID = new JobId("visits", GROUP.id());
    private static final GroupChunks CHUNKS = new GroupChunks(5);
    private static final int CHUNK = 3;

    private final ManualClock clock = new ManualClock(RUN);
    private final InMemoryJobStore jobs = new InMemoryJobStore();
    private final InMemoryMembershipStore users = new InMemoryMembershipStore(new InMemoryAccountStore());
    private final Visits work = new Visits();
    private final ChunkWorker worker = new ChunkWorker(jobs, users, clock);

    /** Counts users, and lets a test happen during a visit. */
    private final class Visits implements GroupWork<Long> {
        private final InMemoryQueue<ChunkMessage> queue =
                new InMemoryQueue<>(clock, new Random(1), Duration.ofMinutes(12), 5);
        private final List<String> visited = new ArrayList<>();
        private final List<UserId> aside = new ArrayList<>();
        private final List<List<UserId>> pages = new ArrayList<>();
        private Consumer<UserId> happening = user -> {};
        private boolean holds;
        private long atOnce = Long.MAX_VALUE;

        @Override
        public MessageQueue<ChunkMessage> queue() {
            return queue;
        }

        @Override
        public long concurrentChunks() {
            return atOnce;
        }

        @Override
        public Long begin(Group group, int chunk, Instant run, Optional<Long> before) {
            return before.map(count -> 1_000 * count).orElse(0L);
        }

        @Override
        public boolean holds(Group group, int chunk, Instant run, Long before) {
            return holds;
        }

        @Override
        public Visit<UserId, Long> readPage(List<UserId> page) {
            pages.add(page);
            return this::visit;
        }

        @Override
        public Long visit(UserId user, Group group, Long sums) {
            happening.accept(user);
            visited.add(user.value());
            return sums + 1;
        }

        @Override
        public void setAside(UserId user, LoggableFailure failed) {
            aside.add(user);
        }

        @Override
        public Long read(String text) {
            return Long.valueOf(text);
        }
    }

    @BeforeEach
    void begin() {
        new Jobs(jobs, CHUNKS, clock).advance(ID, work.queue, RUN);
        assertThat(work.queue.size()).isEqualTo(CHUNKS.number());
        work.queue.takeAll();
    }

    @Test
    void visitsEachUserOfItsChunkAndNotesItsEnd() {
        list(2 * ChunkWorker.PAGE_USERS + 1);
        users.list(new UserId("of-another-chunk"), GROUP.id(), CHUNK + 1);
        users.list(new UserId("of-another-group"), new GroupId("2"), CHUNK);

        work();

        assertThat(work.visited).containsExactlyElementsOf(names(2 * ChunkWorker.PAGE_USERS + 1));
        assertThat(chunk().sums()).isEqualTo("101");
        assertThat(job().done()).containsExactly(CHUNK);
        assertThat(job().incomplete()).isEmpty();
    }

    @Test
    void preparesThoseOfAPageTogetherAndThoseWhoAreSetAsideAlone() {
        list(ChunkWorker.PAGE_USERS + 1);
        work.happening = user -> {
            if (user.value().equals("u0001")) {
                throw new PermanentFailure("a row cannot be read");
            }
        };
        work();
        assertThat(work.pages).map(List::size).containsExactly(ChunkWorker.PAGE_USERS, 1);

        work.pages.clear();
        work.happening = user -> {};
        work();
        assertThat(work.pages).isEmpty();
        assertThat(chunk().done()).isTrue();
    }

    @Test
    void endsTheJobWithTheLastChunk() {
        for (int number = 0; number < CHUNKS.number(); number++) {
            assertThat(job().ended()).isFalse();
            work(number);
        }
        assertThat(job().ended()).isTrue();
        assertThat(job().left()).isEmpty();
    }

    @Test
    void handsTheChunkOnBeforeItsTimeIsOver() {
        list(2 * ChunkWorker.PAGE_USERS);
        work.happening = user -> clock.advance(Duration.ofSeconds(2));

        work();

        assertThat(work.visited).hasSize(40);
        assertThat(chunk().after()).contains("u0039");
        assertThat(work.queue.bodies()).containsExactly(message(CHUNK).write());
        assertThat(job().done()).isEmpty();

        work();
        work();
        assertThat(work.visited).containsExactlyElementsOf(names(2 * ChunkWorker.PAGE_USERS));
        assertThat(chunk().sums()).isEqualTo("100");
    }

    @Test
    void goesOnFromItsCheckpointAndCountsNobodyTwiceAfterADeath() {
        list(3 * ChunkWorker.PAGE_USERS);
        work.happening = diesAt("u0120");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(this::work);
        assertThat(chunk().after()).contains("u0099");

        work.happening = user -> {};
        work.visited.clear();
        work();

        assertThat(work.visited).hasSize(ChunkWorker.PAGE_USERS).startsWith("u0100");
        assertThat(chunk().sums()).isEqualTo("150");
        assertThat(job().done()).containsExactly(CHUNK);
    }

    @Test
    void restsWhileAsManyEarlierChunksAsMayGoOnAtOnceAreUnderWay() {
        list(1);
        work.atOnce = 2;
        work(0);
        clock.advance(Duration.ofHours(1));
        work();
        assertThat(work.visited).isEmpty();
        assertThat(chunk().heardAt()).isEqualTo(clock.instant().plus(ChunkWorker.REST));
        assertThat(work.queue.takeAll()).isEmpty();
        clock.advance(ChunkWorker.REST);
        assertThat(work.queue.takeAll()).containsExactly(message(CHUNK).write());

        work(1);
        work();
        assertThat(work.visited).containsExactly("u0000");
        assertThat(job().done()).containsExactlyInAnyOrder(0, 1, CHUNK);
    }

    @Test
    void doesNotRestForChunksThatHaveUsersWhoAreSetAside() {
        users.list(new UserId("broken"), GROUP.id(), 0);
        list(1);
        work.atOnce = 3;
        work.happening = user -> {
            if (user.value().equals("broken")) {
                throw new PermanentFailure("a row cannot be read");
            }
        };
        work(0);
        work();
        assertThat(work.visited).containsExactly("u0000");
    }

    /** The sweep sends it again. */
    @Test
    void handsNoChunkOnThatIsNotInTurnAndHasComeToItsEnd() {
        list(1);
        work.happening = failing("a row cannot be read");
        work();
        work.atOnce = 1;
        work();
        assertThat(work.queue.size()).isZero();
        assertThat(job().incomplete()).containsExactly(CHUNK);
    }

    @Test
    void dropsAMessageOfAChunkOfWhichAnotherRests() {
        list(1);
        work.atOnce = 1;
        work();
        clock.advance(ChunkWorker.REST.dividedBy(4));
        work();
        assertThat(work.queue.size()).isEqualTo(1);
        clock.advance(ChunkWorker.REST);
        work.queue.takeAll();
        work();
        assertThat(work.queue.size()).isEqualTo(1);
    }

    /** It is the only message of the chunk. */
    @Test
    void dropsNoMessageBecauseTheWorkerBeforeHadAClockThatIsADayAhead() {
        list(1);
        work.atOnce = 1;
        clock.advance(Duration.ofDays(1));
        work();
        clock.advance(Duration.ofDays(-1).plus(ChunkWorker.REST));
        work.queue.takeAll();
        work();
        assertThat(chunk().heardAt()).isEqualTo(clock.instant().plus(ChunkWorker.REST));
    }

    /** Its message is hidden all the while, so that nobody drops it. */
    @Test
    void sendsNoChunkAgainThatRestsWhileOperatorsPauseTheJobAndLetItGoOn() {
        list(1);
        work.atOnce = 1;
        work();
        clock.advance(ChunkWorker.REST.dividedBy(4));
        jobs.pause(ID);
        jobs.resume(ID, clock.instant());
        new Jobs(jobs, CHUNKS, clock).advance(ID, work.queue, RUN);
        clock.advance(ChunkWorker.REST);
        assertThat(work.queue.takeAll()).containsOnlyOnce(message(CHUNK).write());
    }

    @Test
    void notesItsEndThoughItDiedRightBeforeThat() {
        list(2);
        work();
        assertThat(chunk().done()).isTrue();
        jobs.begin(Job.begun(ID, CHUNKS.number(), RUN.plusSeconds(1)), RUN.plusSeconds(1));
        Chunk walked = chunk();
        jobs.save(new Chunk(ID, CHUNK, RUN.plusSeconds(1), walked.after(), true, RUN, Map.of(), "2", walked.version()));
        work.visited.clear();

        worker.work(message(CHUNK), work, GROUP);

        assertThat(work.visited).isEmpty();
        assertThat(job().done()).containsExactly(CHUNK);
    }

    @Test
    void setsAsideUsersWhoCannotBeHandledAndTriesThemAgain() {
        list(ChunkWorker.PAGE_USERS + 2);
        work.happening = user -> {
            switch (user.value()) {
                case "u0001" -> throw new PermanentFailure("a row cannot be read");
                case "u0051" -> throw new IllegalStateException("a fault of the code");
                default -> {}
            }
        };

        work();

        assertThat(work.visited).hasSize(ChunkWorker.PAGE_USERS);
        assertThat(work.aside).containsExactly(new UserId("u0001"), new UserId("u0051"));
        assertThat(chunk().aside())
                .isEqualTo(Map.of(
                        "u0001", "sundown.failure.PermanentFailure: a row cannot be read",
                        "u0051", "java.lang.IllegalStateException"));
        assertThat(job().incomplete()).containsExactly(CHUNK);
        assertThat(job().done()).isEmpty();

        work.happening = user -> {};
        work.visited.clear();
        clock.advance(JobRules.SILENCE_MAX);
        assertThat(new Jobs(jobs, CHUNKS, clock).advance(ID, work.queue, RUN)).isEqualTo(CHUNKS.number());
        work();

        assertThat(work.visited).containsExactlyInAnyOrder("u0001", "u0051");
        assertThat(chunk().sums()).isEqualTo("52");
        assertThat(job().done()).containsExactly(CHUNK);
        assertThat(job().incomplete()).isEmpty();
    }

    @Test
    void keepsTheBeginningOfALongReasonAndTheLatestOfTwo() {
        list(1);
        work.happening = failing("a".repeat(200));
        work();
        assertThat(chunk().aside().get("u0000")).hasSize(100).startsWith("sundown.failure.PermanentFailure: aaa");

        work.happening = failing("something else");
        work();
        assertThat(chunk().aside()).isEqualTo(Map.of("u0000", "sundown.failure.PermanentFailure: something else"));
    }

    @Test
    void triesAgainAtOnceWhatOperatorsWantTriedAgainAndSendsNothingThatIsUnderWay() {
        list(1);
        work.happening = failing("a row cannot be read");
        work();
        Jobs all = new Jobs(jobs, CHUNKS, clock);
        assertThat(all.advance(ID, work.queue, RUN)).isZero();

        assertThat(jobs.retry(ID)).isPresent();
        assertThat(all.advance(ID, work.queue, RUN)).isEqualTo(1);
        assertThat(work.queue.bodies()).containsExactly(message(CHUNK).write());
        assertThat(all.advance(ID, work.queue, RUN)).isZero();
    }

    @Test
    void stopsWhereMoreUsersFailThanCanFailByThemselves() {
        list(3 * ChunkWorker.PAGE_USERS);
        work.happening = failing("no row can be read");

        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(this::work);

        assertThat(chunk().aside()).hasSize(Chunk.ASIDE_MAX);
        assertThat(chunk().after()).contains("u0099");
        assertThat(job().incomplete()).isEmpty();
    }

    @Test
    void triesThePageAgainWhenAPortIsBusy() {
        list(2);
        work.happening = user -> {
            throw new RetryableFailure("busy");
        };
        assertThatExceptionOfType(RetryableFailure.class).isThrownBy(this::work);
        assertThat(jobs.findChunk(ID, CHUNK)).isEmpty();
    }

    @Test
    void ofTwoWorkersTheOneThatSavesLastStops() {
        list(2 * ChunkWorker.PAGE_USERS);
        work.happening = once("u0010", this::work);

        work();

        assertThat(chunk().sums()).isEqualTo("100");
        assertThat(work.visited).hasSize(3 * ChunkWorker.PAGE_USERS);
        assertThat(job().done()).containsExactly(CHUNK);
    }

    @Test
    void aWorkerOfARunThatWasGivenUpChangesNothingOfTheNext() {
        list(2 * ChunkWorker.PAGE_USERS);
        work.happening = once("u0010", () -> {
            beginAnew();
            work();
        });

        worker.work(message(CHUNK), work, GROUP);

        assertThat(chunk().run()).isEqualTo(RUN.plusSeconds(60));
        assertThat(chunk().sums()).isEqualTo("100");
        assertThat(job().done()).containsExactly(CHUNK);
    }

    @Test
    void beginsEvenWhereAWorkerOfTheRunBeforeSavesMeanwhile() {
        list(2 * ChunkWorker.PAGE_USERS);
        ChunkMessage old = message(CHUNK);
        Chunk before = new Chunk(ID, CHUNK, RUN, Optional.empty(), false, RUN, Map.of(), "0", 0);
        beginAnew();
        work.happening = once("u0010", () -> assertThat(jobs.save(before)).isPresent());

        work();

        assertThat(chunk().run()).isEqualTo(RUN.plusSeconds(60));
        assertThat(chunk().after()).contains("u0099");
        assertThat(job().done()).containsExactly(CHUNK);

        worker.work(old, work, GROUP);
        assertThat(work.visited).hasSize(2 * ChunkWorker.PAGE_USERS + ChunkWorker.PAGE_USERS);
    }

    @Test
    void startsFromTheSumsOfTheRunBefore() {
        list(2);
        work();
        beginAnew();
        work();
        assertThat(chunk().sums()).isEqualTo("2002");
    }

    @Test
    void visitsNobodyWhereTheSumsOfAnEarlierRunHold() {
        list(2);
        work();
        work.holds = true;
        beginAnew();
        work();
        beginAnew();
        work();
        assertThat(work.visited).hasSize(2);
        assertThat(chunk().sums()).isEqualTo("2");
        assertThat(job().done()).containsExactly(CHUNK);

        work.holds = false;
        beginAnew();
        work();
        assertThat(work.visited).hasSize(4);
    }

    @Test
    void visitsAllAgainWhereSomebodyWasSetAside() {
        list(2);
        work.happening = failing("a row cannot be read");
        work();
        work.holds = true;
        work.happening = user -> {};
        beginAnew();
        work();
        assertThat(work.visited).hasSize(2);
        assertThat(job().done()).containsExactly(CHUNK);
    }

    @Test
    void dropsTheMessageOfAPausedJobAndOfAnEndedChunk() {
        list(2);
        jobs.pause(ID);
        try (LogRecords log = LogRecords.of(ChunkWorker.class)) {
            work();
            assertThat(log.lines()).containsExactly("INFO chunk visits-1#03 is not to go on");
        }
        jobs.resume(ID, clock.instant());
        work();
        work();
        assertThat(work.visited).hasSize(2);
    }

    private static Consumer<UserId> diesAt(String name) {
        return user -> {
            if (user.value().equals(name)) {
                throw new AssertionError("the worker dies");
            }
        };
    }

    private Consumer<UserId> once(String name, Runnable happening) {
        return user -> {
            if (user.value().equals(name)) {
                work.happening = other -> {};
                happening.run();
            }
        };
    }

    private void beginAnew() {
        clock.advance(Duration.ofMinutes(1));
        jobs.begin(Job.begun(ID, CHUNKS.number(), clock.instant()), clock.instant());
    }

    private void list(int count) {
        names(count).forEach(name -> users.list(new UserId(name), GROUP.id(), CHUNK));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj("u%04d"::formatted).toList();
    }

    private void work() {
        work(CHUNK);
    }

    private void work(int number) {
        worker.work(message(number), work, GROUP);
    }

    private ChunkMessage message(int number) {
        return ChunkMessage.of(job(), number, Correlation.current());
    }

    private Job job() {
        return jobs.find(ID).orElseThrow();
    }

    private Chunk chunk() {
        return jobs.findChunk(ID, CHUNK).orElseThrow();
    }

    /** Their ends are writes of one row. */
    @Test
    void beginsNoMoreThan250ChunksInASecond() {
        Jobs many = new Jobs(new InMemoryJobStore(), new GroupChunks(600), clock);
        assertThat(many.advance(ID, work.queue, RUN)).isEqualTo(600);
        assertThat(work.queue.takeAll()).hasSize(250);
        clock.advance(Duration.ofMillis(999));
        assertThat(work.queue.takeAll()).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(work.queue.takeAll()).hasSize(250);
        clock.advance(Duration.ofSeconds(1));
        assertThat(work.queue.takeAll()).hasSize(100);
    }

    private static Consumer<UserId> failing(String reason) {
        return user -> {
            throw new PermanentFailure(reason);
        };
    }
}
