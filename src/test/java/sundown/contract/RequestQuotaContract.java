package sundown.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.transfer.RequestQuota;
import sundown.transfer.RequestQuota.Draw;

/** What every quota promises. */
public abstract class RequestQuotaContract {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant NOW = Instant.parse("2026-11-24T18:30:15.5Z");
    private static final Instant NEXT_MINUTE = Instant.parse("2026-11-24T18:31:00Z");

    private static final Instant NEXT_DAY = Instant.parse("2026-11-25T08:00:00Z");
    private static final UserId USER = new UserId("user-1");
    private static final UserId OTHER = new UserId("user-2");

    /** A quota of which nothing is used. */
    protected abstract RequestQuota quota(RequestQuota.Limits limits);

    @Test
    void grantsWhatTheMinuteHasAndThenNamesTheNext() {
        RequestQuota quota = quota(1_000, 10);
        assertThat(quota.draw(USER, 6, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 4, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 1, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
        assertThat(quota.draw(USER, 10, NEXT_MINUTE)).isEqualTo(granted());
        assertThat(quota.draw(USER, 1, NEXT_MINUTE)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE.plusSeconds(60)));
    }

    @Test
    void takesAllOrNothing() {
        RequestQuota quota = quota(1_000, 10);
        quota.draw(USER, 8, NOW);
        assertThat(quota.draw(USER, 3, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
        assertThat(quota.draw(USER, 2, NOW)).isEqualTo(granted());
    }

    @Test
    void carriesNothingOverFromAMinute() {
        RequestQuota quota = quota(1_000, 10);
        quota.draw(USER, 1, NOW);
        assertThat(quota.draw(USER, 10, NOW.plusSeconds(300))).isEqualTo(granted());
        assertThat(quota.draw(USER, 1, NOW.plusSeconds(300))).isInstanceOf(Draw.UsedUp.class);
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
        assertThat(quota.draw(USER, 8, now)).isEqualTo(granted());
        assertThat(quota.draw(USER, 3, now)).isEqualTo(new Draw.UsedUp(midnight));
        assertThat(quota.draw(USER, 3, midnight.minusMillis(1))).isEqualTo(new Draw.UsedUp(midnight));
        assertThat(quota.draw(USER, 2, midnight.minusMillis(1))).isEqualTo(granted());
        assertThat(quota.draw(USER, 10, midnight)).isEqualTo(granted());
    }

    @Test
    void leavesTheOthersWhatIsNotInAUsersShare() {
        RequestQuota quota = sharedQuota(100, 50, 30);
        assertThat(quota.draw(USER, 20, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 11, NOW)).isEqualTo(new Draw.ShareUsedUp(NEXT_DAY));
        assertThat(quota.draw(USER, 10, NEXT_MINUTE)).isEqualTo(granted());
        assertThat(quota.draw(USER, 1, NEXT_DAY.minusMillis(1))).isEqualTo(new Draw.ShareUsedUp(NEXT_DAY));
        assertThat(quota.draw(OTHER, 30, NEXT_MINUTE)).isEqualTo(granted());
        assertThat(quota.draw(USER, 30, NEXT_DAY)).isEqualTo(granted());
    }

    @Test
    void takesNothingFromAShareForADrawThatIsNotGranted() {
        RequestQuota quota = sharedQuota(100, 10, 30);
        quota.draw(OTHER, 8, NOW);
        for (int time = 0; time < 5; time++) {
            assertThat(quota.draw(USER, 10, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE));
        }
        assertThat(quota.draw(USER, 10, NEXT_MINUTE)).isEqualTo(granted());
    }

    @Test
    void takesNothingFromTheProjectForAUserWhoseShareIsUsedUp() {
        RequestQuota quota = sharedQuota(40, 40, 20);
        quota.draw(USER, 20, NOW);
        for (int time = 0; time < 5; time++) {
            assertThat(quota.draw(USER, 20, NOW)).isEqualTo(new Draw.ShareUsedUp(NEXT_DAY));
        }
        assertThat(quota.draw(OTHER, 20, NOW)).isEqualTo(granted());
    }

    @Test
    void neverPassesAShareInARace() throws Exception {
        RequestQuota quota = sharedQuota(1_000, 1_000, 20);
        List<Long> drawn = Race.between(16, worker -> draws(quota, NOW, 5));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
    }

    @Test
    void refusesADrawThatNoShareCouldGrant() {
        RequestQuota quota = sharedQuota(1_000, 100, 10);
        assertThatThrownBy(() -> quota.draw(USER, 11, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesADrawThatNoMinuteCouldGrant() {
        RequestQuota quota = quota(1_000, 10);
        assertThatThrownBy(() -> quota.draw(USER, 11, NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> quota.draw(USER, 0, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsAClockThatIsBehindDrawFromTheMinuteThatIsOpen() {
        RequestQuota quota = quota(1_000, 10);
        quota.draw(USER, 8, NEXT_MINUTE);
        assertThat(quota.draw(USER, 2, NOW)).isEqualTo(granted());
        assertThat(quota.draw(USER, 1, NOW)).isEqualTo(new Draw.UsedUp(NEXT_MINUTE.plusSeconds(60)));
    }

    @Test
    void isNeverPassedByManyWorkers() throws Exception {
        RequestQuota quota = quota(1_000, 20);
        List<Long> drawn = Race.between(16, worker -> draws(quota, NOW, 5));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isEqualTo(20);
    }

    @Test
    void isNeverPassedByManyWorkersWhileTheMinuteChanges() throws Exception {
        RequestQuota quota = quota(1_000, 20);
        quota.draw(USER, 20, NOW.minusSeconds(60));
        List<Long> drawn = Race.between(16, worker -> draws(quota, NOW, 3) + draws(quota, NEXT_MINUTE, 5));
        assertThat(drawn.stream().mapToLong(Long::longValue).sum()).isBetween(20L, 40L);
        assertThat(quota.draw(USER, 1, NEXT_MINUTE)).isInstanceOf(Draw.UsedUp.class);
    }

    @Test
    void isNeverPassedByManyWorkersAtTheEndOfTheDay() throws Exception {
        RequestQuota quota = quota(30, 20);
        List<Long> drawn = Race.between(16, worker -> draws(quota, NOW, 3) + draws(quota, NEXT_MINUTE, 5));
        long rest = draws(quota, NEXT_MINUTE.plusSeconds(60), 20);
        assertThat(drawn.stream().mapToLong(Long::longValue).sum() + rest).isEqualTo(30);
    }

    private RequestQuota quota(int perDay, int perMinute) {
        return quota(new RequestQuota.Limits(perDay, perMinute, 1_000_000, PACIFIC));
    }

    private RequestQuota sharedQuota(int perDay, int perMinute, int perUser) {
        return quota(new RequestQuota.Limits(perDay, perMinute, perUser, PACIFIC));
    }

    private static long draws(RequestQuota quota, Instant now, int times) {
        long granted = 0;
        for (int time = 0; time < times; time++) {
            granted += quota.draw(USER, 1, now).equals(granted()) ? 1 : 0;
        }
        return granted;
    }

    private static Draw granted() {
        return new Draw.Granted();
    }
}
