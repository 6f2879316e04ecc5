package sundown.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.gallery.Tally;
import sundown.receipt.Safety.Headcount;
import sundown.receipt.Safety.Standing;
import sundown.receipt.Safety.Sums;
import sundown.report.Figures.GalleryCount;
import sundown.report.ProgressReport.Day;
import sundown.report.ProgressReport.GroupProgress;
import sundown.report.ProgressReport.Remainder;
import sundown.timeline.Dates.Phase;
import sundown.timeline.Group;
import sundown.timeline.PublishedTimeline;

class ProgressRulesTest {
    private static final Group GROUP = PublishedTimeline.read().groups().getFirst();
    private static final Instant OPENING = GROUP.dates().exportsOpen();
    private static final Instant CLOSE = GROUP.dates().close();
    private static final long USERS = 1_000;

    @Test
    void aSteadyPaceGoesOnToTheClose() {
        GroupProgress progress = progress(days(0, 20), day -> 10L * day);
        assertThat(progress.pace()).hasValueSatisfying(pace -> {
            assertThat(pace.days()).isEqualTo(14);
            assertThat(pace.usersPerDay()).isCloseTo(10, within(0.001));
            assertThat(pace.bytesPerDay()).isEqualTo(1_000);
        });
        long days = Duration.between(OPENING.plus(Duration.ofDays(20)), CLOSE).toDays();
        assertThat(progress.daysToClose()).isEqualTo(days);
        assertThat(progress.remainderAtClose()).contains(new Remainder(0, 0));
    }

    @Test
    void projectsWhoWillBeLeft() {
        GroupProgress progress = progress(days(172, 180), day -> day - 100L);
        assertThat(progress.daysToClose()).isEqualTo(2);
        assertThat(progress.remainderAtClose()).contains(new Remainder(USERS - 80 - 2, 100 * (USERS - 82)));
    }

    @Test
    void looksAtTheLastFourteenDaysAlone() {
        GroupProgress progress = progress(days(0, 40), day -> day <= 26 ? 20L * day : 520 + (day - 26L));
        assertThat(progress.pace().orElseThrow().usersPerDay()).isCloseTo(1, within(0.001));
    }

    @Test
    void daysWithoutAReportDoNoHarm() {
        GroupProgress progress = progress(List.of(10, 12, 13, 20), day -> 5L * day);
        assertThat(progress.pace().orElseThrow().usersPerDay()).isCloseTo(5, within(0.001));
        assertThat(progress.pace().orElseThrow().days()).isEqualTo(10);
    }

    @Test
    void nobodyGoesBack() {
        GroupProgress progress = progress(days(10, 20), day -> 100L - day);
        assertThat(progress.pace().orElseThrow().usersPerDay()).isZero();
        assertThat(progress.remainderAtClose()).contains(new Remainder(USERS - 80, 100 * (USERS - 80)));
    }

    @Test
    void hasNoPaceBeforeASecondDayAndNoneFromTheTimeBeforeTheOpening() {
        assertThat(progress(List.of(5), day -> 7L).pace()).isEmpty();
        assertThat(progress(List.of(5), day -> 7L).remainderAtClose()).isEmpty();
        assertThat(progress(List.of(-3, -2, 0), day -> 0L).pace()).isEmpty();
        assertThat(progress(List.of(-3, 0, 1), day -> 0L).pace()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "12, true"})
    void makesAPaceOfReportsThatAreHalfADayApart(int hours, boolean pace) {
        Instant now = OPENING.plus(Duration.ofHours(24));
        Day before = day(now.minus(Duration.ofHours(hours)), 5);
        assertThat(ProgressRules.pace(List.of(before, day(now, 50)), GROUP, now).isPresent())
                .isEqualTo(pace);
    }

    @Test
    void hasNoOutlookAfterTheClose() {
        GroupProgress progress = progress(days(170, 192), day -> 10L);
        assertThat(progress.phase()).isEqualTo(Phase.CLOSED);
        assertThat(progress.daysToClose()).isEqualTo(-10);
        assertThat(progress.pace()).isEmpty();
        assertThat(progress.remainderAtClose()).isEmpty();
    }

