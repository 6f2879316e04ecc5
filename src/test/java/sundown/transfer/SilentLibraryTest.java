package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.failure.CircuitBreaker;
import sundown.metrics.Measurements;
import sundown.metrics.Metric;
import sundown.transfer.Room.RoomCheck;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** How users' transfers meet a library that is silent, and go on after it. */
class SilentLibraryTest extends Functions {
    private static final int SEVERAL = LibraryBreaker.RULE.several();
    private static final Duration PAUSE = LibraryBreaker.RULE.pause().after(0);

    private final LibraryBreaker guard = new LibraryBreaker(breaker, LibraryBreaker.RULE, clock);

    SilentLibraryTest() {
        startWith(60);
    }

    @Test
    void opensWhenSeveralUsersInARowMeetSilenceAndReportsItOnce() {
        try (Measurements measurements = new Measurements()) {
            IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
            assertThat(breaker.find().breaker()).isInstanceOf(CircuitBreaker.Closed.class);
            assertThat(measurements.of(Metric.GOOGLE_SILENT)).isEmpty();

            runInSilence();

            assertThat(breaker.find().breaker()).isEqualTo(new CircuitBreaker.Open(0, NOW.plus(PAUSE)));
            assertThat(measurements.of(Metric.GOOGLE_SILENT)).containsExactly(1.0);
        }
    }

    @Test
    void oneUserAloneNeverOpensIt() {
        for (int count = 0; count < 3 * SEVERAL; count++) {
            put(transfer().withState(new TransferState.Running(clock.instant())));
            runInSilence();
        }

        assertThat(breaker.find().breaker()).isEqualTo(new CircuitBreaker.Closed(Set.of(USER.value()), NOW));
    }

