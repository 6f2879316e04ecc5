package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sundown.account.UserId;
import sundown.edge.Forwarding;
import sundown.transfer.RequestQuota.Draw;
import sundown.transfer.RequestQuota.Limits;

/** How the quota serves many users at once. */
// Forwarding calls the fronts by their names.
@SuppressWarnings({"EffectivelyPrivate", "UnusedMethod"})
class RequestQuotaTest {
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant NOON = Instant.parse("2026-11-24T20:00:00Z");
    private static final Limits DEFAULT = Limits.sharing(10_000, 600, 10, PACIFIC);
    private static final int BATCH = Batch.LIMIT + 1;

    private final Map<QuotaStore.Counter, Integer> writes = new HashMap<>();

    /** DynamoDB takes 1,000 writes of one key in a second. */
    @Test
    void writesNoRowTooOftenWhenAWholeMinuteIsDrawnInASecond() {
        Limits limits = Limits.sharing(3_000_000_000L, 3_000_000, 10, PACIFIC);
        RequestQuota quota = new RequestQuota(countingWrites(), () -> limits);
        int users = 80_000;
        long granted = IntStream.range(0, users)
                .filter(number -> quota.draw(new UserId("user-" + number), BATCH, BATCH, NOON) instanceof Draw.Granted)
                .count();
        assertThat(granted).isBetween(limits.perMinute() / BATCH * 98 / 100, limits.perMinute() / BATCH);
        assertThat(writes).hasSize(300);
        assertThat(writes.values()).allMatch(count -> count < 750);
    }

    @Test
    void hasOneCounterWhereAMinuteIsSmall() {
        assertThat(DEFAULT.counters()).isEqualTo(1);
        assertThat(Limits.sharing(10_000, 1_000_000, 10, PACIFIC).counters()).isEqualTo(1);
        assertThat(Limits.sharing(100_000_000_000L, 25_000, 10, PACIFIC).counters())
                .isEqualTo(2);
    }

    @Test
    void givesAUserAtLeastWhatOneRunDraws() {
        assertThat(Limits.sharing(1_000, 600, 1, PACIFIC).perUser()).isEqualTo(UploadPlan.MOST_REQUESTS);
        assertThat(Limits.sharing(100_000_000_150L, 600, 10, PACIFIC).perUser()).isEqualTo(10_000_000_015L);
    }

    /** Three hundred users want six times what a day has. The sweep wakes them up to a minute late. */
    @Test
    void wakesAlmostNobodyInVain() {
        Crowd crowd = new Crowd();
        IntStream.range(0, 300).forEach(number -> crowd.add("user-" + number, 4 * BATCH));
        crowd.run();
        assertThat(crowd.unserved()).isZero();
        assertThat(crowd.vain).isLessThan(crowd.wakes / 20);
        assertThat(Duration.between(NOON, crowd.now)).isLessThan(Duration.ofDays(8));
    }

    @Test
    void servesAHundredUsersBeforeALargeGalleryIsServedThrice() {
        Crowd crowd = new Crowd();
        crowd.add("large", 1_000_000);
        IntStream.range(0, 100).forEach(number -> crowd.add("user-" + number, BATCH));
        crowd.runUntilUnserved(1);
        assertThat(crowd.drawn.get(new UserId("large"))).isLessThanOrEqualTo(3 * 150);
    }

    @Test
    void takesTheLimitsThatOperatorsSetWithTheNextDraw() {
        AtomicReference<Limits> limits = new AtomicReference<>(DEFAULT);
        RequestQuota quota = new RequestQuota(new InMemoryQuotaStore(), limits::get);
        assertThat(quota.draw(new UserId("a"), 200, 200, NOON)).isEqualTo(new Draw.Granted());

        limits.set(Limits.sharing(200, 200, 100, PACIFIC));
        assertThat(quota.draw(new UserId("b"), BATCH, BATCH, NOON)).isInstanceOf(Draw.UsedUp.class);

        limits.set(Limits.sharing(1_000, 600, 100, PACIFIC));
        assertThat(quota.draw(new UserId("c"), BATCH, BATCH, NOON.plus(Duration.ofDays(1))))
                .isEqualTo(new Draw.Granted());
        assertThat(quota.draw(new UserId("d"), BATCH, BATCH, NOON.plus(Duration.ofDays(1))))
                .isEqualTo(new Draw.Granted());
    }

