package sundown.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
class LongSilenceTest {
    /** Of a day's quota, in percent. */
    private static final long MOST_DRAWN = 10;

    /** A pause before a trial, and the time in which all look again. */
    private static final Duration SOON = Duration.ofMinutes(45);

    /** An alarm rings once in twelve hours, whatever the number of users. */
    private static final int MOST_REPORTS = 35;

    @Test
    void costsLittleOfTheQuotaAndAllGoOnSoon() {
        LongSilence.Figures figures = LongSilence.usual().run();

        assertThat(figures.unfinished()).as("transfers under way").isGreaterThan(LongSilence.USERS / 2);
        assertThat(figures.drawn()).isLessThan(LongSilence.PER_DAY * MOST_DRAWN / 100);
        assertThat(figures.allMove())
                .hasValueSatisfying(time -> assertThat(time).isLessThan(SOON));
        assertThat(figures.allEnd()).hasValueSatisfying(time -> assertThat(time).isLessThan(SOON.multipliedBy(2)));
        assertThat(figures.reports()).isBetween(10, MOST_REPORTS);
    }

    @Test
    void findsABreakerThatNeverOpens() {
        LongSilence.Figures figures = LongSilence.breakerNeverOpens().run();

        assertThat(figures.drawn()).isGreaterThan(LongSilence.PER_DAY * MOST_DRAWN / 100);
        assertThat(figures.allMove())
                .hasValueSatisfying(time -> assertThat(time).isGreaterThan(SOON));
    }

    @Test
    void findsABreakerThatNeverCloses() {
        assertThat(LongSilence.breakerNeverCloses().run().allMove().filter(time -> time.compareTo(SOON) < 0))
                .isEmpty();
    }
}
