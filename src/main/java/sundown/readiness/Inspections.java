package sundown.readiness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import sundown.readiness.Readiness.Outcome;

/** The checks of one subject. */
interface Inspections {
    /** Lists them. Each looks only when it is asked, and its number of calls does not grow with users. */
    List<Inspection> list(Instant now);

    /** Reads a value for several checks, when the first of them asks; the next one reads again if that failed. */
    static <T> Supplier<T> once(Supplier<T> read) {
        List<T> known = new ArrayList<>();
        return () -> {
            if (known.isEmpty()) {
                known.add(read.get());
            }
            return known.getFirst();
        };
    }

    /**
     * The way in which one check is made.
     *
     * @param name of the check
     * @param reads a right or a service, for the operator who sees that it could not be read
     * @param look fails this check alone if it throws
     * @param figures of the check, read after the look
     */
    record Inspection(
            String name, String reads, Supplier<Outcome> look, Supplier<Map<String, Map<String, Long>>> figures) {
        /** A check without figures. */
        Inspection(String name, String reads, Supplier<Outcome> look) {
            this(name, reads, look, Map::of);
        }
    }
}
