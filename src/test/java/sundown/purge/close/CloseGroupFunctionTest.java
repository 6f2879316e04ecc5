package sundown.purge.close;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.close.Functions.CLOSE;
import static sundown.purge.close.Functions.GROUP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.ArchiveState;
import sundown.archive.Archive.ArchiveState.Ending;
import sundown.archive.ArchiveRules;
import sundown.contract.SampleArchives;
import sundown.edge.Correlation;
import sundown.edge.LogRecords;
import sundown.failure.PermanentFailure;
import sundown.job.ChunkMessage;
import sundown.job.Job;
import sundown.metrics.Measurements;
import sundown.runtime.Calls;
import sundown.runtime.Records;
import sundown.sweep.Wake.Shards;
import sundown.timeline.GroupId;
import sundown.transfer.Progress.Counts;
import sundown.transfer.Transfer;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** What runs in a shard ends at its group's close. */
class CloseGroupFunctionTest {
    private static final Instant LATER = CLOSE.plus(Duration.ofHours(9));

    @AutoClose
    private final Functions functions = new Functions();

    @Test
    void wakesTheTransfersThatRunAndWaitSoThatTheyEndNowWithTheirCounts() {
        UserId running = functions.user("running");
        UserId waiting = functions.user("waiting");
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
        UserId building = functions.user("building");
        UserId ready = functions.user("ready");
        functions.archive(building);
        functions.downloaded(ready);

        walkAndMove();

        assertThat(functions.archiveOf(building)).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
        assertThat(functions.archiveOf(ready)).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
    }

    @Test
    void endsAnArchiveThoughSomebodyWritesItsRowAtTheSameMoment() {
        UserId user = functions.user("a");
        functions.archive(user);
        functions.observe("ArchiveStore.save", call -> {
            if (call == 1) {
                functions.archives.save(functions.archives.find(user).orElseThrow());
            }
        });
        walkAndMove();
        assertThat(functions.archiveOf(user)).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
    }

    /** The plan keeps what they have, wherever the accounts list them. */
    @ParameterizedTest
    @ValueSource(strings = {"DE", "CN"})
    void leavesAloneWhatGoesByAnotherCloseOrByNone(String region) {
        UserId foreign = functions.user("foreign", region);
        functions.transfer(foreign, new TransferState.Waiting(WaitReason.ROOM, LATER));
        functions.archive(foreign);

        walkAndMove();

        assertThat(functions.transferOf(foreign).active()).isTrue();
        assertThat(functions.archiveOf(foreign).live()).isTrue();
        assertThat(functions.running()).isZero();
    }

    /** The plan lists what they have under the group. Their transfer has nobody who moves it. */
    @Test
    void endsAnArchiveOfSomebodyWithoutAnAccountByTheGroupUnderWhichItIsStored() {
        UserId here = new UserId("here");
        UserId elsewhere = new UserId("elsewhere");
        functions.transfer(here, new TransferState.Running(LATER));
        functions.archive(here);
        functions.archives.save(Records.with(
                SampleArchives.fresh(elsewhere).withState(new ArchiveState.Building(CLOSE, LATER)),
                "group",
                new GroupId("2")));

        walkAndMove();

        assertThat(functions.archiveOf(here)).isEqualTo(new ArchiveState.Ended(Ending.CLOSED, CLOSE));
        assertThat(functions.archiveOf(elsewhere).live()).isTrue();
        assertThat(functions.running()).isPositive();
    }

    @Test
    void countsTheTransfersAndArchivesThatRun() {
        functions.transfer(functions.user("moved"), new TransferState.Finished(CLOSE));
        functions.transfer(functions.user("stopped"), new TransferState.Stopped(CLOSE));
        UserId both = functions.user("both");
        functions.transfer(both, new TransferState.Running(LATER));
        functions.archive(both);
        functions.archives.save(functions
                .downloaded(functions.user("cleaned"))
                .withState(new ArchiveState.Ended(Ending.EXPIRED, CLOSE))
                .cleanedAt(Optional.empty()));

        walkAndMove();
        assertThat(functions.running())
                .as("the archive ends, and is met where it is now")
                .isEqualTo(3);

        functions.minutes(6);
        assertThat(functions.running()).as("the archive is not removed").isEqualTo(1);
    }

