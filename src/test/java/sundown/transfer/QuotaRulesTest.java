package sundown.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sundown.transfer.QuotaRules.Offer;
import sundown.transfer.QuotaRules.Wish;
import sundown.transfer.QuotaStore.Counter;
import sundown.transfer.QuotaStore.Share;
import sundown.transfer.QuotaStore.Usage;
import sundown.transfer.RequestQuota.Limits;

class QuotaRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T20:00:30Z");
    private static final Instant MINUTE = Instant.parse("2026-11-24T20:00:00Z");
    private static final Limits LIMITS = new Limits(10_000, 600, 5_000, 1, ZoneOffset.UTC);
    private static final Wish WISH = new Wish(51, 51);

    @Test
    void allotsWhatTheLastAllotmentLacks() {
        Share share = new Share(10, 30, NOW, Optional.empty());

        assertThat(wish(share, NOW.plus(QuotaStore.ALLOTMENT_LIFE))).contains(new Wish(21, 71));
    }

    @Test
    void allotsAllOnceTheLastAllotmentIsOver() {
        Share share = new Share(10, 30, NOW, Optional.empty());

        assertThat(wish(share, NOW.plus(QuotaStore.ALLOTMENT_LIFE).plusNanos(1)))
                .contains(new Wish(51, 101));
    }

    private static Optional<Wish> wish(Share share, Instant now) {
        return QuotaRules.wish(share, 51, 101, LIMITS, LIMITS.part(1), now);
    }

    @Test
    void givesTheLastRequestsOfAMinute() {
        assertThat(offer(600 - 51)).isEqualTo(new Offer.Some(51));
        assertThat(offer(600 - 50)).isInstanceOf(Offer.TooFew.class);
    }

    private static Offer offer(long inMinute) {
        return QuotaRules.offer(new Usage(0, MINUTE, inMinute, MINUTE), WISH, LIMITS.part(1), false, NOW);
    }

    @Test
    void givesAPlaceForTheLastRequestsOfADay() {
        assertThat(place(10_000 - 51).map(QuotaRules.Place::earliest)).contains(MINUTE.plus(Duration.ofMinutes(1)));
        assertThat(place(10_000 - 50)).isEmpty();
    }

    private static Optional<QuotaRules.Place> place(long inDay) {
        Counter counter = new Counter(LocalDate.parse("2026-11-24"), 0, 1);
        return QuotaRules.place(counter, new Usage(inDay, MINUTE, 600, MINUTE), WISH, LIMITS, NOW);
    }
}
