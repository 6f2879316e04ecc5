package sundown.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The checks of one subject. */
interface Inspections {
    /** Lists them. Each looks only when it is asked, and its number of calls does not grow with users. */
    List<Inspection> at(Instant now);

    /** What several checks need: it is read when the first asks, and again by the next one where that failed. */
    static <T> Supplier<T> once(Supplier<T> read) {
        List<T> known = new ArrayList<>();
        return () -> {
            if (known.isEmpty()) {
                known.add(read.get());
            }
            return known.getFirst();
        };
    }
}
