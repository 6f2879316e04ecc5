package sundown.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.closing.Functions.CLOSE;
import static sundown.closing.Functions.GROUP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.ArchiveState;
import sundown.archive.ArchiveState.Ending;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.failure.PermanentFailure;
import sundown.failure.RetryableFailure;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.runtime.Calls;
import sundown.template.CountedWords;
import sundown.transfer.Counts;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;
import sundown.transfer.WaitReason;

/** A shard is walked at its group's close. */
class CloseGroupFunctionTest {
    private static final Instant LATER = CLOSE.plus(Duration.ofHours(9));

    @AutoClose
    private final Functions functions = new Functions();

    @Test
    void wakesTheTransfersThatRunAndWaitSoThatTheyEndNowWithTheirCounts() {
        UserId running = functions.user("running", 3);
        UserId waiting = functions.user("waiting", 4);
        Counts counts =
                functions.transfer(running, new TransferState.Running(LATER)).counts();
        functions.transfer(waiting, new TransferState.Waiting(WaitReason.CONSENT, LATER));

        walkAndMove();

        assertThat(functions.transferOf(running)).isEqualTo(new TransferState.Closed(CLOSE));
        assertThat(functions.transferOf(waiting)).isEqualTo(new TransferState.Closed(CLOSE));
        Transfer ended = functions.transfers.find(running).orElseThrow();
        assertThat(ended.counts()).isEqualTo(counts);
        assertThat(ended.grant()).isEmpty();
    }

    @Test
    void endsAnArchiveThatIsBeingBuiltOrReady() {
        UserId building = functions.user("building", 3);
        UserId ready = functions.user("ready", 3);
        functions.archive(building);
        functions.downloaded(ready);

        walkAndMove();

        assertThat(functions.archiveOf(building)).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
        assertThat(functions.archiveOf(ready)).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
    }

    @Test
    void endsAnArchiveInWhoseRowSomebodyWritesAtTheSameMoment() {
        UserId user = functions.user("a", 3);
        functions.archive(user);
        functions.observe("ArchiveStore.save", call -> {
            if (call == 1) {
                functions.archives.save(functions.archives.find(user).orElseThrow());
            }
        });
        walkAndMove();
        assertThat(functions.archiveOf(user)).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
    }

    @Test
    void leavesAloneWhatGoesByAnotherClose() {
        UserId moved = functions.user("moved-to-germany", 3, "DE");
        functions.transfer(moved, new TransferState.Waiting(WaitReason.ROOM, LATER));
        functions.archive(moved);

        walkAndMove();

        assertThat(functions.transferOf(moved).active()).isTrue();
        assertThat(functions.archiveOf(moved).live()).isTrue();
        assertThat(functions.closing().census().running()).isEqualTo(1);
    }

    @Test
    void countsEveryUserOnceByWhatHeHasTakenOut() {
        functions.transfer(functions.user("moved", 0), new TransferState.Finished(CLOSE));
        UserId both = functions.user("both", 1);
        functions.transfer(both, new TransferState.Finished(CLOSE));
        endedLongAgo(both);
        endedLongAgo(functions.user("downloaded", 2));
        functions.user("neither", 3);
        functions.transfer(functions.user("stopped", 3), new TransferState.Stopped(CLOSE));
        functions.transfer(functions.user("running", 15), new TransferState.Running(LATER));

        walkAndMove();

        assertThat(functions.closing().census()).isEqualTo(new Census(1, 1, 1, 2, 1));
    }

    private void endedLongAgo(UserId user) {
        functions.archives.save(
                functions.downloaded(user).in(new ArchiveState.Ended(Ending.EXPIRED, CLOSE.minusSeconds(9))));
    }