    /** A day that began with 300 counters has 200 requests a minute: no part of a minute is less than a batch. */
    @Test
    void drawsAWholeLowerMinuteFromADayThatBeganWithManyCounters() {
        AtomicReference<Limits> limits = new AtomicReference<>(Limits.sharing(3_000_000_000L, 3_000_000, 10, PACIFIC));
        RequestQuota quota = new RequestQuota(new InMemoryQuotaStore(), limits::get);
        assertThat(quota.draw(new UserId("first"), BATCH, BATCH, NOON)).isEqualTo(new Draw.Granted());

        limits.set(Limits.sharing(3_000_000_000L, 200, 10, PACIFIC));
        Instant next = NOON.plusSeconds(60);
        List<Draw> draws = IntStream.range(0, 50)
                .mapToObj(number -> quota.draw(new UserId("user-" + number), BATCH, BATCH, next))
                .toList();
        assertThat(draws.stream().filter(new Draw.Granted()::equals)).hasSize(200 / BATCH);
        assertThat(draws.stream().filter(Draw.UsedUp.class::isInstance)).hasSize(50 - 200 / BATCH);

        Draw.UsedUp turn = (Draw.UsedUp) draws.get(49);
        assertThat(turn.until()).isBefore(next.plus(Duration.ofMinutes(30)));
        assertThat(quota.draw(new UserId("user-49"), BATCH, BATCH, turn.until()))
                .isEqualTo(new Draw.Granted());
    }

    /** Counters that are out of use have counted some of the day. */
    @Test
    void neverPassesALowerDayWithFewerCounters() {
        AtomicReference<Limits> limits = new AtomicReference<>(Limits.sharing(40_000, 40_000, 1, PACIFIC));
        RequestQuota quota = new RequestQuota(new InMemoryQuotaStore(), limits::get);
        long before = granted(quota, "before", 500, NOON);
        limits.set(Limits.sharing(40_000, 10_000, 1, PACIFIC));
        long after = IntStream.range(1, 60)
                .mapToLong(minute -> granted(quota, "after-" + minute, 100, NOON.plusSeconds(60L * minute)))
                .sum();
        assertThat(after).isPositive();
        assertThat((before + after) * BATCH).isLessThanOrEqualTo(40_000);
    }

    private static long granted(RequestQuota quota, String name, int users, Instant now) {
        return IntStream.range(0, users)
                .filter(number -> quota.draw(new UserId(name + number), BATCH, BATCH, now) instanceof Draw.Granted)
                .count();
    }

    /** A day that others stand in line for has the counters of the limits with which it begins. */
    @Test
    void beginsADayThatOthersWaitForWithTheLimitsOfThen() {
        AtomicReference<Limits> limits = new AtomicReference<>(Limits.sharing(20_000, 20_000, 100, PACIFIC));
        RequestQuota quota = new RequestQuota(new InMemoryQuotaStore(), limits::get);
        Instant tomorrow = limits.get().nextDay(NOON);
        assertThat(granted(quota, "today", 400, NOON)).isEqualTo(2 * (10_000 / BATCH));
        assertThat(quota.draw(new UserId("waiting"), BATCH, BATCH, NOON))
                .isInstanceOfSatisfying(
                        Draw.UsedUp.class, turn -> assertThat(turn.until()).isAfter(tomorrow));

        limits.set(Limits.sharing(200, 200, 100, PACIFIC));
        assertThat(granted(quota, "tomorrow", 10, tomorrow.plus(Duration.ofHours(1))))
                .isEqualTo(200 / BATCH);
    }

    private QuotaStore countingWrites() {
        return Forwarding.to(QuotaStore.class, new InMemoryQuotaStore(), real -> new Object() {
            public QuotaStore.Count count(
                    QuotaStore.Counter counter, long requests, RequestQuota.Part part, boolean inTurn, Instant now) {
                writes.merge(counter, 1, Integer::sum);
                return real.count(counter, requests, part, inTurn, now);
            }

            public Optional<Instant> join(
                    QuotaStore.Counter counter, Duration length, Instant earliest, Instant latest) {
                if (counter.day().equals(LocalDate.ofInstant(NOON, PACIFIC))) {
                    writes.merge(counter, 1, Integer::sum);
                }
                return real.join(counter, length, earliest, latest);
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

        void add(String name, long requests) {
            UserId user = new UserId(name);
            wanted.put(user, requests);
            queue.add(new Wake(NOON.plusMillis(queue.size()), user, false));
        }

        long unserved() {
            return wanted.values().stream().filter(requests -> requests > 0).count();
        }

        void run() {
            runUntilUnserved(0);
        }

        void runUntilUnserved(int users) {
            while (unserved() > users) {
                Wake wake = queue.remove();
                now = wake.at();
                wakes += wake.running() ? 0 : 1;
                switch (quota.draw(wake.user(), BATCH, wanted.get(wake.user()), now)) {
                    case Draw.Granted _ -> granted(wake.user());
                    case Draw.UsedUp usedUp -> refused(wake, usedUp.until());
                    case Draw.ShareUsedUp usedUp -> refused(wake, usedUp.until());
                }
            }
        }

        private void granted(UserId user) {
            drawn.merge(user, (long) BATCH, Long::sum);
            if (wanted.merge(user, (long) -BATCH, Long::sum) > 0) {
                queue.add(new Wake(now.plusSeconds(10), user, true));
            }
        }

        private void refused(Wake wake, Instant until) {
            vain += wake.running() || now.isBefore(NOON.plusSeconds(1)) ? 0 : 1;
            queue.add(new Wake(until.plusSeconds(random.nextInt(60)), wake.user(), false));
        }
    }
}
