package sundown.milestone;

import java.time.Instant;

/**
 * Where the work on a milestone stopped because its time was over.
 *
 * @param at the instant of the milestone for which it was: one that has been moved since begins anew
 * @param arrival the name of the one that stopped; those before it, in the order of their names, are done
 * @param after where it stopped, in its own words
 */
public record Checkpoint(Milestone milestone, Instant at, String arrival, String after) {}
