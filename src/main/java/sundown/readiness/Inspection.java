package sundown.readiness;

import java.util.function.Supplier;

/**
 * How one check is made.
 *
 * @param name of the check
 * @param reads what it needs, for the operator who sees that it could not be read: a right or a service
 * @param look may throw, which fails this check and no other
 */
record Inspection(String name, String reads, Supplier<Outcome> look) {}
