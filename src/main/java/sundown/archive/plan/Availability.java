package sundown.archive.plan;

import java.time.Instant;

/**
 * When an archive can be had.
 *
 * @param until the first instant at which it can no longer be downloaded
 */
public record Availability(Instant createdAt, Instant until) {}