    @Test
    void anAnswerInBetweenForgetsThoseBefore() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);

        workAll();

        assertThat(breaker.find().breaker()).isEqualTo(CircuitBreaker.Closed.CLEAR);
        assertThat(transfer().counts().done().items()).isEqualTo(60);
    }

    /** A refusal, a request to slow down, or a quota is an answer. */
    @Test
    void whatTheLibrarySaysIsNoSilence() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        Stream.of(
                        new Answer.WaitFor(Duration.ofMinutes(1)),
                        new Answer.WaitUntil(NOW.plusSeconds(60)),
                        new Answer.OutOfRoom(),
                        new Answer.ConsentGone(),
                        new Answer.Retry(),
                        new Answer.GiveUp("403"))
                .forEach(answer -> {
                    put(transfer().withState(new TransferState.Running(clock.instant())));
                    library.createWith(answer);
                    work();
                    assertThat(breaker.find().breaker()).isInstanceOf(CircuitBreaker.Closed.class);
                });
    }

    /** It draws nothing from the quota, and others can go on without an answer about their room. */
    @Test
    void aSilenceAboutTheRoomOpensNothing() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        put(transfer().with(new RoomCheck.Open()));
        scriptedAccess.roomWith(new LibraryAccess.RoomAnswer.NotKnown(Answer.Silent.NO_ANSWER));

        work();

        assertThat(breaker.find().breaker()).isInstanceOf(CircuitBreaker.Closed.class);
    }

    @Test
    void aSilenceAtTheRequestForAccessCounts() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        put(transfer().with(new RoomCheck.Settled()));
        scriptedAccess.accessWith(Answer.Silent.NO_ANSWER);

        work();

        assertThat(breaker.find().breaker()).isInstanceOf(CircuitBreaker.Open.class);
    }

    @Test
    void whileItIsOpenNobodyDrawsOrCallsAndTheUserSeesWhy() {
        open(new CircuitBreaker.Open(0, NOW.plus(PAUSE)));
        long drawn = drawn();

        work();

        assertThat(library.requests()).isEmpty();
        assertThat(scriptedAccess.asked()).isZero();
        assertThat(drawn()).isEqualTo(drawn);
        assertThat(transfer().progress().attempt()).isOne();
        assertThat(waiting().reason()).isEqualTo(WaitReason.TROUBLE);
        assertThat(waiting().wakeAt())
                .isBetween(NOW.plus(PAUSE), NOW.plus(PAUSE).plus(LibraryBreaker.SPREAD));
        assertThat(status(USER).body()).contains("we try again by ourselves");
    }

    @Test
    void atTheCloseATransferEndsThoughTheLibraryIsSilent() {
        open(new CircuitBreaker.Open(9, CLOSE.plusSeconds(60)));
        clock.moveTo(CLOSE);

        work();

        assertThat(transfer().state()).isInstanceOf(TransferState.Closed.class);
    }

    /** Five items and their creation, not an allotment for the batches of minutes. */
    @Test
    void aTrialAsksForLittle() {
        open(new CircuitBreaker.Open(0, NOW));
        put(transfer().with(new RoomCheck.Settled()));
        long drawn = drawn();

        runInSilence();

        assertThat(drawn() - drawn).isEqualTo(6);
        assertThat(library.requests()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aFailedTrialOpensItForLongerAndIsReported() {
        open(new CircuitBreaker.Open(0, NOW));
        try (Measurements measurements = new Measurements()) {
            runInSilence();

            assertThat(measurements.of(Metric.GOOGLE_SILENT)).containsExactly(1.0);
        }
        assertThat(breaker.find().breaker()).isEqualTo(new CircuitBreaker.Open(1, NOW.plus(PAUSE.multipliedBy(2))));
    }

    @Test
    void oneUserTriesWhileTheOthersWait() {
        open(new CircuitBreaker.Open(0, NOW));
        List<LibraryBreaker.Passage> others = new ArrayList<>();
        library.duringCreation(() -> others.add(guard.passage(new UserId("other"))));

        workAll();

        assertThat(others.getFirst()).isInstanceOf(LibraryBreaker.Shut.class);
        assertThat(others.getLast()).as("once the trial was answered").isInstanceOf(LibraryBreaker.Free.class);
    }

    @Test
    void anAnsweredTrialClosesItAndGoesOnInTheSameRun() {
        open(new CircuitBreaker.Open(7, NOW));

        work();

        assertThat(breaker.find().breaker()).isEqualTo(CircuitBreaker.Closed.CLEAR);
        assertThat(transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(transfer().counts().done().items()).isEqualTo(60);
    }

    /** The next user who comes tries; nobody waits for the end of the trial's time. */
    @Test
    void aTrialThatFindsNothingOutLeavesItToTheNextUser() {
        open(new CircuitBreaker.Open(2, NOW));
        put(transfer().with(new RoomCheck.Settled()));
        useUpMinute();

        work();

        assertThat(waiting().reason()).isEqualTo(WaitReason.QUOTA);
        assertThat(breaker.find().breaker()).isEqualTo(new CircuitBreaker.Open(2, NOW));
    }

    /** A worker that dies says nothing. */
    @Test
    void aTrialThatIsNotHeardOfIsLeftToAnotherInTime() {
        open(new CircuitBreaker.Open(2, NOW));
        assertThat(guard.passage(USER)).isInstanceOf(LibraryBreaker.Trial.class);

        clock.advance(LibraryBreaker.TRIAL.minusMillis(1));
        assertThat(guard.passage(new UserId("other"))).isInstanceOf(LibraryBreaker.Shut.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(guard.passage(new UserId("other"))).isInstanceOf(LibraryBreaker.Trial.class);
    }

    @Test
    void anAccidentAfterAnAnswerOfTheSameRunCountsForNothing() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        library.duringCreation(() -> library.createWith(Answer.Silent.NO_ANSWER));

        work();

        assertThat(transfer().counts().done().items()).isEqualTo(50);
        assertThat(breaker.find().breaker()).isEqualTo(CircuitBreaker.Closed.CLEAR);
    }

    /** A transfer that was set back alone may be set back again: it does not take what others could use. */
    @Test
    void drawsNothingAheadAfterASetback() {
        put(transfer().with(new RoomCheck.Settled()));
        library.createWith(new Answer.Retry());
        work();
        long drawn = drawn();
        clock.advance(Duration.ofHours(1));
        sweep();
        library.createWith(new Answer.Retry());

        work();

        assertThat(drawn() - drawn).as("the creation; the bytes have tokens").isEqualTo(1);
    }

    private void work() {
        work(transfer().message(CORRELATION).write());
    }

    private void runInSilence() {
        IntStream.range(0, 60).forEach(_ -> library.uploadWith(Answer.Silent.NO_ANSWER));
        work();
    }

    private void meetsSilence(int number) {
        UserId user = new UserId("silent-" + number);
        guard.silent(guard.passage(user), user);
    }

    private void open(CircuitBreaker.Open open) {
        breaker.save(breaker.find(), open);
    }

    private TransferState.Waiting waiting() {
        return (TransferState.Waiting) transfer().state();
    }

    private long drawn() {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneId.of("America/Los_Angeles"));
        return quotas.day(day).used();
    }
}
