package sundown.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sundown.timeline.Dates.Phase;

class DatesTest {
    private static final Instant NOTICE = Instant.parse("2022-10-25T00:00:00Z");
    private static final Instant OPEN = Instant.parse("2022-12-01T00:00:00Z");
    private static final Instant CLOSE = Instant.parse("2023-06-01T00:00:00Z");
    private static final Instant REFUND = Instant.parse("2023-08-01T00:00:00Z");

    private final Dates dates = new Dates(NOTICE, OPEN, CLOSE, REFUND);

    @Test
    void beginsEachPhaseWithItsDate() {
        assertThat(dates.phaseAt(NOTICE)).isEqualTo(Phase.ANNOUNCED);
        assertThat(dates.phaseAt(OPEN)).isEqualTo(Phase.EXPORTS_OPEN);
        assertThat(dates.phaseAt(CLOSE)).isEqualTo(Phase.CLOSED);
    }

    @Test
    void endsEachPhaseJustBeforeTheNext() {
        assertThat(dates.phaseAt(NOTICE.minusNanos(1))).isEqualTo(Phase.RUNNING);
        assertThat(dates.phaseAt(OPEN.minusNanos(1))).isEqualTo(Phase.ANNOUNCED);
        assertThat(dates.phaseAt(CLOSE.minusNanos(1))).isEqualTo(Phase.EXPORTS_OPEN);
    }

    @Test
    void tellClientsOfTheEndSinceTheNotice() {
        assertThat(dates.headers(NOTICE.minusNanos(1))).isEmpty();
        assertThat(List.of(NOTICE, OPEN, CLOSE.plusSeconds(1)))
                .allSatisfy(now -> assertThat(dates.headers(now))
                        .containsOnly(
                                Map.entry("deprecation", "@1666656000"),
                                Map.entry("sunset", "Thu, 01 Jun 2023 00:00:00 GMT")));
    }

    @Test
    void knowTheNextPhase() {
        assertThat(dates.nextPhase(NOTICE.minusNanos(1))).contains(NOTICE);
        assertThat(dates.nextPhase(NOTICE)).contains(OPEN);
        assertThat(dates.nextPhase(OPEN)).contains(CLOSE);
        assertThat(dates.nextPhase(CLOSE)).isEmpty();
    }

    @Test
    void staysClosedForEver() {
        assertThat(dates.phaseAt(Instant.MAX)).isEqualTo(Phase.CLOSED);
    }

    @Test
    void comeInOrder() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Dates(OPEN, OPEN, CLOSE, REFUND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Dates(NOTICE, CLOSE, CLOSE, REFUND));
        assertThatIllegalArgumentException().isThrownBy(() -> new Dates(NOTICE, OPEN, CLOSE, OPEN.minusNanos(1)));
    }

    @Test
    void allowRefundsFromTheDayExportsOpen() {
        assertThat(new Dates(NOTICE, OPEN, CLOSE, OPEN).refundBy()).isEqualTo(OPEN);
    }
}
