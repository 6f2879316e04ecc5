package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.transfer.QuotaStore;
import sundown.transfer.RequestQuota;
import sundown.transfer.RequestQuota.Draw;

/** What the project's quota promises over every store. */
public abstract class QuotaStoreContract {
    protected static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    protected static final Instant NOW = Instant.parse("2026-11-24T18:30:15.5Z");
    protected static final UserId USER = new UserId("user-1");
    protected static final UserId OTHER = new UserId("user-2");
    private static final Instant NEXT_MINUTE = Instant.parse("2026-11-24T18:31:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2026-11-25T08:00:00Z");
    private static final UserId THIRD = new UserId("user-3");

    /** A store in which nothing is counted; always the same one. */
    protected abstract QuotaStore store();

    @Test
    void grantsWhatTheMinuteHasAndThenNamesTheNext() {
        RequestQuota quota = quota(1_000, 10);
        assertThat(draw(quota, USER, 6, NOW)).isEqualTo(granted());
        assertThat(draw(quota, USER, 4, NOW)).isEqualTo(granted());
        assertThat(draw(quota, USER, 1, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
        assertThat(draw(quota, USER, 10, NEXT_MINUTE)).isEqualTo(granted());
        assertThat(draw(quota, USER, 1, NEXT_MINUTE)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE.plusSeconds(60)));
    }

    @Test
    void takesAllOrNothing() {
        RequestQuota quota = quota(10, 10);
        draw(quota, USER, 8, NOW);
        assertThat(draw(quota, USER, 3, NOW)).isEqualTo(new Draw.UsedUp(NEXT_DAY));
        assertThat(draw(quota, USER, 2, NOW)).isEqualTo(granted());
    }

    @Test
    void carriesNothingOverFromAMinute() {
        RequestQuota quota = quota(1_000, 10);
        draw(quota, USER, 1, NOW);
        assertThat(draw(quota, USER, 10, NOW.plusSeconds(300))).isEqualTo(granted());
        assertThat(draw(quota, USER, 1, NOW.plusSeconds(300))).isInstanceOf(Draw.UsedUp.class);
    }

    @ParameterizedTest(name = "at {0} until {1}")
    @CsvSource({
        "2026-11-24T18:30:00Z, 2026-11-25T08:00:00Z",
        "2026-07-01T06:59:59Z, 2026-07-01T07:00:00Z",
        "2026-07-01T07:00:00Z, 2026-07-02T07:00:00Z",
        "2026-03-08T09:59:00Z, 2026-03-09T07:00:00Z",
        "2026-03-08T10:00:00Z, 2026-03-09T07:00:00Z",
        "2026-11-01T07:30:00Z, 2026-11-02T08:00:00Z",
        "2026-11-01T09:30:00Z, 2026-11-02T08:00:00Z",
    })
    void namesTheNextPacificMidnightWhenTheDayIsUsedUp(Instant now, Instant midnight) {
        RequestQuota quota = quota(10, 10);
        assertThat(draw(quota, USER, 8, now)).isEqualTo(granted());
        assertThat(draw(quota, USER, 3, now)).isEqualTo(new Draw.UsedUp(midnight));
        assertThat(draw(quota, USER, 3, midnight.minusMillis(1))).isEqualTo(new Draw.UsedUp(midnight));
        assertThat(draw(quota, USER, 2, midnight.minusMillis(1))).isEqualTo(granted());
        assertThat(draw(quota, USER, 10, midnight)).isEqualTo(granted());
    }

    @Test
    void countsInSixtyFourBits() {
        RequestQuota quota = quota(5_000_000_000_000L, 5_000_000_000_000L);
        assertThat(quota.draw(USER, 3_000_000_000_000L, 3_000_000_000_000L, NOW))
                .isEqualTo(granted());
        assertThat(quota.draw(OTHER, 3_000_000_000_000L, 3_000_000_000_000L, NOW))
                .isEqualTo(new Draw.UsedUp(NEXT_DAY));
        assertThat(quota.draw(THIRD, 2_000_000_000_000L, 2_000_000_000_000L, NOW))
                .isEqualTo(granted());
    }

    @Test
    void allotsManyRequestsAtOnce() {
        RequestQuota quota = quota(100, 100);
        assertThat(quota.draw(USER, 5, 20, NOW)).isEqualTo(granted());
        assertThat(draw(quota, OTHER, 80, NOW)).isEqualTo(granted());
        assertThat(turn(draw(quota, THIRD, 1, NOW))).isEqualTo(NEXT_DAY);
        assertThat(quota.draw(USER, 5, 15, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 10, 10, NOW.plusSeconds(200))).isEqualTo(granted());
        assertThat(turn(draw(quota, USER, 1, NOW.plusSeconds(200)))).isAfter(NEXT_DAY);
    }

    /** A quarter is 150 requests: this batch, and two of 51. */
    @Test
    void allotsWholeBatchesThatAreAQuarterOfAMinuteAtMost() {
        RequestQuota quota = quota(10_000, 600);
        assertThat(quota.draw(USER, 40, 1_000, NOW)).isEqualTo(granted());
        assertThat(draw(quota, OTHER, 600 - 142, NOW)).isEqualTo(granted());
        assertThat(draw(quota, OTHER, 1, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
        assertThat(quota.draw(USER, 102, 900, NOW)).isEqualTo(granted());
    }

    @Test
    void allotsTheBatchesThatThereIsRoomForWhenTheyAreLessThanExpected() {
        RequestQuota quota = quota(10_000, 600);
        assertThat(draw(quota, OTHER, 500, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 40, 142, NOW)).isEqualTo(granted());
        assertThat(draw(quota, OTHER, 9, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 51, 102, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 1, 51, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
    }

    /** Otherwise the allotments of many that pause could be used in the same minute. */
    @Test
    void forgetsAnAllotmentThatIsOlderThanARun() {
        RequestQuota quota = quota(100, 100);
        quota.draw(USER, 5, 20, NOW);
        Instant later = NOW.plus(QuotaStore.ALLOTMENT_LIFE).plusSeconds(1);
        assertThat(draw(quota, OTHER, 75, later)).isEqualTo(granted());
        assertThat(draw(quota, USER, 6, later)).isEqualTo(new Draw.UsedUp(NEXT_DAY));
        assertThat(draw(quota, USER, 5, later)).isEqualTo(granted());
    }

    @Test
    void leavesTheOthersWhatIsNotInAUsersShare() {
        RequestQuota quota = sharedQuota(100, 50, 30);
        assertThat(draw(quota, USER, 20, NOW)).isEqualTo(granted());
        assertThat(draw(quota, USER, 11, NOW)).isEqualTo(new Draw.ShareUsedUp(NEXT_DAY));
        assertThat(draw(quota, USER, 10, NEXT_MINUTE)).isEqualTo(granted());
        assertThat(draw(quota, USER, 1, NEXT_DAY.minusMillis(1))).isEqualTo(new Draw.ShareUsedUp(NEXT_DAY));
        assertThat(draw(quota, OTHER, 30, NEXT_MINUTE)).isEqualTo(granted());
        assertThat(draw(quota, USER, 30, NEXT_DAY)).isEqualTo(granted());
    }

    @Test
    void allotsNoMoreThanAUsersShare() {
        RequestQuota quota = sharedQuota(1_000, 1_000, 30);
        assertThat(quota.draw(USER, 20, 30, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 10, 80, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 1, 70, NOW)).isEqualTo(new Draw.ShareUsedUp(NEXT_DAY));
    }

    @Test
    void takesNothingFromAShareForADrawThatIsNotGranted() {
        RequestQuota quota = sharedQuota(100, 10, 30);
        draw(quota, OTHER, 8, NOW);
        for (int time = 0; time < 5; time++) {
            assertThat(draw(quota, USER, 10, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
        }
        assertThat(draw(quota, USER, 10, NEXT_MINUTE)).isEqualTo(granted());
    }

    @Test
    void takesNothingFromTheProjectForAUserWhenTheirShareIsUsedUp() {
        RequestQuota quota = sharedQuota(40, 40, 20);
        draw(quota, USER, 20, NOW);
        for (int time = 0; time < 5; time++) {
            assertThat(draw(quota, USER, 20, NOW)).isEqualTo(new Draw.ShareUsedUp(NEXT_DAY));
        }
        assertThat(draw(quota, OTHER, 20, NOW)).isEqualTo(granted());
    }

    @Test
    void allotsToNobodyElseWhileSomebodyWaits() {
        RequestQuota quota = quota(1_000, 100);
        draw(quota, USER, 60, NOW);
        assertThat(draw(quota, OTHER, 50, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
        assertThat(draw(quota, THIRD, 40, NOW)).isInstanceOf(Draw.UsedUp.class);
        assertThat(draw(quota, USER, 1, NEXT_MINUTE)).isInstanceOf(Draw.UsedUp.class);
        assertThat(draw(quota, OTHER, 50, NEXT_MINUTE)).isEqualTo(granted());
    }

    /** The first in line draws 50 of 100 a minute; four fifths of a minute are given to a line. */
    @Test
    void givesThoseWhoWaitOneTurnAfterTheOther() {
        RequestQuota quota = quota(1_000, 100);
        draw(quota, USER, 100, NOW);
        assertThat(turn(draw(quota, OTHER, 50, NOW))).isEqualTo(NEXT_MINUTE);
        assertThat(turn(draw(quota, THIRD, 50, NOW)))
                .isBetween(NEXT_MINUTE.plusMillis(37_500), NEXT_MINUTE.plusMillis(37_600));
        assertThat(turn(draw(quota, USER, 50, NOW)))
                .isBetween(NEXT_MINUTE.plusMillis(75_000), NEXT_MINUTE.plusMillis(75_200));
    }

    @Test
    void sendsWhoHasDrawnToTheEndOfTheLine() {
        RequestQuota quota = quota(1_000, 100);
        draw(quota, USER, 100, NOW);
        Instant first = turn(draw(quota, USER, 50, NOW));
        Instant second = turn(draw(quota, OTHER, 50, NOW));
        assertThat(draw(quota, USER, 50, first)).isEqualTo(granted());
        assertThat(turn(draw(quota, USER, 50, first))).isAfter(second);
    }

    @Test
    void keepsTheTurnOfAUserWhoAsksAgain() {
        RequestQuota quota = quota(1_000, 100);
        draw(quota, OTHER, 100, NOW);
        draw(quota, THIRD, 50, NOW);
        Instant turn = turn(draw(quota, USER, 50, NOW));
        for (int time = 0; time < 5; time++) {
            assertThat(draw(quota, USER, 50, NOW.plusSeconds(time))).isEqualTo(new Draw.UsedUp(turn));
        }
        assertThat(draw(quota, USER, 50, turn)).isEqualTo(granted());
    }

    @Test
    void keepsTheTurnOfAUserWhoComesLateUntilTheNextMinute() {
        RequestQuota quota = quota(1_000, 100);
        draw(quota, THIRD, 100, NOW);
        draw(quota, USER, 100, NOW);
        Instant second = turn(draw(quota, OTHER, 50, NOW));
        draw(quota, new UserId("user-4"), 100, NOW);
        assertThat(draw(quota, USER, 100, second)).isEqualTo(granted());
        Instant later = second.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
        assertThat(draw(quota, OTHER, 50, second)).isEqualTo(new Draw.UsedUp(later));
        assertThat(draw(quota, OTHER, 50, later)).isEqualTo(granted());
    }

    /** Nobody is woken on a day on which all requests are promised to others. */
    @Test
    void makesUsersWaitForALaterDayWhereTheNextIsFull() {
        RequestQuota quota = quota(100, 50);
        draw(quota, USER, 50, NOW);
        draw(quota, USER, 50, NEXT_MINUTE);
        Instant later = NEXT_MINUTE.plusSeconds(90);
        assertThat(turn(draw(quota, OTHER, 50, later))).isEqualTo(NEXT_DAY);
        assertThat(turn(draw(quota, THIRD, 50, later))).isBetween(NEXT_DAY, NEXT_DAY.plusSeconds(80));
        assertThat(turn(draw(quota, USER, 50, later))).isEqualTo(NEXT_DAY.plus(Duration.ofDays(1)));
        assertThat(turn(draw(quota, new UserId("user-4"), 50, later))).isBefore(NEXT_DAY.plus(Duration.ofDays(2)));
        assertThat(turn(draw(quota, new UserId("user-5"), 50, later))).isEqualTo(NEXT_DAY.plus(Duration.ofDays(2)));
        assertThat(draw(quota, OTHER, 50, NEXT_DAY)).isEqualTo(granted());
    }

    @Test
    void grantsTheTurnOfALaterDay() {
        RequestQuota quota = quota(100, 50);
        draw(quota, USER, 50, NOW);
        draw(quota, USER, 50, NEXT_MINUTE);
        draw(quota, OTHER, 50, NEXT_MINUTE);
        Instant turn = turn(draw(quota, THIRD, 50, NEXT_MINUTE));
        assertThat(draw(quota, USER, 50, turn)).as("has no turn yet").isInstanceOf(Draw.UsedUp.class);
        assertThat(draw(quota, THIRD, 50, turn)).isEqualTo(granted());
    }

    @Test
    void givesWhatAnOperatorAddsToThoseWhoAsk() {
        draw(quota(10, 10), USER, 10, NOW);
        assertThat(draw(quota(10, 10), USER, 5, NEXT_MINUTE)).isEqualTo(new Draw.UsedUp(NEXT_DAY));
        assertThat(draw(quota(20, 10), USER, 5, NEXT_MINUTE)).isEqualTo(granted());
    }

    @Test
    void letsNobodyWaitForRequestsThatNobodyWaitsFor() {
        RequestQuota quota = quota(1_000, 100);
        draw(quota, USER, 100, NOW);
        draw(quota, OTHER, 50, NOW);
        assertThat(draw(quota, THIRD, 50, NEXT_MINUTE.plusSeconds(60))).isEqualTo(granted());
    }

    @Test
    void drawsFromOtherCountersWhenTheOwnIsEmpty() {
        RequestQuota quota = quota(new RequestQuota.Limits(30, 30, 30, 3, PACIFIC));
        for (int time = 0; time < 3; time++) {
            assertThat(draw(quota, USER, 10, NOW)).isEqualTo(granted());
        }
        assertThat(draw(quota, OTHER, 10, NOW)).isEqualTo(new Draw.UsedUp(NEXT_DAY));
    }

    @Test
    void givesTheWholeDayFromManyCounters() {
        RequestQuota quota = quota(new RequestQuota.Limits(14, 14, 14, 7, PACIFIC));
        long granted = IntStream.range(0, 16)
                .filter(number ->
                        draw(quota, new UserId("user-" + number), 1, NOW).equals(granted()))
                .count();
        assertThat(granted).isEqualTo(14);
    }

    /** A day's counters stay as many as they were, or the day would have more requests than the limit. */
    @Test
    void keepsTheNumberOfCountersForADay() {
        RequestQuota two = quota(new RequestQuota.Limits(10, 10, 10, 2, PACIFIC));
        RequestQuota five = quota(new RequestQuota.Limits(10, 10, 10, 5, PACIFIC));
        Set<UserId> granted = new HashSet<>();
        for (int number = 0; number < 14; number++) {
            UserId user = new UserId("user-" + number);
            RequestQuota quota = number % 2 == 0 ? two : five;
            if (draw(quota, user, 1, NOW).equals(granted())) {
                granted.add(user);
            }
        }
        assertThat(granted).hasSize(10);
        assertThat(store().counters(LocalDate.ofInstant(NEXT_DAY.plus(Duration.ofDays(9)), PACIFIC), 5))
                .as("another day")
                .isEqualTo(5);
    }

    @Test
    void opensADayToComeWithItsFirstDrawThoughItHasALine() {
        LocalDate day = LocalDate.ofInstant(NEXT_DAY, PACIFIC);
        Instant turn = NEXT_DAY.plusSeconds(60);
        Duration length = Duration.ofSeconds(10);
        assertThat(store().join(new QuotaStore.Counter(day, 0, 1), length, turn, turn.plusSeconds(60)))
                .contains(turn);
        assertThat(store().counters(day, 4)).isEqualTo(4);
        assertThat(store().counters(day, 2)).isEqualTo(4);
    }

    /** A stale message may bring a second worker. */
    @Test
    void neverPassesAShareInARace() throws Exception {
        RequestQuota quota = sharedQuota(1_000, 1_000, 20);
        List<Long> drawn = Race.between(2, worker -> draws(quota, USER, NOW, 20));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
    }

    @Test
    void refusesADrawThatNoShareCouldGrant() {
        RequestQuota quota = sharedQuota(1_000, 100, 10);
        assertThatThrownBy(() -> draw(quota, USER, 11, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesADrawThatNoCounterCouldGrant() {
        RequestQuota quota = quota(new RequestQuota.Limits(1_000, 20, 1_000, 2, PACIFIC));
        assertThatThrownBy(() -> draw(quota, USER, 11, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw(quota, USER, 0, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsAClockThatIsBehindDrawFromTheMinuteThatIsOpen() {
        RequestQuota quota = quota(1_000, 10);
        draw(quota, USER, 8, NEXT_MINUTE);
        assertThat(draw(quota, USER, 2, NOW)).isEqualTo(granted());
        assertThat(draw(quota, USER, 1, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE.plusSeconds(60)));
    }

    @Test
    void isNeverPassedByManyWorkers() throws Exception {
        RequestQuota quota = quota(1_000, 20);
        List<Long> drawn = Race.between(8, worker -> draws(quota, worker(worker), NOW, 5));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
    }

    @Test
    void isNeverPassedByManyWorkersWhileTheMinuteChanges() throws Exception {
        RequestQuota quota = quota(1_000, 20);
        List<Long> drawn = Race.between(
                8, worker -> draws(quota, worker(worker), NOW, 2) + draws(quota, worker(worker), NEXT_MINUTE, 5));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isBetween(20L, 40L);
    }

    @Test
    void isNeverPassedByManyWorkersAtTheEndOfTheDay() throws Exception {
        RequestQuota quota = quota(30, 20);
        List<Long> drawn = Race.between(8, worker -> draws(quota, worker(worker), NOW, 4));
        long rest = draws(quota, USER, NEXT_MINUTE.plus(Duration.ofHours(1)), 12);
        assertThat(drawn.stream().mapToLong(Long::longValue).sum() + rest).isEqualTo(30);
    }

    /** Everybody has a turn of their own, and no minute promises more than it has. */
    @Test
    void promisesNoTurnTwiceInARace() throws Exception {
        RequestQuota quota = quota(1_000, 20);
        draw(quota, USER, 20, NOW);
        List<Instant> turns = Race.between(16, worker -> turn(draw(quota, worker(worker), 10, NOW)));
        assertThat(turns).doesNotHaveDuplicates();
        turns.forEach(turn -> assertThat(turns.stream()
                        .filter(other -> !other.isBefore(turn) && other.isBefore(turn.plusSeconds(60)))
                        .count())
                .isLessThanOrEqualTo(2));
    }

    private static UserId worker(int number) {
        return new UserId("worker-" + number);
    }

    private RequestQuota quota(long perDay, long perMinute) {
        return quota(new RequestQuota.Limits(perDay, perMinute, Long.MAX_VALUE / 2, 1, PACIFIC));
    }

    private RequestQuota sharedQuota(long perDay, long perMinute, long perUser) {
        return quota(new RequestQuota.Limits(perDay, perMinute, perUser, 1, PACIFIC));
    }

    protected final RequestQuota quota(RequestQuota.Limits limits) {
        return new RequestQuota(store(), () -> limits);
    }

    /** A draw that expects no other. */
    protected static Draw draw(RequestQuota quota, UserId user, long requests, Instant now) {
        return quota.draw(user, requests, requests, now);
    }

    private static Instant turn(Draw draw) {
        assertThat(draw).isInstanceOf(Draw.UsedUp.class);
        return ((Draw.UsedUp) draw).until();
    }

    private static long draws(RequestQuota quota, UserId user, Instant now, int times) {
        return IntStream.range(0, times)
                .filter(time -> drawOnceUndisturbed(quota, user, now).equals(granted()))
                .count();
    }

    /** A message comes again whose worker lost a race too often. */
    private static Draw drawOnceUndisturbed(RequestQuota quota, UserId user, Instant now) {
        while (true) {
            try {
                return draw(quota, user, 1, now);
            } catch (RetryableFailure othersWereFaster) {
                Thread.onSpinWait();
            }
        }
    }

    protected static Draw granted() {
        return new Draw.Granted();
    }
}