    @Test
    void readsNothingOfAUserWithNothingRunning() {
        UserId user = functions.user("a");
        functions.transfer(user, new TransferState.Finished(CLOSE));
        Calls calls = new Calls();
        functions.observe(calls);
        walkAndMove();
        assertThat(calls.of("TransferStore.listWaiting")).isEqualTo(8);
        assertThat(calls.of("ArchiveStore.listWaiting")).isEqualTo(2 * 8);
        assertThat(calls.of("TransferStore.find")).isZero();
        assertThat(calls.of("AccountStore.find")).isZero();
    }

    /** All of these wait for the close, and the worker hands the chunk on in the middle of a page. */
    @Test
    void endsManyThatWaitForTheSameInstantEachOnce() {
        List<UserId> users = inShard(3, 120);
        users.forEach(user -> functions.transfer(user, new TransferState.Waiting(WaitReason.CONSENT, CLOSE)));
        functions.sweep();
        functions.observe("TransferStore.find", call -> functions.clock.advance(Duration.ofSeconds(2)));
        functions.work();
        functions.sweep();
        assertThat(functions.running()).isEqualTo(120);
        functions.move();
        assertThat(users).allMatch(user -> functions.transferOf(user) instanceof TransferState.Closed);
    }

    /** It goes from one shard to another. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void meetsAnArchiveThatEndsWhileTheShardsAreListed(long call) {
        UserId user = inShard(0, 1).getFirst();
        Archive building = functions.archive(user);
        functions.observe("ArchiveStore.listWaiting", number -> {
            if (number == call) {
                functions
                        .archives
                        .find(user)
                        .map(archive -> ArchiveRules.ended(archive, Ending.DELETED, CLOSE))
                        .ifPresent(functions.archives::save);
            }
        });
        walkAndMove();
        assertThat(building.state().live()).isTrue();
        assertThat(functions.running()).isPositive();
    }

    private List<UserId> inShard(int shard, int count) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj("u%04d"::formatted)
                .filter(name -> Shards.of(name) == shard)
                .limit(count)
                .map(functions::user)
                .toList();
    }

    /** The group of the second is not known: it may be this one. */
    @Test
    void countsWhatCannotBeReadAsRunningAndGoesOn() {
        List<UserId> users = inShard(3, 4);
        users.forEach(user -> functions.transfer(user, new TransferState.Running(LATER)));
        functions.accounts.spoil(users.get(1));
        functions.observe("TransferStore.find", call -> {
            if (call == 2) {
                throw new PermanentFailure("a row cannot be read: transfer");
            }
        });
        try (LogRecords log = LogRecords.of(ClosingWork.class);
                Measurements measurements = new Measurements()) {
            walkAndMove();
            assertThat(measurements.faults()).containsExactly("ManualCloses", "ManualCloses");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("needs people"))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("ERROR user " + users.get(1) + " "),
                            line -> assertThat(line).startsWith("ERROR user " + users.get(2) + " "));
        }
        assertThat(functions.running()).isEqualTo(4);
        assertThat(users)
                .filteredOn(user -> functions.transferOf(user).active())
                .containsExactly(users.get(1), users.get(2));
    }

    @Test
    void dropsWhatIsNotOfTheLatestRunSinceTheClose() {
        UserId user = functions.user("a");
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
        UserId user = functions.user("a");
        functions.transfer(user, new TransferState.Running(LATER));
        Instant before = CLOSE.minusNanos(1);
        functions.jobs.begin(Job.begun(ClosingWork.job(GROUP), 16, before), before);
        assertThat(functions.close(message(3, before)).batchItemFailures()).isEmpty();
        assertThat(functions.job().done()).isEmpty();
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
