package sundown.report;

/** Users who will have taken nothing at the close, and the bytes that will be left with them, at today's pace. */
public record Remainder(long users, long bytes) {}
