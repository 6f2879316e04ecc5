package sundown.archive.zip;

import java.time.Instant;

/**
 * One file of a volume, as it is planned.
 *
 * @param path its name with its folders, separated by {@code /}
 * @param bytes its length
 * @param modified the date that it gets
 */
public record ZipEntry(String path, long bytes, Instant modified, Salt salt) {}
