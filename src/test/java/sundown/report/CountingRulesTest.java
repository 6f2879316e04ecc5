package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.archive.Archive;
import sundown.archive.Archive.Downloads;
import sundown.contract.SampleArchives;
import sundown.contract.SampleTransfers;
import sundown.gallery.Tally;
import sundown.report.CountingRules.Step;
import sundown.timeline.Group;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;
import sundown.transfer.Transfer;
import sundown.transfer.TransferState;

class CountingRulesTest {
    private static final Timeline TIMELINE = PublishedTimeline.read();
    private static final Group GROUP = TIMELINE.groups().getFirst();
    private static final Instant OPENING = GROUP.dates().exportsOpen();
    private static final Instant CLOSE = GROUP.dates().close();
    private static final Instant MORNING = Instant.parse("2023-01-15T00:20:00Z");
    private static final UserId USER = new UserId("user");

    @Test
    void beginsTheFirstReportWithEveryShardOfEveryGroup() {
        Counting begun = begun(Optional.empty(), MORNING);
        assertThat(begun.id().value()).isEqualTo("2023-01-15");
        assertThat(begun.left()).hasSize(3 * 16);
        assertThat(begun.begun(begun.left().getFirst()).countsGalleries()).isTrue();
    }

    @Test
    void beginsTheNextDaysReportWhenTheDayHasCome() {
        Counting last = written(MORNING);
        Step atNight = next(last, Instant.parse("2023-01-15T23:59:59Z"));
        assertThat(atNight).isEqualTo(new Step.Nothing(last));
        assertThat(next(last, Instant.parse("2023-01-16T00:00:00Z")))
                .isInstanceOfSatisfying(Step.Begin.class, begin -> {
                    assertThat(begin.counting().id().value()).isEqualTo("2023-01-16");
                    assertThat(begin.inPlaceOf()).contains(last.id());
                });
    }

    @Test
    void givesAnOperatorAnotherReportOfTheDay() {
        Counting last = written(MORNING);
        assertThat(CountingRules.next(Optional.of(last), TIMELINE, true, MORNING.plusSeconds(60)))
                .isInstanceOfSatisfying(
                        Step.Begin.class,
                        begin -> assertThat(begin.counting().id().value()).isEqualTo("2023-01-15-2"));
    }

    @Test
    void waitsForOneThatIsHeardOfAlsoPastMidnight() {
        Instant heard = Instant.parse("2023-01-15T23:30:00Z");
        Counting underWay = at(MORNING, heard, Map.of(), false);
        Instant pastMidnight = Instant.parse("2023-01-16T00:20:00Z");
        assertThat(next(underWay, pastMidnight)).isEqualTo(new Step.Wait(underWay));
        assertThat(CountingRules.next(Optional.of(underWay), TIMELINE, true, pastMidnight))
                .isEqualTo(new Step.Wait(underWay));
    }

    @Test
    void sendsAgainWhatFellSilentAnHourAgo() {
        Counting silent = at(MORNING, MORNING, Map.of(), false);
        assertThat(next(silent, MORNING.plus(Duration.ofHours(1)).minusNanos(1)))
                .isEqualTo(new Step.Wait(silent));
        assertThat(next(silent, MORNING.plus(Duration.ofHours(1)))).isEqualTo(new Step.SendAgain(silent));
    }

    @Test
    void givesUpYesterdaysThatFellSilent() {
        Counting silent = at(MORNING, MORNING, Map.of(), false);
        assertThat(next(silent, MORNING.plus(Duration.ofDays(1))))
                .isInstanceOfSatisfying(
                        Step.Begin.class,
                        begin -> assertThat(begin.counting().id().value()).isEqualTo("2023-01-16"));
    }

    @Test
    void countsGalleriesOnceBeforeTheOpeningAndOnceAfter() {
        GalleryCount before = galleries(OPENING.minusSeconds(1));
        assertThat(CountingRules.stillHold(before, GROUP, OPENING.minusNanos(1)))
                .isTrue();
        assertThat(CountingRules.stillHold(before, GROUP, OPENING)).isFalse();
        assertThat(CountingRules.stillHold(galleries(OPENING), GROUP, CLOSE.plus(Duration.ofDays(365))))
                .isTrue();
    }

    @Test
    void knowsTheGalleriesOfYesterdayEvenOfAShardThatWasNotIn() {
        Shard in = new Shard(GROUP.id(), 1);
        Shard out = new Shard(GROUP.id(), 2);
        Counting last = new Counting(
                ReportId.on(MORNING),
                MORNING,
                MORNING,
                List.of(GROUP.id()),
                Map.of(out, galleries(OPENING)),
                Map.of(in, figures(OPENING)),
                false);
        Counting begun = begun(Optional.of(last), MORNING.plus(Duration.ofDays(1)));
        assertThat(begun.known()).isEqualTo(Map.of(in, galleries(OPENING), out, galleries(OPENING)));
        assertThat(begun.begun(in).countsGalleries()).isFalse();
        assertThat(begun.begun(in).galleries()).isEqualTo(galleries(OPENING));
    }

