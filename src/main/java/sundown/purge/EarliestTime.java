package sundown.purge;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The earliest of several clocks, for what may come late but never early; none of them may fail. */
public record EarliestTime(List<TrustedTime> clocks) implements TrustedTime {
    public EarliestTime {
        clocks = List.copyOf(clocks);
        if (clocks.isEmpty()) {
            throw new IllegalArgumentException("it takes a clock to tell the time");
        }
    }

    @Override
    public Instant now() {
        return clocks.stream()
                .map(TrustedTime::now)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
