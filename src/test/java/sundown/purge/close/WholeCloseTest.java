package sundown.purge.close;

import static org.assertj.core.api.Assertions.assertThat;
import static sundown.purge.close.Functions.CLOSE;
import static sundown.purge.close.Functions.GROUP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.account.UserId;
import sundown.archive.Archive.ArchiveState;
import sundown.runtime.Another;
import sundown.runtime.Death;
import sundown.timeline.Dates;
import sundown.timeline.Group;
import sundown.timeline.Timeline;
import sundown.transfer.Transfer.TransferState;
import sundown.transfer.Transfer.TransferState.WaitReason;

/** A group from its close to its drain. */
@Tag("thorough")
class WholeCloseTest {
    private static final Instant LATER = CLOSE.plus(Duration.ofHours(9));

    @Test
    void isDrainedWhenNothingRunsAndNoSoonerThanEverythingCanHaveEnded() {
        try (Functions functions = group()) {
            functions.sweepAll();
            functions.work();
            functions.move();
            functions.minutes(19);
            assertThat(functions.drainedAt()).isEmpty();
            functions.minutes(10);

            assertThat(functions.drainedAt()).isPresent();
            assertEnded(functions, "a whole close");
        }
    }

    @Test
    void isNotDrainedWhileATransferCannotEnd() {
        try (Functions functions = group()) {
            functions.sweepAll();
            functions.work();
            IntStream.range(0, 60).forEach(minute -> {
                functions.clock.advance(Duration.ofMinutes(1));
                functions.sweepAll();
                functions.work();
            });
            assertThat(functions.drainedAt()).isEmpty();
            assertThat(functions.running()).isEqualTo(2);
            functions.minutes(10);
            assertThat(functions.drainedAt()).isPresent();
        }
    }

    /** What nobody removes is in the manifest; before its time workers may be at it. */
    @Test
    void waitsForTheRemovalOfAnArchiveForHalfAnHourAndThenGoesOn() {
        try (Functions functions = new Functions()) {
            UserId user = functions.user("building");
            functions.archive(user);
            functions.sweep();
            functions.work();

            minutesWithoutRemovals(functions, 46);
            assertThat(functions.drainedAt()).isEmpty();
            assertThat(functions.running()).isEqualTo(1);
            minutesWithoutRemovals(functions, 6);

            assertThat(functions.drainedAt()).isPresent();
            assertThat(functions.archives.find(user).orElseThrow().nextCleaning())
                    .isPresent();
        }
    }

    private static void minutesWithoutRemovals(Functions functions, int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            functions.clock.advance(Duration.ofMinutes(1));
            functions.sweep();
            functions.work();
        }
    }

    /** Wherever the worker dies, everything ends and everybody is counted once. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void survivesADeathAtAnyCall(boolean after) {
        long calls = Death.atEachCall(
                after, WholeCloseTest::group, Functions::observe, WholeCloseTest::begin, WholeCloseTest::drains);
        assertThat(calls).isGreaterThan(16 * 3);
    }

    /** Whoever acts meanwhile, everything ends and everybody is counted once. It takes half a minute. */
    @Tag("instruments")
    @Test
    void drainsWhateverAnotherDoes() {
        Map<String, Consumer<Functions>> acts = Map.of(
                "works on the same", functions -> functions.queue.bodies().forEach(functions::close),
                "sweeps", Functions::sweepAll,
                "saves a transfer",
                        functions -> save(functions.transfers.find(new UserId("waiting")), functions.transfers::save),
                "saves an archive",
                        functions -> save(functions.archives.find(new UserId("building")), functions.archives::save));
        long interleavings = Another.act(
                Another.Extent.SOME,
                acts,
                WholeCloseTest::group,
                Functions::observe,
                WholeCloseTest::begin,
                WholeCloseTest::drains);
        assertThat(interleavings).isGreaterThan(100);
    }

    private static <R> void save(Optional<R> row, Function<R, Optional<R>> store) {
        assertThat(row.flatMap(store)).isPresent();
    }

    private static void begin(Functions functions) {
        functions.sweep();
        functions.work();
    }

    private static void drains(Functions functions) {
        try (functions) {
            for (int minute = 0; minute < 75 && functions.drainedAt().isEmpty(); minute++) {
                functions.minutes(1);
            }
            assertThat(functions.drainedAt()).isPresent();
            assertThat(functions.queue.size()).isZero();
            assertThat(functions.queue.deadLetters()).isEmpty();
            assertEnded(functions, "after a death");
        }
    }

    @Test
    void beginsAnewWhenTheCloseIsMovedAndComesAgain() {
        try (Functions functions = group()) {
            functions.sweepAll();
            functions.minutes(40);
            assertThat(functions.drainedAt()).isPresent();

            Instant moved = CLOSE.plus(Duration.ofDays(30));
            functions.timelines.put(moved(functions.timelines.inForce(), moved));
            functions.minutes(1);
            assertThat(functions.drainedAt()).isEmpty();
            UserId late = functions.user("late");
            functions.transfer(late, new TransferState.Waiting(WaitReason.ROOM, moved));

            functions.clock.moveTo(moved);
            functions.minutes(40);
            assertThat(functions.drainedAt())
                    .hasValueSatisfying(at -> assertThat(at).isAfter(moved));
            assertThat(functions.transferOf(late)).isInstanceOf(TransferState.Closed.class);
        }
    }

    private static Timeline moved(Timeline timeline, Instant close) {
        List<Group> groups = timeline.groups().stream()
                .map(group -> group.id().equals(GROUP) ? new Group(GROUP, group.regions(), to(group, close)) : group)
                .toList();
        return new Timeline(timeline.version() + 1, timeline.exempt(), groups);
    }

    private static Dates to(Group group, Instant close) {
        Dates dates = group.dates();
        return new Dates(dates.notice(), dates.exportsOpen(), close, dates.refundBy());
    }

    private static Functions group() {
        Functions functions = new Functions();
        functions.transfer(functions.user("running"), new TransferState.Running(LATER));
        functions.transfer(functions.user("waiting"), new TransferState.Waiting(WaitReason.CONSENT, LATER));
        functions.archive(functions.user("building"));
        functions.downloaded(functions.user("downloaded"));
        return functions;
    }

    private static void assertEnded(Functions functions, String story) {
        List.of("running", "waiting")
                .forEach(name -> assertThat(functions.transferOf(new UserId(name)))
                        .as(story)
                        .isInstanceOf(TransferState.Closed.class));
        List.of("building", "downloaded")
                .forEach(name -> assertThat(functions.archiveOf(new UserId(name)))
                        .as(story)
                        .isInstanceOf(ArchiveState.Ended.class));
        assertThat(functions.archives.find(new UserId("building")).flatMap(archive -> archive.cleanAt()))
                .as(story)
                .isEqualTo(Optional.empty());
        assertThat(functions.running()).as(story).isZero();
    }
}
