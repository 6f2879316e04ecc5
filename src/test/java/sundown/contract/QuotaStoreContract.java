package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.failure.RetryableFailure;
import sundown.transfer.Answer;
import sundown.transfer.QuotaRules.Limits;
import sundown.transfer.QuotaStore;
import sundown.transfer.QuotaStore.Requests;
import sundown.transfer.QuotaStore.Share;
import sundown.transfer.RequestQuota;

/**
 * What the project's quota promises over every store. A minute of 1,000 requests flows at 750 a minute, or 80 ms for
 * each, and 250 of them can be drawn at once.
 */
public abstract class QuotaStoreContract {
    protected static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    protected static final Instant NOW = Instant.parse("2026-11-24T18:30:15.5Z");
    protected static final UserId USER = new UserId("user-1");
    protected static final UserId OTHER = new UserId("user-2");
    private static final UserId THIRD = new UserId("user-3");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Instant NEXT_DAY = Instant.parse("2026-11-25T08:00:00Z");
    private static final long MINUTE = 1_000;
    private static final long MANY = 1L << 50;

    /** A store in which nothing is reserved; always the same one. */
    protected abstract QuotaStore store();

    @Test
    void grantsAQuarterOfAMinuteAtOnceAndThenReservesATime() {
        RequestQuota quota = quota(10_000);
        assertThat(draw(quota, USER, 200, NOW)).isEmpty();
        assertThat(draw(quota, OTHER, 50, NOW)).isEmpty();
        assertThat(draw(quota, THIRD, 50, NOW)).isEqualTo(waitUntil(NOW.plusSeconds(4)));
        assertThat(draw(quota, THIRD, 50, NOW.plusSeconds(4))).isEmpty();
    }

    @Test
    void reservesOneTimeAfterTheOther() {
        RequestQuota quota = quota(10_000);
        assertThat(IntStream.range(0, 4)
                        .mapToObj(number -> draw(quota, worker(number), 250, NOW))
                        .toList())
                .containsExactly(
                        Optional.empty(),
                        waitUntil(NOW.plusSeconds(20)),
                        waitUntil(NOW.plusSeconds(40)),
                        waitUntil(NOW.plusSeconds(60)));
        assertThat(draw(quota, worker(3), 250, NOW.plusSeconds(60))).isEmpty();
        assertThat(draw(quota, worker(1), 250, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void letsNobodyWaitOnceThePromisedTimeIsOver() {
        RequestQuota quota = quota(10_000);
        draw(quota, USER, 250, NOW);
        draw(quota, OTHER, 250, NOW);
        assertThat(draw(quota, THIRD, 250, NOW.plusSeconds(39))).isPresent();
        assertThat(draw(quota, worker(1), 250, NOW.plusSeconds(70))).isEmpty();
    }

    @Test
    void keepsTheTimeOfAUserWhoAsksAgain() {
        RequestQuota quota = quota(10_000);
        draw(quota, OTHER, 250, NOW);
        Instant from = timeOf(draw(quota, USER, 100, NOW));
        QuotaStore.Reservation asked = reserved();
        for (int second = 0; second < 5; second++) {
            assertThat(draw(quota, USER, 100, NOW.plusSeconds(second))).isEqualTo(waitUntil(from));
        }
        assertThat(reserved()).isEqualTo(asked);
        assertThat(draw(quota, USER, 100, from)).isEmpty();
    }

    @Test
    void keepsATimeForAUserWhoComesLate() {
        RequestQuota quota = quota(10_000);
        draw(quota, OTHER, 250, NOW);
        Instant from = timeOf(draw(quota, USER, 100, NOW));
        draw(quota, THIRD, 250, from);
        assertThat(draw(quota, USER, 100, from.plus(QuotaStore.ALLOTMENT_LIFE))).isEmpty();
    }

    /** The lost time is no one's; the requests of the day are still the user's. */
    @Test
    void givesAnotherTimeForTheSameRequestsToAUserWhoComesTooLate() {
        RequestQuota quota = quota(10_000);
        draw(quota, OTHER, 250, NOW);
        Instant from = timeOf(draw(quota, USER, 100, NOW));
        Instant late = from.plus(QuotaStore.ALLOTMENT_LIFE).plusMillis(1);
        draw(quota, THIRD, 250, late);
        assertThat(reserved().day().used()).isEqualTo(600);
        assertThat(draw(quota, USER, 100, late)).isEqualTo(waitUntil(late.plusSeconds(8)));
        assertThat(reserved().day().used()).isEqualTo(600);
        assertThat(draw(quota, USER, 100, late.plusSeconds(8))).isEmpty();
    }

    @Test
    void reservesAllOrNothingOfADay() {
        RequestQuota quota = quota(100);
        draw(quota, USER, 80, NOW);
        assertThat(draw(quota, USER, 30, NOW)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota, OTHER, 20, NOW)).isEmpty();
        assertThat(draw(quota, USER, 30, NEXT_DAY)).isEmpty();
    }

    @ParameterizedTest(name = "at {0} until {1}")
    @CsvSource({
        "2026-11-24T18:30:00Z, 2026-11-25T08:00:00Z",
        "2026-07-01T06:57:59Z, 2026-07-01T07:00:00Z",
        "2026-07-01T07:00:00Z, 2026-07-02T07:00:00Z",
        "2026-03-08T09:59:00Z, 2026-03-09T07:00:00Z",
        "2026-03-08T10:00:00Z, 2026-03-09T07:00:00Z",
        "2026-11-01T07:30:00Z, 2026-11-02T08:00:00Z",
        "2026-11-01T09:30:00Z, 2026-11-02T08:00:00Z",
    })
    void beginsADayAtPacificMidnight(Instant now, Instant midnight) {
        RequestQuota quota = quota(100);
        assertThat(draw(quota, USER, 80, now)).isEmpty();
        assertThat(draw(quota, OTHER, 30, now)).isEqualTo(waitUntil(midnight));
        assertThat(draw(quota, THIRD, 20, midnight.minusSeconds(121))).isEmpty();
        assertThat(draw(quota, OTHER, 30, midnight.minusMillis(1))).isEqualTo(waitUntil(midnight));
        assertThat(draw(quota, OTHER, 30, midnight)).isEmpty();
    }

    /** A transfer is woken a minute late, and a minute across midnight has the requests of one minute. */
    @Test
    void allotsNothingInTheLastTwoMinutesOfADay() {
        RequestQuota quota = quota(100_000);
        Instant end = NEXT_DAY.minusSeconds(130);
        draw(quota, USER, 250, end);
        assertThat(draw(quota, OTHER, 125, end)).isEqualTo(waitUntil(end.plusSeconds(10)));
        assertThat(draw(quota, THIRD, 1, end)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota, worker(1), 1, end.plusSeconds(60))).isEqualTo(waitUntil(NEXT_DAY));
    }

    @Test
    void countsInSixtyFourBits() {
        long trillion = 1_000_000_000_000L;
        RequestQuota quota = quota(new Limits(5 * trillion, 100 * trillion, MANY, true, MANY, PACIFIC));
        assertThat(draw(quota, USER, 3 * trillion, NOW)).isEmpty();
        assertThat(draw(quota, OTHER, 3 * trillion, NOW)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota, THIRD, 2 * trillion, NOW)).isEmpty();
    }

