package sundown.local.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sundown.local.http.Reply;
import sundown.local.http.Unanswered;
import sundown.runtime.ManualClock;

class IdempotencyKeysTest {
    private static final Parameters CHARGE = new Parameters(Map.of("charge", "ch_1"));

    private final ManualClock clock = new ManualClock(Instant.parse("2022-12-01T10:00:00Z"));
    private final IdempotencyKeys keys = new IdempotencyKeys(clock);
    private final AtomicInteger acted = new AtomicInteger();

    private Supplier<Reply> answering(int status) {
        return () -> Reply.json(status, Map.of("act", acted.incrementAndGet()));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 500})
    void theFirstAnswerIsGivenAgainForADay(int status) {
        Reply first = keys.once("key", CHARGE, answering(status));
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        Reply again = keys.once("key", CHARGE, answering(200));
        assertThat(again.status()).isEqualTo(status);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers()).containsEntry("Idempotent-Replayed", List.of("true"));
        assertThat(acted).hasValue(1);
    }

    @Test
    void afterADayTheKeyIsForgotten() {
        keys.once("key", CHARGE, answering(500));
        clock.advance(Duration.ofHours(24));
        assertThat(keys.once("key", CHARGE, answering(200)).status()).isEqualTo(200);
        assertThat(acted).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 409, 429})
    void whatWasTurnedAwayIsNotKept(int status) {
        keys.once("key", CHARGE, answering(status));
        assertThat(keys.once("key", CHARGE, answering(200)).status()).isEqualTo(200);
    }

    @Test
    void parametersThatMakeNoSenseAreNotKept() {
        keys.once("key", CHARGE, () -> StripeProblem.missing("charge").reply());
        assertThat(keys.once("key", CHARGE, answering(200)).status()).isEqualTo(200);
    }

    @Test
    void aKeyIsOfOneRequest() {
        keys.once("key", CHARGE, answering(200));
        Parameters other = new Parameters(Map.of("charge", "ch_2"));
        assertThatExceptionOfType(StripeProblem.class)
                .isThrownBy(() -> keys.once("key", other, answering(200)))
                .satisfies(problem -> assertThat(problem.reply().status()).isEqualTo(400));
    }

    @Test
    void aKeyIsInUseWhileItsRequestIsUnderWay() {
        keys.once("key", CHARGE, () -> {
            assertThatExceptionOfType(StripeProblem.class)
                    .isThrownBy(() -> keys.once("key", CHARGE, answering(200)))
                    .satisfies(problem -> assertThat(problem.reply().status()).isEqualTo(409));
            return Reply.json(200, Map.of());
        });
        assertThat(acted).hasValue(0);
    }

    @Test
    void aRequestThatBreaksOffLeavesItsKeyFree() {
        assertThatExceptionOfType(Unanswered.class)
                .isThrownBy(() -> keys.once("key", CHARGE, () -> {
                    throw Unanswered.dropped();
                }));
        assertThat(keys.once("key", CHARGE, answering(200)).status()).isEqualTo(200);
    }
}
