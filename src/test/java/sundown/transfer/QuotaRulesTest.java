package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.transfer.BatchRules.UploadPlan;
import sundown.transfer.QuotaRules.Limits;
import sundown.transfer.QuotaRules.Wish;
import sundown.transfer.QuotaStore.Requests;
import sundown.transfer.QuotaStore.Share;

class QuotaRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T20:00:30Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Requests BATCH = new Requests(1, 50);
    private static final Limits LIMITS = limits(600, 600, true);

    private static Limits limits(long perMinute, long uploadsPerMinute, boolean uploadsCount) {
        return new Limits(10_000, perMinute, uploadsPerMinute, uploadsCount, 5_000, ZoneOffset.UTC);
    }

    /** A quarter of 600 is 150. */
    @ParameterizedTest
    @CsvSource({"0, 50", "49, 99", "50, 100", "51, 101", "1000, 100"})
    void allotsWholeBatchesWithinAQuarterOfAMinute(long itemsAhead, long uploads) {
        assertThat(allotment(itemsAhead, 5_000).map(Requests::uploads)).contains(uploads);
    }

    @Test
    void allotsABatchOfManyLargeItemsThoughItIsMoreThanAQuarter() {
        Requests large = new Requests(1, 114);
        assertThat(QuotaRules.allotment(new Wish(large, 500), Share.NONE, 5_000, limits(200, 200, true)))
                .contains(large);
    }

    @ParameterizedTest
    @CsvSource({"101, 50", "102, 100", "51, 50"})
    void allotsNoMoreThanThereIs(long requests, long uploads) {
        assertThat(allotment(1_000, requests).map(Requests::uploads)).contains(uploads);
        assertThat(allotment(1_000, 50)).isEmpty();
    }

    private static Optional<Requests> allotment(long itemsAhead, long requests) {
        return QuotaRules.allotment(new Wish(BATCH, itemsAhead), Share.NONE, requests, LIMITS);
    }

    /** 450 flow in a minute. */
    @Test
    void takesTheTimeOfTheBudgetThatHasLess() {
        assertThat(length(LIMITS)).isEqualTo(Duration.ofMillis(6_800));
        assertThat(length(limits(1_200, 600, true))).isBetween(Duration.ofMillis(6_666), Duration.ofMillis(6_667));
        assertThat(length(limits(600, 600, false))).isBetween(Duration.ofMillis(6_666), Duration.ofMillis(6_667));
        assertThat(length(limits(600, 6_000, false))).isBetween(Duration.ofMillis(666), Duration.ofMillis(667));
    }

    private static Duration length(Limits limits) {
        return QuotaRules.claim(TODAY, BATCH, Share.NONE, limits, NOW).length();
    }

    @Test
    void refusesAMinuteThatABatchMayPass() {
        assertThatThrownBy(() -> limits(115, 600, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits(600, 115, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesAUserAtLeastTheRequestsOfOneRun() {
        assertThat(Limits.sharing(1_000, 600, 600, true, 1, ZoneOffset.UTC).perUser())
                .isEqualTo(UploadPlan.REQUESTS_MAX);
        assertThat(Limits.sharing(100_000_000_150L, 600, 600, true, 10, ZoneOffset.UTC)
                        .perUser())
                .isEqualTo(10_000_000_015L);
    }

    /** With the least limits that operators can set, and with large ones. */
    @ParameterizedTest
    @CsvSource({"200", "459", "600", "10000", "30000000"})
    void keepsEveryMinute(long perMinute) {
        Limits limits = limits(perMinute, perMinute, true);
        Requests allotment = QuotaRules.allotment(new Wish(new Requests(1, 114), 450), Share.NONE, 5_000, limits)
                .orElseThrow();
        QuotaStore.Claim claim = QuotaRules.claim(TODAY, allotment, Share.NONE, limits, NOW);
        QuotaStore.Day day = QuotaStore.Day.NONE;
        long inMinute = 0;
        while (true) {
            Instant promised = day.promised().isBefore(NOW) ? NOW : day.promised();
            day = new QuotaStore.Day(day.used() + claim.requests(), promised.plus(claim.length()));
            Instant from = QuotaRules.allotted(Share.NONE, allotment, claim, day, limits)
                    .from();
            if (!from.isBefore(NOW.plusSeconds(60))) {
                break;
            }
            inMinute += claim.requests();
        }
        assertThat(inMinute).isBetween(perMinute / 2, perMinute);
    }
}
