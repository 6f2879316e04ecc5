package sundown.purge;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The time of a clock outside of this machine. */
public interface TrustedTime {
    /** Asks the clock for the time, to the second. */
    Instant now();

    /** The earliest of several clocks, for work that may come late but never early. None of the clocks may fail. */
    public record Earliest(List<TrustedTime> clocks) implements TrustedTime {
        public Earliest {
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
}
