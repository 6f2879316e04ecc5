package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.account.UserId;
import sundown.edge.Forwarding;
import sundown.transfer.BatchRules.UploadPlan;
import sundown.transfer.QuotaRules.Limits;
import sundown.transfer.QuotaRules.Wish;
import sundown.transfer.QuotaStore.Requests;
import sundown.transfer.QuotaStore.Share;

/** How the quota serves many users at once. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class RequestQuotaTest {
    private static final Instant NOW = Instant.parse("2026-11-24T20:00:30Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-24");
    private static final Requests BATCH = new Requests(1, 50);
    private static final Limits LIMITS = limits(600, 600, true);

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant NOON = Instant.parse("2026-11-24T20:00:00Z");
    private static final Limits DEFAULT = Limits.sharing(10_000, 600, 600, true, 10, PACIFIC);

    private final AtomicInteger writes = new AtomicInteger();

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

    /** DynamoDB takes 1,000 writes of one key in a second: 30 million requests a minute, in allotments of 510. */
    @Test
    void writesTheRowOfADayOnceForTenBatches() {
        Limits limits = Limits.sharing(30_000_000_000L, 30_000_000, 30_000_000, true, 10, PACIFIC);
        RequestQuota quota = new RequestQuota(countingWrites(), () -> limits);
        int users = 750;
        for (int number = 0; number < users * 10; number++) {
            UserId user = new UserId("user-" + number % users);
            assertThat(quota.draw(user, BATCH, 450, NOON)).isEmpty();
        }
        assertThat(writes).hasValue(users);
    }

    /** Three hundred users want six times what a day has. The sweep wakes them up to a minute late. */
    @Test
    void wakesAlmostNobodyInVain() {
        Crowd crowd = new Crowd();
        IntStream.range(0, 300).forEach(number -> crowd.add("user-" + number, 4));
        crowd.run();
        assertThat(crowd.unserved()).isZero();
        assertThat(crowd.vain).isLessThan(crowd.wakes / 20);
        assertThat(Duration.between(NOON, crowd.now)).isLessThan(Duration.ofDays(8));
    }

    @Test
    void servesAHundredUsersBeforeALargeGalleryIsServedThrice() {
        Crowd crowd = new Crowd();
        crowd.add("large", 20_000);
        IntStream.range(0, 100).forEach(number -> crowd.add("user-" + number, 1));
        crowd.runUntilUnserved(1);
        assertThat(crowd.drawn.get(new UserId("large"))).isLessThanOrEqualTo(3 * 2);
    }

    @Test
    void takesTheLimitsThatOperatorsSetWithTheNextDraw() {
        AtomicReference<Limits> limits = new AtomicReference<>(DEFAULT);
        RequestQuota quota = new RequestQuota(new InMemoryQuotaStore(), limits::get);
        assertThat(quota.draw(new UserId("a"), BATCH, 0, NOON)).isEmpty();

        limits.set(limits(200));
        assertThat(quota.draw(new UserId("b"), BATCH, 50, NOON.plusSeconds(60))).isEmpty();
        assertThat(quota.draw(new UserId("c"), BATCH, 0, NOON.plusSeconds(60))).isPresent();

        limits.set(limits(1_000));
        assertThat(quota.draw(new UserId("d"), BATCH, 50, NOON.plusSeconds(120)))
                .isEmpty();
    }

    private static Limits limits(long perDay) {
        return Limits.sharing(perDay, 600, 600, true, 100, PACIFIC);
    }

    private QuotaStore countingWrites() {
        return Forwarding.to(QuotaStore.class, new InMemoryQuotaStore(), real -> new Object() {
            public QuotaStore.Reservation reserve(LocalDate day, QuotaStore.Claim claim) {
                writes.incrementAndGet();
                return real.reserve(day, claim);
            }
        });
    }

    /** Users who draw for batch after batch, wait as they are told, and come back. */
    private static final class Crowd {
        private final RequestQuota quota = new RequestQuota(new InMemoryQuotaStore(), () -> DEFAULT);
        private final PriorityQueue<Wake> queue = new PriorityQueue<>(Comparator.comparing(Wake::at));
        private final Map<UserId, Long> wanted = new HashMap<>();
        private final Map<UserId, Long> drawn = new HashMap<>();
        private final Random random = new Random(1);
        private Instant now = NOON;
        private int wakes;
        private int vain;

        private record Wake(Instant at, UserId user, boolean running) {}

        void add(String name, long batches) {
            UserId user = new UserId(name);
            wanted.put(user, batches);
            queue.add(new Wake(NOON.plusMillis(queue.size()), user, false));
        }

        long unserved() {
            return wanted.values().stream().filter(batches -> batches > 0).count();
        }

        void run() {
            runUntilUnserved(0);
        }

        void runUntilUnserved(int users) {
            while (unserved() > users) {
                Wake wake = queue.remove();
                now = wake.at();
                wakes += wake.running() ? 0 : 1;
                long itemsAhead = (wanted.get(wake.user()) - 1) * Batch.ITEMS_MAX;
                Optional<Answer.Setback> setback = quota.draw(wake.user(), BATCH, itemsAhead, now);
                if (setback.isEmpty()) {
                    granted(wake.user());
                } else {
                    refused(wake, setback.get() instanceof Answer.WaitUntil wait ? wait.time() : nextShare(setback));
                }
            }
        }

        private static Instant nextShare(Optional<Answer.Setback> setback) {
            return ((Answer.WaitForShare) setback.orElseThrow()).time();
        }

        private void granted(UserId user) {
            drawn.merge(user, 1L, Long::sum);
            if (wanted.merge(user, -1L, Long::sum) > 0) {
                queue.add(new Wake(now.plusSeconds(10), user, true));
            }
        }

        private void refused(Wake wake, Instant until) {
            vain += wake.running() || now.isBefore(NOON.plusSeconds(1)) ? 0 : 1;
            queue.add(new Wake(until.plusSeconds(random.nextInt(60)), wake.user(), false));
        }
    }
}
