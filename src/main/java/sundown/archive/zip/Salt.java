package sundown.archive.zip;

/** The 16 random bytes from which, with the password, the keys of one entry are derived. No two entries share one. */
public record Salt(long high, long low) {}
