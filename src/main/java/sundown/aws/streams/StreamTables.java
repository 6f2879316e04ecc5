package sundown.aws.streams;

/** The names of the tables whose changes are told of. */
public record StreamTables(String transfers, String archives, String refunds, String accounts, String groups) {}
