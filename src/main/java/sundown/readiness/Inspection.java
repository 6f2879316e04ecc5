package sundown.readiness;

import java.util.Map;
import java.util.function.Supplier;

/**
 * How one check is made.
 *
 * @param name of the check
 * @param reads what it needs, for the operator who sees that it could not be read: a right or a service
 * @param look may throw, which fails this check and no other
 * @param figures of the check, asked for after the look
 */
record Inspection(String name, String reads, Supplier<Outcome> look, Supplier<Map<String, Map<String, Long>>> figures) {
    /** A check without figures. */
    Inspection(String name, String reads, Supplier<Outcome> look) {
        this(name, reads, look, Map::of);
    }
}
