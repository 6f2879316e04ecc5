package sundown.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sundown.failure.CircuitBreaker.Closed;
import sundown.failure.CircuitBreaker.Open;

class CircuitBreakerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final Duration SPREAD = Duration.ofMinutes(10);
    private static final CircuitBreaker.Rule RULE =
            new CircuitBreaker.Rule(3, WITHIN, new Backoff(Duration.ofMinutes(2), Duration.ofMinutes(30)));

    @Test
    void opensWhenSeveralCallersInARowGetNoAnswer() {
        CircuitBreaker two = unanswered(unanswered(Closed.CLEAR, "a", NOW), "b", NOW.plusSeconds(1));

        assertThat(two).isEqualTo(new Closed(Set.of("a", "b"), NOW));
        assertThat(two.holdsBack(NOW)).isFalse();
        assertThat(unanswered(two, "c", NOW.plusSeconds(2))).isEqualTo(new Open(0, NOW.plusSeconds(122)));
    }

    /** The photo of one user, or their account, may be what the service cannot answer for. */
    @Test
    void staysClosedHoweverOftenOneCallerGetsNoAnswer() {
        CircuitBreaker breaker = Closed.CLEAR;
        for (int count = 0; count < 100; count++) {
            breaker = unanswered(breaker, "a", NOW.plusSeconds(count));
        }

        assertThat(breaker).isEqualTo(new Closed(Set.of("a"), NOW));
    }

    @Test
    void beginsAnewWhenTheFirstIsLongAgo() {
        CircuitBreaker two = unanswered(unanswered(Closed.CLEAR, "a", NOW), "b", NOW);

        assertThat(unanswered(two, "c", NOW.plus(WITHIN))).isInstanceOf(Open.class);
        Instant later = NOW.plus(WITHIN).plusMillis(1);
        assertThat(unanswered(two, "c", later)).isEqualTo(new Closed(Set.of("c"), later));
    }

    @Test
    void holdsEverybodyBackUntilTheNextTrial() {
        CircuitBreaker open = new Open(0, NOW);

        assertThat(open.holdsBack(NOW.minusMillis(1))).isTrue();
        assertThat(open.holdsBack(NOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, PT4M", "1, PT8M", "2, PT16M", "3, PT30M", "4, PT30M", "1000, PT30M"})
    void waitsLongerAfterEachFailedTrialButNoLongerThanItMay(int failed, Duration pause) {
        assertThat(unanswered(new Open(failed, NOW), "a", NOW)).isEqualTo(new Open(failed + 1, NOW.plus(pause)));
    }

    @Test
    void spreadsThoseWhoComeAgainAndLetsAnotherComeFirstEachTime() {
        Open first = new Open(0, NOW);
        Open second = new Open(1, NOW.plus(Duration.ofMinutes(4)));

        assertThat(comeAgain(first)).allSatisfy(time -> assertThat(time).isBetween(NOW, NOW.plus(SPREAD)));
        for (int minute = 0; minute < 10; minute++) {
            Instant from = NOW.plus(Duration.ofMinutes(minute));
            assertThat(IntStream.range(0, 1_000)
                            .mapToObj(number -> first.comesAgain("user-" + number, SPREAD))
                            .filter(time -> !time.isBefore(from) && time.isBefore(from.plusSeconds(60))))
                    .hasSizeBetween(60, 140);
        }
        assertThat(earliest(first)).isNotEqualTo(earliest(second));
    }

    private static Iterable<Instant> comeAgain(Open open) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> open.comesAgain("user-" + number, SPREAD))
                .toList();
    }

    private static int earliest(Open open) {
        return IntStream.range(0, 1_000)
                .boxed()
                .min((one, other) ->
                        open.comesAgain("user-" + one, SPREAD).compareTo(open.comesAgain("user-" + other, SPREAD)))
                .orElseThrow();
    }

    private static CircuitBreaker unanswered(CircuitBreaker breaker, String caller, Instant now) {
        return breaker.unanswered(caller, RULE, now);
    }
}