    @Test
    void theLastReportOfADayStandsForIt() {
        Day morning = day(OPENING, 1);
        Day noon = day(OPENING.plus(Duration.ofHours(12)), 2);
        Day tomorrow = day(OPENING.plus(Duration.ofDays(1)), 3);
        assertThat(ProgressRules.history(List.of(morning, noon), tomorrow)).containsExactly(noon, tomorrow);
    }

    /** A report that was late took its figures before the one that is written already. */
    @Test
    void forgetsWhatWasReportedOfLaterDays() {
        Day today = day(OPENING, 1);
        Day tomorrow = day(OPENING.plus(Duration.ofDays(1)), 3);
        assertThat(ProgressRules.history(List.of(tomorrow), today)).containsExactly(today);
    }

    @Test
    void aReportThatIsWrittenTwiceStandsOnce() {
        Day day = day(OPENING, 1);
        assertThat(ProgressRules.history(List.of(day), day)).containsExactly(day);
    }

    @Test
    void remembersSoManyDaysAndNoMore() {
        List<Day> days = new ArrayList<>(IntStream.range(0, 400)
                .mapToObj(number -> day(OPENING.plus(Duration.ofDays(number)), 0))
                .toList());
        List<Day> history = ProgressRules.history(days, day(OPENING.plus(Duration.ofDays(400)), 0));
        assertThat(history).hasSize(ProgressRules.HISTORY_DAYS);
        assertThat(history.getLast().at()).isEqualTo(OPENING.plus(Duration.ofDays(400)));
    }

    @Test
    void whatIsSafeOfUsersWhoAreNotIsNotLeft() {
        Sums sums = new Sums(
                Map.of(
                        Standing.DOWNLOADED, new Headcount(1, new Tally(9, 90)),
                        Standing.PARTLY_SAFE, new Headcount(2, new Tally(6, 60)),
                        Standing.NOTHING_TAKEN, new Headcount(3, Tally.NONE)),
                4);
        Figures figures = new Figures(
                OPENING, new GalleryCount(OPENING, new Tally(40, 400)), sums, Map.of(), Map.of(), Map.of(), 0);
        GroupProgress progress = ProgressRules.progress(GROUP, figures, Map.of(), List.of(), OPENING);
        assertThat(progress.left()).isEqualTo(new Headcount(5, new Tally(25, 250)));
        assertThat(progress.safety()).isEqualTo(sums);
    }

    @Test
    void whatIsLeftIsNeverLessThanNothing() {
        Figures figures = new Figures(
                OPENING,
                new GalleryCount(OPENING, new Tally(5, 50)),
                new Sums(Map.of(Standing.MOVED, new Headcount(1, new Tally(9, 90))), 0),
                Map.of(),
                Map.of(),
                Map.of(),
                0);
        GroupProgress progress = ProgressRules.progress(GROUP, figures, Map.of(), List.of(), OPENING);
        assertThat(progress.left()).isEqualTo(new Headcount(0, Tally.NONE));
        assertThat(progress.galleries()).isEqualTo(new Tally(9, 90));
    }

    /** Day 0 is the one of the opening. */
    private static GroupProgress progress(List<Integer> days, IntToLongFunction taken) {
        List<Day> all = days.stream()
                .map(day -> day(OPENING.plus(Duration.ofDays(day)), taken.applyAsLong(day)))
                .toList();
        Instant now = all.getLast().at();
        return ProgressRules.progress(
                GROUP, figures(now, all.getLast().safe()), Map.of(), all.subList(0, all.size() - 1), now);
    }

    private static Figures figures(Instant now, Headcount taken) {
        return new Figures(
                now,
                new GalleryCount(OPENING, new Tally(USERS, 100 * USERS)),
                new Sums(
                        Map.of(
                                Standing.MOVED,
                                taken,
                                Standing.NOTHING_TAKEN,
                                new Headcount(USERS - taken.users(), Tally.NONE)),
                        0),
                Map.of(),
                Map.of(),
                Map.of(),
                0);
    }

    private static Day day(Instant at, long taken) {
        return new Day(at, USERS, new Headcount(taken, new Tally(taken, 100 * taken)), new Tally(USERS, 100 * USERS));
    }

    private static List<Integer> days(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