    @Test
    void countsTheGalleriesAnewThatWereCountedBeforeTheOpening() {
        Shard shard = new Shard(GROUP.id(), 1);
        Instant before = OPENING.minusSeconds(1);
        Counting last = new Counting(
                ReportId.on(before),
                before,
                before,
                List.of(GROUP.id()),
                Map.of(),
                Map.of(shard, figures(before)),
                true);
        Counting begun = begun(Optional.of(last), MORNING.plus(Duration.ofDays(1)));
        assertThat(begun.known()).isEmpty();
        assertThat(begun.begun(shard).countsGalleries()).isTrue();
    }

    @Test
    void countsAGroupNoMoreADayAfterItsClose() {
        Instant early = CLOSE.plus(CountingRules.SETTLED).minusNanos(1);
        assertThat(CountingRules.settled(figures(early), GROUP)).isFalse();
        Counting last = at(early.plusNanos(1), early, all(figures(early.plusNanos(1))), true);
        Counting begun = begun(Optional.of(last), CLOSE.plus(Duration.ofDays(3)));
        assertThat(begun.left())
                .extracting(Shard::group)
                .doesNotContain(GROUP.id())
                .isNotEmpty();
        assertThat(begun.counted()).hasSize(16);
    }

    @Test
    void sendsOneMessageWhenNothingIsLeftToCountSoThatTheReportIsWritten() {
        Counting full = at(MORNING, MORNING, all(figures(MORNING)), false);
        assertThat(full.left()).isEmpty();
        assertThat(full.toSend()).hasSize(1);
    }

    @Test
    void aUserStandsWhereHisRowsSay() {
        Optional<Transfer> moving = Optional.of(SampleTransfers.halfWay(USER));
        Optional<Transfer> moved = moving.map(transfer -> transfer.in(new TransferState.Finished(MORNING)));
        Optional<Archive> downloaded = Optional.of(SampleArchives.ready(USER));
        Optional<Archive> ready = downloaded.map(archive -> archive.with(Downloads.NONE));

        assertThat(CountingRules.standing(Optional.empty(), Optional.empty())).isEqualTo(Standing.NEITHER);
        assertThat(CountingRules.standing(moving, ready)).isEqualTo(Standing.NEITHER);
        assertThat(CountingRules.standing(moved, ready)).isEqualTo(Standing.MOVED);
        assertThat(CountingRules.standing(moving, downloaded)).isEqualTo(Standing.DOWNLOADED);
        assertThat(CountingRules.standing(moved, downloaded)).isEqualTo(Standing.BOTH);
    }

    @Test
    void takesWithHimWhatHisGalleryHeldWhenHeBegan() {
        Optional<Transfer> moving = Optional.of(SampleTransfers.halfWay(USER));
        Optional<Transfer> moved = moving.map(transfer -> transfer.in(new TransferState.Finished(MORNING)));
        Tally gallery = new Tally(10_000, 40_000_000_000L);
        assertThat(CountingRules.taken(moving, Optional.empty())).isEqualTo(Tally.NONE);
        assertThat(CountingRules.taken(moved, Optional.empty())).isEqualTo(gallery);
        assertThat(CountingRules.taken(moved, Optional.of(SampleArchives.ready(USER))))
                .isEqualTo(gallery);
    }

    private static Step next(Counting last, Instant now) {
        return CountingRules.next(Optional.of(last), TIMELINE, false, now);
    }

    private static Counting begun(Optional<Counting> last, Instant now) {
        return ((Step.Begin) CountingRules.next(last, TIMELINE, false, now)).counting();
    }

    private static Counting written(Instant begunAt) {
        return at(begunAt, begunAt, Map.of(), true);
    }

    private static Counting at(Instant begunAt, Instant heardAt, Map<Shard, Figures> counted, boolean composed) {
        return new Counting(ReportId.on(begunAt), begunAt, heardAt, List.of(GROUP.id()), Map.of(), counted, composed);
    }

    private static Map<Shard, Figures> all(Figures figures) {
        return Shard.of(GROUP.id()).stream().collect(Collectors.toMap(shard -> shard, shard -> figures));
    }

    private static Figures figures(Instant at) {
        return Figures.none(at, galleries(at));
    }

    private static GalleryCount galleries(Instant at) {
        return new GalleryCount(at, new Tally(3, 30));
    }
}
