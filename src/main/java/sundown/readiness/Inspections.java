package sundown.readiness;

import java.time.Instant;
import java.util.List;

/** The checks of one subject. */
interface Inspections {
    /** Lists them. Each looks only when it is asked, and its number of calls does not grow with users. */
    List<Inspection> at(Instant now);
}
