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
import sundown.transfer.TransferState.WaitReason;

/** How users' transfers meet a library that is silent, and go on after it. */
class SilentLibraryTest {
    private static final int SEVERAL = LibraryBreaker.RULE.several();
    private static final Duration PAUSE = LibraryBreaker.RULE.pause().after(0);

    private final Functions functions = new Functions();

    SilentLibraryTest() {
        functions.startWith(60);
    }

    @Test
    void opensWhenSeveralUsersInARowMeetSilenceAndReportsItOnce() {
        try (Measurements measurements = new Measurements()) {
            IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
            assertThat(functions.breaker.find().breaker()).isInstanceOf(CircuitBreaker.Closed.class);
            assertThat(measurements.of(Metric.GOOGLE_SILENT)).isEmpty();

            runInSilence();

            assertThat(functions.breaker.find().breaker()).isEqualTo(new CircuitBreaker.Open(0, Given.NOW.plus(PAUSE)));
            assertThat(measurements.of(Metric.GOOGLE_SILENT)).containsExactly(1.0);
        }
    }

    @Test
    void oneUserAloneNeverOpensIt() {
        for (int count = 0; count < 3 * SEVERAL; count++) {
            functions.put(functions.transfer().withState(new TransferState.Running(functions.clock.instant())));
            runInSilence();
        }

        assertThat(functions.breaker.find().breaker())
                .isEqualTo(new CircuitBreaker.Closed(Set.of(Given.USER.value()), Given.NOW));
    }

