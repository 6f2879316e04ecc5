package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.gallery.Tally;
import sundown.job.Job;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Standing;
import sundown.receipt.Safety.Sums;
import sundown.report.CountingRules.ReportStep;
import sundown.report.CountingStore.Counting;
import sundown.report.Figures.GalleryCount;
import sundown.report.ReportFiles.ReportId;
import sundown.timeline.Group;
import sundown.timeline.PublishedTimeline;
import sundown.timeline.Timeline;

class CountingRulesTest {
    private static final Timeline TIMELINE = PublishedTimeline.read();
    private static final Group GROUP = TIMELINE.groups().getFirst();
    private static final Instant OPENING = GROUP.dates().exportsOpen();
    private static final Instant CLOSE = GROUP.dates().close();
    private static final Instant MORNING = Instant.parse("2023-01-15T00:20:00Z");

    @Test
    void beginsTheFirstReportWithEveryGroup() {
        assertThat(CountingRules.next(Optional.empty(), TIMELINE, false, MORNING))
                .isEqualTo(new ReportStep.Begin(
                        new Counting(
                                new ReportId("2023-01-15"),
                                MORNING,
                                TIMELINE.groups().stream().map(Group::id).toList(),
                                false),
                        Optional.empty()));
    }

    @Test
    void beginsNoReportBeforeATimelineIsPublished() {
        for (boolean onDemand : List.of(false, true)) {
            assertThat(CountingRules.next(Optional.empty(), Timeline.NOT_ANNOUNCED, onDemand, MORNING))
                    .isEqualTo(new ReportStep.NotAnnounced());
        }
    }

    @Test
    void beginsTheNextDaysReportWhenTheDayHasCome() {
        Counting last = written(MORNING);
        ReportStep atNight = next(last, Instant.parse("2023-01-15T23:59:59Z"));
        assertThat(atNight).isEqualTo(new ReportStep.Nothing(last));
        assertThat(next(last, Instant.parse("2023-01-16T00:00:00Z")))
                .isInstanceOfSatisfying(ReportStep.Begin.class, begin -> {
                    assertThat(begin.counting().id().value()).isEqualTo("2023-01-16");
                    assertThat(begin.inPlaceOf()).contains(last.id());
                });
    }

    @Test
    void givesAnOperatorAnotherReportOfTheDay() {
        Counting last = written(MORNING);
        assertThat(CountingRules.next(Optional.of(last), TIMELINE, true, MORNING.plusSeconds(60)))
                .isInstanceOfSatisfying(
                        ReportStep.Begin.class,
                        begin -> assertThat(begin.counting().id().value()).isEqualTo("2023-01-15-2"));
    }

    @Test
    void goesOnPastMidnightForADayAtMost() {
        Counting underWay = at(MORNING, false);
        Instant late = MORNING.plus(CountingRules.COUNTING_MAX).minusNanos(1);
        for (boolean onDemand : List.of(false, true)) {
            assertThat(CountingRules.next(Optional.of(underWay), TIMELINE, onDemand, late))
                    .isEqualTo(new ReportStep.GoOn(underWay));
        }
        assertThat(next(underWay, MORNING.plus(CountingRules.COUNTING_MAX)))
                .isInstanceOfSatisfying(
                        ReportStep.Begin.class,
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
    void countsALargeChunkOnceInSevenDays() {
        for (int chunk = 0; chunk < 20; chunk++) {
            Figures counted = figures(500, MORNING);
            int number = chunk;
            assertThat(IntStream.rangeClosed(1, 7)
                            .filter(day -> !holds(counted, number, MORNING.plus(Duration.ofDays(day))))
                            .findFirst())
                    .hasValue(7 - (int) (ChronoUnit.DAYS.between(Instant.EPOCH, MORNING) + chunk) % 7);
        }
        assertThat(holds(figures(500, MORNING), 0, MORNING.plus(Duration.ofDays(7))))
                .isFalse();
    }

    @Test
    void countsASmallChunkEveryDay() {
        assertThat(IntStream.range(0, 7).filter(chunk -> holds(figures(499, MORNING), chunk, MORNING)))
                .isEmpty();
    }

    @Test
    void countsEveryChunkEveryDayInTheTwoWeeksBeforeTheCloseAndAfterIt() {
        Instant rush = CLOSE.minus(Duration.ofDays(14));
        Figures justBefore = figures(500, rush.minusNanos(2));
        assertThat(holds(justBefore, 3, rush.minusNanos(1))).isTrue();
        assertThat(holds(justBefore, 3, rush)).isFalse();
        assertThat(holds(figures(500, CLOSE), 3, CLOSE.plus(CountingRules.SETTLING_TIME)))
                .isFalse();
    }

    @Test
    void countsALargeChunkAgainWhenExportsHaveOpened() {
        Figures before = figures(500, OPENING.minusNanos(2));
        assertThat(holds(before, 3, OPENING.minusNanos(1))).isTrue();
        assertThat(holds(before, 3, OPENING)).isFalse();
    }

    @Test
    void aGroupIsCountedWhenAJobThatBeganWithTheReportHasEnded() {
        Counting counting = at(MORNING, false);
        Set<Integer> all = Set.of(0, 1);
        assertThat(counted(counting, Optional.empty())).isFalse();
        assertThat(counted(counting, job(MORNING, Set.of(0), Set.of()))).isFalse();
        assertThat(counted(counting, job(MORNING.minusNanos(1), all, Set.of()))).isFalse();
        assertThat(counted(counting, job(MORNING, all, Set.of()))).isTrue();
        assertThat(counted(counting, job(MORNING, Set.of(0), Set.of(1)))).isTrue();
    }

    @Test
    void aGroupIsCountedNoMoreADayAfterItsClose() {
        Instant settled = CLOSE.plus(CountingRules.SETTLING_TIME);
        Counting later = at(settled.plus(Duration.ofDays(30)), false);
        Set<Integer> all = Set.of(0, 1);
        assertThat(counted(later, job(settled, all, Set.of()))).isTrue();
        assertThat(counted(later, job(settled, Set.of(0), Set.of()))).isFalse();
        assertThat(counted(later, job(settled.minusNanos(1), all, Set.of()))).isFalse();
        assertThat(CountingRules.counted(job(settled, all, Set.of()), later, Optional.empty()))
                .isFalse();
    }

    private static ReportStep next(Counting last, Instant now) {
        return CountingRules.next(Optional.of(last), TIMELINE, false, now);
    }

    private static Counting written(Instant begunAt) {
        return at(begunAt, true);
    }

    private static Counting at(Instant begunAt, boolean composed) {
        return new Counting(ReportId.on(begunAt), begunAt, List.of(GROUP.id()), composed);
    }

    private static boolean counted(Counting counting, Optional<Job> job) {
        return CountingRules.counted(job, counting, Optional.of(GROUP));
    }

    private static Optional<Job> job(Instant run, Set<Integer> done, Set<Integer> incomplete) {
        return Optional.of(new Job(Counting.job(GROUP.id()), run, 2, run, done, incomplete, false, Optional.empty()));
    }

    private static boolean holds(Figures before, int chunk, Instant now) {
        return CountingRules.holds(before, GROUP, chunk, now);
    }

    private static Figures figures(long users, Instant at) {
        return new Figures(
                at,
                galleries(at),
                new Sums(Map.of(Standing.NOTHING_TAKEN, new Headcount(users, Tally.NONE)), 0),
                Map.of(),
                Map.of(),
                Map.of(),
                0);
    }

    private static GalleryCount galleries(Instant at) {
        return new GalleryCount(at, new Tally(3, 30));
    }
}
