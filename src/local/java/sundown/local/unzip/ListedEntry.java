package sundown.local.unzip;

/**
 * What a program tells of an entry without the password.
 *
 * @param bytes the length of its contents
 */
public record ListedEntry(String path, long bytes) {}