    @Test
    void allotsManyRequestsAtOnce() {
        RequestQuota quota = quota(10_000);
        assertThat(quota.draw(USER, uploads(5), 20, NOW)).isEmpty();
        assertThat(reserved().day().used()).isEqualTo(26);
        assertThat(quota.draw(USER, new Requests(1, 20), 0, NOW.plusSeconds(200)))
                .isEmpty();
        assertThat(reserved().day().used()).isEqualTo(26);
    }

    /** A quarter of a minute is 250 requests: 40 of this batch, and four batches of 51. */
    @Test
    void allotsWholeBatchesThatAreAQuarterOfAMinuteAtMost() {
        RequestQuota quota = quota(10_000);
        assertThat(quota.draw(USER, uploads(40), 1_000, NOW)).isEmpty();
        assertThat(reserved().day().used()).isEqualTo(244);
        assertThat(quota.draw(USER, new Requests(4, 200), 0, NOW)).isEmpty();
    }

    @Test
    void allotsTheBatchesThatADayHasWhenItHasLess() {
        RequestQuota quota = quota(150);
        assertThat(quota.draw(USER, uploads(40), 1_000, NOW)).isEmpty();
        assertThat(reserved().day().used()).isEqualTo(40 + 2 * 51);
        assertThat(draw(quota, OTHER, 9, NOW)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota, OTHER, 8, NOW)).isEmpty();
    }

    /** What is left of an allotment takes time again, and no requests of the day. */
    @Test
    void allotsWhatTheLastAllotmentLacks() {
        RequestQuota quota = quota(10_000);
        quota.draw(USER, uploads(5), 20, NOW);
        Instant later = NOW.plus(QuotaStore.ALLOTMENT_LIFE).plusMillis(1);
        assertThat(draw(quota, USER, 25, later)).isEmpty();
        assertThat(reserved().day().used()).isEqualTo(26 + 5);
    }

    @Test
    void leavesTheOthersWhatIsNotInAUsersShare() {
        RequestQuota quota = sharedQuota(100, 30);
        assertThat(draw(quota, USER, 20, NOW)).isEmpty();
        assertThat(draw(quota, USER, 11, NOW)).isEqualTo(waitForShare(NEXT_DAY));
        assertThat(draw(quota, USER, 10, NOW)).isEmpty();
        assertThat(draw(quota, USER, 1, NEXT_DAY.minusMillis(1))).isEqualTo(waitForShare(NEXT_DAY));
        assertThat(draw(quota, OTHER, 30, NOW)).isEmpty();
        assertThat(draw(quota, USER, 30, NEXT_DAY)).isEmpty();
    }

    @Test
    void allotsNoMoreThanAUsersShare() {
        RequestQuota quota = sharedQuota(10_000, 120);
        assertThat(quota.draw(USER, uploads(20), 1_000, NOW)).isEmpty();
        assertThat(reserved().day().used()).isEqualTo(20 + 51);
        assertThat(draw(quota, USER, 101, NOW)).isEqualTo(waitForShare(NEXT_DAY));
    }

    @Test
    void takesNothingFromTheDayForAUserWhenTheirShareIsUsedUp() {
        RequestQuota quota = sharedQuota(40, 20);
        draw(quota, USER, 20, NOW);
        for (int time = 0; time < 5; time++) {
            assertThat(draw(quota, USER, 20, NOW)).isEqualTo(waitForShare(NEXT_DAY));
        }
        assertThat(draw(quota, OTHER, 20, NOW)).isEmpty();
    }

    /** Nobody is woken on a day that is promised to others. */
    @Test
    void reservesALaterDayWhereTheNextIsFull() {
        RequestQuota quota = quota(100);
        draw(quota, USER, 100, NOW);
        assertThat(draw(quota, OTHER, 60, NOW)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota, THIRD, 60, NOW)).isEqualTo(waitUntil(NEXT_DAY.plus(Duration.ofDays(1))));
        assertThat(draw(quota, USER, 40, NOW)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota, THIRD, 60, NOW)).isEqualTo(waitUntil(NEXT_DAY.plus(Duration.ofDays(1))));
        assertThat(draw(quota, OTHER, 60, NEXT_DAY)).isEmpty();
    }

    @Test
    void reservesNoDayLaterThanAWeek() {
        RequestQuota quota = quota(100);
        IntStream.range(0, 8).forEach(number -> draw(quota, worker(number), 100, NOW));
        assertThat(draw(quota, USER, 100, NOW)).isEqualTo(waitUntil(NEXT_DAY.plus(Duration.ofDays(7))));
        assertThat(store().share(USER, TODAY.plusDays(8))).isEqualTo(Share.NONE);
    }

    @Test
    void givesWhatAnOperatorAddsToThoseWhoAsk() {
        draw(quota(100), USER, 100, NOW);
        assertThat(draw(quota(100), USER, 50, NOW)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota(200), USER, 50, NOW)).isEmpty();
    }

    /** The user whose requests are still in the lower day keeps their time; the other finds another day. */
    @Test
    void keepsADayThatAnOperatorLowers() {
        draw(quota(400), THIRD, 250, NOW);
        Instant first = timeOf(draw(quota(400), USER, 50, NOW));
        Instant second = timeOf(draw(quota(400), OTHER, 50, NOW));
        assertThat(draw(quota(300), USER, 50, second)).isEmpty();
        assertThat(first).isBefore(second);
        assertThat(draw(quota(300), OTHER, 50, second)).isEqualTo(waitUntil(NEXT_DAY));
        assertThat(draw(quota(400), OTHER, 50, second)).isEmpty();
    }

    /** Times that were promised at the higher pace are promised again, for the same requests of the day. */
    @Test
    void keepsAMinuteThatAnOperatorLowers() {
        RequestQuota lower = quota(new Limits(10_000, MINUTE / 2, MANY, true, MANY, PACIFIC));
        draw(quota(10_000), THIRD, 250, NOW);
        Instant from = timeOf(draw(quota(10_000), USER, 100, NOW));
        long used = reserved().day().used();
        Instant again = timeOf(draw(lower, USER, 100, from));
        assertThat(again).isAfter(from);
        assertThat(reserved().day().used()).isEqualTo(used);
        assertThat(draw(lower, USER, 100, again)).isEmpty();
    }

    @Test
    void countsUploadsInTheirMinuteOnlyWhereGoogleDoes() {
        RequestQuota quota = quota(new Limits(10, MANY, MINUTE, false, 10, PACIFIC));
        assertThat(quota.draw(USER, new Requests(1, 200), 0, NOW)).isEmpty();
        assertThat(quota.draw(OTHER, new Requests(1, 100), 0, NOW)).isEqualTo(waitUntil(NOW.plusSeconds(4)));
        assertThat(reserved().day().used()).isEqualTo(2);
        Instant later = NOW.plusSeconds(60);
        assertThat(quota.draw(THIRD, new Requests(8, 0), 0, later)).isEmpty();
        assertThat(quota.draw(worker(1), new Requests(1, 0), 0, later)).isEqualTo(waitUntil(NEXT_DAY));
    }

    @Test
    void keepsAMinuteOfUploadsThatHasLessThanTheMinuteOfRequests() {
        RequestQuota quota = quota(new Limits(10_000, MANY, MINUTE, true, MANY, PACIFIC));
        assertThat(draw(quota, USER, 250, NOW)).isEmpty();
        assertThat(draw(quota, OTHER, 250, NOW)).isEqualTo(waitUntil(NOW.plusSeconds(20)));
    }

    @Test
    void refusesADrawThatNothingCouldGrant() {
        assertThatThrownBy(() -> draw(sharedQuota(1_000, 10), USER, 11, NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw(quota(10), USER, 11, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw(quota(10_000), USER, 251, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> draw(quota(10_000), USER, 0, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsAClockThatIsBehindWaitForTheTimeOfTheOthers() {
        RequestQuota quota = quota(10_000);
        draw(quota, USER, 250, NOW.plusSeconds(60));
        assertThat(draw(quota, OTHER, 250, NOW)).isEqualTo(waitUntil(NOW.plusSeconds(80)));
    }

    /** A stale message may bring a second worker. */
    @Test
    void neverPassesAShareInARace() throws Exception {
        RequestQuota quota = sharedQuota(1_000, 20);
        List<Long> drawn = Race.between(2, worker -> draws(quota, USER, NOW, 20));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
    }

    @Test
    void isNeverPassedByManyWorkers() throws Exception {
        RequestQuota quota = quota(20);
        List<Long> drawn = Race.between(8, worker -> draws(quota, worker(worker), NOW, 5));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
    }

    @Test
    void promisesNoTimeTwiceInARace() throws Exception {
        RequestQuota quota = quota(10_000);
        draw(quota, USER, 250, NOW);
        List<Instant> times = Race.between(16, worker -> timeOf(undisturbed(quota, worker(worker), 100, NOW)));
        assertThat(times)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 16)
                        .mapToObj(number -> NOW.plusSeconds(8L * number))
                        .toList());
    }

    private static UserId worker(int number) {
        return new UserId("worker-" + number);
    }

    private RequestQuota quota(long perDay) {
        return quota(new Limits(perDay, MINUTE, MANY, true, MANY, PACIFIC));
    }

    private RequestQuota sharedQuota(long perDay, long perUser) {
        return quota(new Limits(perDay, MINUTE, MANY, true, perUser, PACIFIC));
    }

    private RequestQuota quota(Limits limits) {
        return new RequestQuota(store(), () -> limits);
    }

    /** A draw with nothing ahead. */
    private static Optional<Answer.Setback> draw(RequestQuota quota, UserId user, long requests, Instant now) {
        return quota.draw(user, uploads(requests), 0, now);
    }

    private static Requests uploads(long requests) {
        return new Requests(0, requests);
    }

    /** The row of today, by a claim that cannot be made. */
    private QuotaStore.Reservation reserved() {
        return store().reserve(TODAY, new QuotaStore.Claim(1, Duration.ZERO, 0, Instant.EPOCH, Instant.EPOCH));
    }

    private static Instant timeOf(Optional<Answer.Setback> refused) {
        return ((Answer.WaitUntil) refused.orElseThrow()).time();
    }

    private static Optional<Answer.Setback> waitUntil(Instant time) {
        return Optional.of(new Answer.WaitUntil(time));
    }

    private static Optional<Answer.Setback> waitForShare(Instant time) {
        return Optional.of(new Answer.WaitForShare(time));
    }

    private static long draws(RequestQuota quota, UserId user, Instant now, int times) {
        return IntStream.range(0, times)
                .filter(time -> undisturbed(quota, user, 1, now).isEmpty())
                .count();
    }

    /** A message comes again whose worker lost a race too often. */
    private static Optional<Answer.Setback> undisturbed(RequestQuota quota, UserId user, long requests, Instant now) {
        while (true) {
            try {
                return draw(quota, user, requests, now);
            } catch (RetryableFailure othersWereFaster) {
                Thread.onSpinWait();
            }
        }
    }
}