    @Test
    void anAnswerInBetweenForgetsThoseBefore() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);

        functions.workAll();

        assertThat(functions.breaker.find().breaker()).isEqualTo(CircuitBreaker.Closed.CLEAR);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
    }

    /** A refusal, a request to slow down, or a quota is an answer. */
    @Test
    void whatTheLibrarySaysIsNoSilence() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        Stream.of(
                        new Answer.WaitFor(Duration.ofMinutes(1)),
                        new Answer.WaitUntil(Given.NOW.plusSeconds(60)),
                        new Answer.OutOfRoom(),
                        new Answer.ConsentGone(),
                        new Answer.Retry(),
                        new Answer.GiveUp("403"))
                .forEach(answer -> {
                    functions.put(functions.transfer().withState(new TransferState.Running(functions.clock.instant())));
                    functions.library.createWith(answer);
                    work();
                    assertThat(functions.breaker.find().breaker()).isInstanceOf(CircuitBreaker.Closed.class);
                });
    }

    /** It draws nothing from the quota, and others can go on without an answer about their room. */
    @Test
    void aSilenceAboutTheRoomOpensNothing() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        functions.put(functions.transfer().with(new RoomCheck.Open()));
        functions.scriptedAccess.roomWith(new LibraryAccess.RoomAnswer.NotKnown(Answer.Silent.NO_ANSWER));

        work();

        assertThat(functions.breaker.find().breaker()).isInstanceOf(CircuitBreaker.Closed.class);
    }

    @Test
    void aSilenceAtTheRequestForAccessCounts() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        functions.put(functions.transfer().with(new RoomCheck.Settled()));
        functions.scriptedAccess.accessWith(Answer.Silent.NO_ANSWER);

        work();

        assertThat(functions.breaker.find().breaker()).isInstanceOf(CircuitBreaker.Open.class);
    }

    @Test
    void whileItIsOpenNobodyDrawsOrCallsAndTheUserSeesWhy() {
        open(new CircuitBreaker.Open(0, Given.NOW.plus(PAUSE)));
        long drawn = drawn();

        work();

        assertThat(functions.library.requests()).isEmpty();
        assertThat(functions.scriptedAccess.asked()).isZero();
        assertThat(drawn()).isEqualTo(drawn);
        assertThat(functions.transfer().progress().attempt()).isOne();
        assertThat(waiting().reason()).isEqualTo(WaitReason.TROUBLE);
        assertThat(waiting().wakeAt())
                .isBetween(Given.NOW.plus(PAUSE), Given.NOW.plus(PAUSE).plus(LibraryBreaker.SPREAD));
        assertThat(functions.status(Given.USER).body()).contains("we try again by ourselves");
    }

    @Test
    void atTheCloseATransferEndsThoughTheLibraryIsSilent() {
        open(new CircuitBreaker.Open(9, Given.CLOSE.plusSeconds(60)));
        functions.clock.moveTo(Given.CLOSE);

        work();

        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Closed.class);
    }

    /** Five items and their creation, not an allotment for the batches of minutes. */
    @Test
    void aTrialAsksForLittle() {
        open(new CircuitBreaker.Open(0, Given.NOW));
        functions.put(functions.transfer().with(new RoomCheck.Settled()));
        long drawn = drawn();

        runInSilence();

        assertThat(drawn() - drawn).isEqualTo(6);
        assertThat(functions.library.requests()).hasSizeLessThanOrEqualTo(6);
    }

    @Test
    void aFailedTrialOpensItForLongerAndIsReported() {
        open(new CircuitBreaker.Open(0, Given.NOW));
        try (Measurements measurements = new Measurements()) {
            runInSilence();

            assertThat(measurements.of(Metric.GOOGLE_SILENT)).containsExactly(1.0);
        }
        assertThat(functions.breaker.find().breaker())
                .isEqualTo(new CircuitBreaker.Open(1, Given.NOW.plus(PAUSE.multipliedBy(2))));
    }

    @Test
    void oneUserTriesWhileTheOthersWait() {
        open(new CircuitBreaker.Open(0, Given.NOW));
        List<LibraryBreaker.Passage> others = new ArrayList<>();
        LibraryBreaker breaker = new LibraryBreaker(functions.breaker, LibraryBreaker.RULE, functions.clock);
        functions.library.duringCreation(() -> others.add(breaker.passage(new UserId("other"))));

        functions.workAll();

        assertThat(others.getFirst()).isInstanceOf(LibraryBreaker.Shut.class);
        assertThat(others.getLast()).as("once the trial was answered").isInstanceOf(LibraryBreaker.Free.class);
    }

    @Test
    void anAnsweredTrialClosesItAndGoesOnInTheSameRun() {
        open(new CircuitBreaker.Open(7, Given.NOW));

        work();

        assertThat(functions.breaker.find().breaker()).isEqualTo(CircuitBreaker.Closed.CLEAR);
        assertThat(functions.transfer().state()).isInstanceOf(TransferState.Finished.class);
        assertThat(functions.transfer().counts().done().items()).isEqualTo(60);
    }

    /** The next user who comes tries; nobody waits for the end of the trial's time. */
    @Test
    void aTrialThatFindsNothingOutLeavesItToTheNextUser() {
        open(new CircuitBreaker.Open(2, Given.NOW));
        functions.put(functions.transfer().with(new RoomCheck.Settled()));
        functions.useUpMinute();

        work();

        assertThat(waiting().reason()).isEqualTo(WaitReason.QUOTA);
        assertThat(functions.breaker.find().breaker()).isEqualTo(new CircuitBreaker.Open(2, Given.NOW));
    }

    /** A worker that dies says nothing. */
    @Test
    void aTrialThatIsNotHeardOfIsLeftToAnotherInTime() {
        open(new CircuitBreaker.Open(2, Given.NOW));
        LibraryBreaker breaker = new LibraryBreaker(functions.breaker, LibraryBreaker.RULE, functions.clock);
        assertThat(breaker.passage(Given.USER)).isInstanceOf(LibraryBreaker.Trial.class);

        functions.clock.advance(LibraryBreaker.TRIAL.minusMillis(1));
        assertThat(breaker.passage(new UserId("other"))).isInstanceOf(LibraryBreaker.Shut.class);
        functions.clock.advance(Duration.ofMillis(1));
        assertThat(breaker.passage(new UserId("other"))).isInstanceOf(LibraryBreaker.Trial.class);
    }

    @Test
    void anAccidentAfterAnAnswerOfTheSameRunCountsForNothing() {
        IntStream.range(1, SEVERAL).forEach(this::meetsSilence);
        functions.library.duringCreation(() -> functions.library.createWith(Answer.Silent.NO_ANSWER));

        work();

        assertThat(functions.transfer().counts().done().items()).isEqualTo(50);
        assertThat(functions.breaker.find().breaker()).isEqualTo(CircuitBreaker.Closed.CLEAR);
    }

    /** A transfer that was set back alone may be set back again: it does not take what others could use. */
    @Test
    void drawsNothingAheadAfterASetback() {
        functions.put(functions.transfer().with(new RoomCheck.Settled()));
        functions.library.createWith(new Answer.Retry());
        work();
        long drawn = drawn();
        functions.clock.advance(Duration.ofHours(1));
        functions.sweep();
        functions.library.createWith(new Answer.Retry());

        work();

        assertThat(drawn() - drawn).as("the creation; the bytes have tokens").isEqualTo(1);
    }

    private void work() {
        functions.work(functions.transfer().message(Given.CORRELATION).write());
    }

    private void runInSilence() {
        IntStream.range(0, 60).forEach(_ -> functions.library.uploadWith(Answer.Silent.NO_ANSWER));
        work();
    }

    private void meetsSilence(int number) {
        LibraryBreaker breaker = new LibraryBreaker(functions.breaker, LibraryBreaker.RULE, functions.clock);
        UserId user = new UserId("silent-" + number);
        breaker.silent(breaker.passage(user), user);
    }

    private void open(CircuitBreaker.Open open) {
        functions.breaker.save(functions.breaker.find(), open);
    }

    private TransferState.Waiting waiting() {
        return (TransferState.Waiting) functions.transfer().state();
    }

    private long drawn() {
        LocalDate day = LocalDate.ofInstant(functions.clock.instant(), ZoneId.of("America/Los_Angeles"));
        return functions.quotas.day(day).used();
    }
}
