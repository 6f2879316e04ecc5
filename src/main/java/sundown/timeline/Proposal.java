package sundown.timeline;

/**
 * A version of the timeline that an operator wants in force.
 *
 * @param by who wants it
 */
record Proposal(TimelineDraft draft, String by, String reason) {}