    @Test
    void writesNothingOfSomebodyWithNothingRunning() {
        UserId user = functions.user("a", 3);
        functions.transfer(user, new TransferState.Finished(CLOSE));
        Calls calls = new Calls();
        functions.observe(calls);
        walkAndMove();
        assertThat(calls.of("TransferStore.find")).isEqualTo(1);
        assertThat(calls.of("ArchiveStore.save")).isZero();
        assertThat(calls.of("NextBatchQueue.send")).isZero();
        assertThat(calls.of("AccountStore.find")).isZero();
    }

    @Test
    void countsNobodyTwiceWhereItHandsItselfOn() {
        IntStream.range(0, 100).forEach(number -> functions.user("u%03d".formatted(number), 3));
        functions.sweep();
        functions.observe("TransferStore.find", call -> functions.clock.advance(Duration.ofSeconds(2)));
        functions.work();
        assertThat(functions.census(3)).isEqualTo(new Census(0, 0, 0, 100, 0));
    }

    @Test
    void countsSomebodyWhoCannotBeReadAsRunningAndGoesOn() {
        List.of("a", "b", "c").forEach(name -> functions.user(name, 3));
        functions.observe("TransferStore.find", call -> {
            if (call == 2) {
                throw new PermanentFailure("a row cannot be read: transfer");
            }
        });
        try (LogRecords log = LogRecords.of(ClosingWork.class)) {
            walkAndMove();
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.startsWith("ERROR user b ") && line.contains(CountedWords.of("CloseGroupManual")));
        }
        assertThat(functions.closing().census()).isEqualTo(new Census(0, 0, 0, 2, 1));
    }

    @Test
    void givesItsMessageBackWhenAStoreDoesNotAnswer() {
        functions.user("a", 3);
        functions.sweep();
        functions.observe("ArchiveStore.find", call -> {
            throw new RetryableFailure("busy");
        });
        assertThat(functions.close(message(3, CLOSE)).batchItemFailures()).hasSize(1);
        assertThat(functions.job().done()).isEmpty();
    }

    @Test
    void dropsWhatIsNotOfTheLatestRunSinceTheClose() {
        UserId user = functions.user("a", 3);
        functions.transfer(user, new TransferState.Running(LATER));
        assertThat(functions.close(message(3, CLOSE)).batchItemFailures()).isEmpty();
        functions.sweep();
        functions.clock.advance(Duration.ofNanos(-1));
        assertThat(functions.close(message(3, CLOSE)).batchItemFailures()).isEmpty();
        functions.clock.advance(Duration.ofNanos(1));
        assertThat(functions.close(message(3, LATER)).batchItemFailures()).isEmpty();

        functions.move();
        assertThat(functions.transferOf(user).active()).isTrue();
    }

    @Test
    void dropsARunThatBeganBeforeTheCloseThatTheGroupHasNow() {
        UserId user = functions.user("a", 3);
        functions.transfer(user, new TransferState.Running(LATER));
        Instant before = CLOSE.minusNanos(1);
        functions.jobs.begin(Job.begun(ClosingWork.job(GROUP), 16, before), before);
        assertThat(functions.close(message(3, before)).batchItemFailures()).isEmpty();
        assertThat(functions.job().done()).isEmpty();
    }

    @Test
    void dropsAMessageOfVersion1() {
        functions.sweep();
        String walk = """
                {"group": "1", "shard": 3, "begunAt": "%s", "census": {}, "correlationId": "sweep-1"}
                """.formatted(CLOSE);
        assertThat(functions.close(walk).batchItemFailures()).isEmpty();
        assertThat(functions.job().done()).isEmpty();
    }

    @Test
    void givesAMessageBackThatCannotBeRead() {
        assertThat(functions.close("{}").batchItemFailures()).hasSize(1);
    }

    private static String message(int chunk, Instant run) {
        return new ChunkMessage(ClosingWork.job(GROUP), run, chunk, new Correlation("sweep-1")).write();
    }

    /** The sweep looks once more, and adds up what was found. */
    private void walkAndMove() {
        functions.sweep();
        functions.work();
        functions.sweep();
        functions.move();
    }
}
